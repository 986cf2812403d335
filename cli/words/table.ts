/** Tables of a few columns. */

import type { Paint } from '../shell/index.ts'
import { cut, filled, widthOf } from './columns.ts'
import { barred, code } from './markup.ts'
import { inOneLine } from './value.ts'

const gap = '  '

/** A column that is cut shorter says nothing. */
const least = 10

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * Columns as wide as what is in them. The last one is cut where the terminal ends; without one, it may be longer than a line.
 */
export const tableText = (
  { head, rows }: Table,
  paint: Paint,
  width: number = Number.POSITIVE_INFINITY,
): string => {
  const clean = rows.map((row) => row.map(inOneLine))
  const widths = head.map((title, at) =>
    Math.max(widthOf(title), ...clean.map((row) => widthOf(row[at] ?? ''))),
  )
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + gap.length, 0)
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        at < head.length - 1 ? filled(cell, widths[at] ?? 0) : cut(cell, Math.max(least, width - before)),
      )
      .join(gap)
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
