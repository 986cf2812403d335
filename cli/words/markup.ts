/** Texts in Markdown: nothing in them may become markup. */
import { inOneLine, shown } from './value.ts'

/** Text as code: the fence is longer than any run of backticks in it. */
export const code = (text: string): string => {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  const room = /^`|`$/.test(text) ? ' ' : ''
  return fence + room + text + room + fence
}

/** Lines as they are, in a block that none of them can end. */
export const fenced = (language: string, text: string): string => {
  const runs = [...text.matchAll(/`{3,}/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)))
  return [`${fence}${language}`, text, fence].join('\n')
}

/** In a cell of a table, which a bar would end. */
export const barred = (text: string): string => text.replaceAll('|', '\\|')

/** A value in a cell of a table. */
export const cell = (value: unknown): string => barred(code(shown(value)))

/** What is seen once somebody asks for it. */
export const folded = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`

/** Text in HTML, in an attribute too. */
export const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/**
 * Prose: nothing in it may become a link, a mention or a tag. GitHub looks for mentions in the finished page, where an escaped `@`
 * is one like any other: a space of no width parts it from the name.
 */
export const prose = (text: string): string =>
  inOneLine(text.replace(/\s+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/[@#](?=\w)/g, '$&&#8203;')
    .replace(/:\/\/|www\./gi, (link) => `${link.slice(0, -1)}\\${link.slice(-1)}`)
    .replace(/^(\d+)?(?=[-+=.)#])/, '$1\\')
