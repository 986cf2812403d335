/** Values in one line, harmless to the terminal. */
import { Hidden, readable } from '../../src/index.ts'

// Control characters move the cursor, and those of bidirectional text turn words round: both could forge a plan.
const dangerous = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const escaped = (char: string) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/**
 * A line that begins with `::`, and `##[` or `##vso[` anywhere, are commands to the runners of GitHub and Azure, which read all
 * that a step prints.
 */
const withoutCommands = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, '$1\\u003a').replace(/##(?=\w*\[)/g, '#\\u0023')

/** Text of several lines without anything that the terminal, or who reads the log, would obey. */
export const harmless = (text: string): string =>
  withoutCommands(
    text.replace(dangerous, (char) => (char === '\n' ? char : char === '\t' ? ' ' : escaped(char))),
  )

/** The same where there may be one line only. */
export const inOneLine = (text: string): string =>
  withoutCommands(text.replace(dangerous, (char) => (char === '\t' ? ' ' : escaped(char))))

/** An address for people, with names as in the file. */
export const addressText = (address: string): string => inOneLine(readable(address))

const needsQuotes = /^$|^\s|\s$|^["'[{]|[\p{Cc}]/u

const quoted = (text: string): string => withoutCommands(JSON.stringify(text).replace(dangerous, escaped))

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
  needsQuotes.test(text) ? quoted(text) : withoutCommands(text.replace(dangerous, escaped))

/** A value as a plan shows it. */
export const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '(none)'
  if (value instanceof Hidden) return textOf(value.shown)
  return typeof value === 'object' ? inFlow(value) : textOf(String(value))
}

const bare = (value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, '') : undefined)

/** Whether two texts have the same characters, apart from spaces and line breaks. */
export const onlySpaceDiffers = (before: unknown, after: unknown): boolean =>
  before !== after && bare(before) !== undefined && bare(before) === bare(after)
