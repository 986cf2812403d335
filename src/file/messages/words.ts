/** How messages put values and choices into words. */
import { inYaml } from '../../rows/index.ts'
import { secretIn } from './secret-looking.ts'

/** {@link inYaml} for a hint, which repeats no more than a message does: the key alone, where the value looks like a secret. */
export const written = (path: string, value: unknown): string => {
  const texts = Array.isArray(value) ? value : [value]
  const isOpen = texts.every((text) => typeof text !== 'object' && secretIn('', String(text)) === undefined)
  return isOpen ? inYaml(path, value) : quoted(path)
}

/** A text as it may stand in a message: quoted, cut, without control characters. What looks like a secret is not repeated. */
export const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a mapping'
  if (secretIn('', String(value)) !== undefined) return 'a text that looks like a secret'
  const text = String(value).replace(/\p{Cc}/gu, ' ')
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
}

/** A name, where somebody may have written `NAME=value` instead. */
export const quotedName = (name: string): string => quoted(name.replace(/=.*/s, '=…'))

/** The library's sentences begin with a capital letter, ours do not. */
export const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

export const listed = (choices: readonly unknown[]): string => choices.map(String).join(', ')

export const meant = (near: string | undefined): string =>
  near === undefined ? '' : `; did you mean "${near}"?`

/** `a worker`, `an environment`. */
export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
