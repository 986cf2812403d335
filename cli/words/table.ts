/** Tables of a few columns. */

import type { Paint } from '../shell/index.ts'
import { barred, code } from './markup.ts'
import { harmless } from './value.ts'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Columns as wide as what is in them; the last one may be longer than a line. */
export const tableText = ({ head, rows }: Table, paint: Paint): string => {
  const clean = rows.map((row) => row.map(harmless))
  const widths = head.map((title, at) => Math.max(title.length, ...clean.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [paint.bold(line(head)), ...clean.map(line)].join('\n')
}

/** Names stand as code, so that nothing in them can be a link, a mention or the end of the cell. */
export const tableMarkdown = ({ head, rows }: Table): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...rows.map((row) => `| ${row.map((cell) => (cell === '' ? '' : barred(code(cell)))).join(' | ')} |`),
  ].join('\n')
