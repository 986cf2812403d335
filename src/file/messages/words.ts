/** How messages put values and choices into words. */

/** A text as it may stand in a message: quoted, cut, without control characters. */
export const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a mapping'
  const text = String(value).replace(/\p{Cc}/gu, ' ')
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
}

/** The library's sentences begin with a capital letter, ours do not. */
export const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

export const listed = (choices: readonly unknown[]): string => choices.map(String).join(', ')

export const meant = (near: string | undefined): string =>
  near === undefined ? '' : `; did you mean "${near}"?`

/** `a worker`, `an environment`. */
export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
