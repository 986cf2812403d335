/** Values in one line, harmless to the terminal. */
import { Hidden } from '../../src/index.ts'

// Control characters move the cursor, and those of bidirectional text turn words round: both could forge a plan.
const dangerous = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const escaped = (char: string) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** Text of several lines without anything that the terminal would obey. */
export const harmless = (text: string): string =>
  text.replace(dangerous, (char) => (char === '\n' ? char : char === '\t' ? ' ' : escaped(char)))

const needsQuotes = /^$|^\s|\s$|^["'[{]|[\p{Cc}]/u

const quoted = (text: string): string => JSON.stringify(text).replace(dangerous, escaped)

const inFlow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(inFlow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${inFlow(inner)}`)
    return `{${entries.join(', ')}}`
  }
  const text = String(value)
  return /[,:{}[\]]\s|[,[\]{}]/.test(text) ? quoted(text) : textOf(text)
}

const textOf = (text: string): string =>
  needsQuotes.test(text) ? quoted(text) : text.replace(dangerous, escaped)

/** A value as a plan shows it. */
export const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '(none)'
  if (value instanceof Hidden) return textOf(value.shown)
  return typeof value === 'object' ? inFlow(value) : textOf(String(value))
}

/** At most so many characters; the last one tells that there were more. */
export const cut = (text: string, width: number): string => {
  const chars = [...text]
  return chars.length <= width ? text : `${chars.slice(0, Math.max(1, width) - 1).join('')}…`
}

/** Two texts, both cut, with what is different between them in sight. */
export const cutBoth = (one: string, other: string, width: number): readonly [string, string] => {
  const [a, b] = [[...one], [...other]]
  const same = a.findIndex((char, index) => char !== b[index])
  const common = same < 0 ? Math.min(a.length, b.length) : same
  const longest = Math.max(a.length, b.length)
  if (longest <= width || common < width - 10) return [cut(one, width), cut(other, width)]
  const from = Math.min(common - 10, longest - width + 1)
  return [cut(`…${a.slice(from).join('')}`, width), cut(`…${b.slice(from).join('')}`, width)]
}

const bare = (value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, '') : undefined)

/** Whether two texts have the same characters, apart from spaces and line breaks. */
export const onlySpaceDiffers = (before: unknown, after: unknown): boolean =>
  before !== after && bare(before) !== undefined && bare(before) === bare(after)
