/** Texts in Markdown: nothing in them may become markup. */
import { shown } from './value.ts'

/** Text as code: the fence is longer than any run of backticks in it. */
export const code = (text: string): string => {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  const room = /^`|`$/.test(text) ? ' ' : ''
  return fence + room + text + room + fence
}

/** In a cell of a table, which a bar would end. */
export const barred = (text: string): string => text.replaceAll('|', '\\|')

/** A value in a cell of a table. */
export const cell = (value: unknown): string => barred(code(shown(value)))

/** What is seen once somebody asks for it. */
export const folded = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`

export const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Prose: nothing in it may become a link, a mention or a tag. */
export const prose = (text: string): string =>
  html(text)
    .replace(/[\\`*_[\]@#|~]/g, '\\$&')
    .replace(/\s+/g, ' ')
