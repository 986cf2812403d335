import { notFound } from '../request/index.ts'

/** Lists inside of a record, which are replaced and never changed. */

interface Row {
  readonly id: string
}

/** The row that `is`, or 404 under the name it was asked for. */
export const rowOf = <T>(rows: readonly T[], name: string, is: (row: T) => boolean): T => {
  const row = rows.find(is)
  if (!row) throw notFound(name)
  return row
}

/** With the row at the place of that with its id, or behind all others. */
export const withRow = <T extends Row>(rows: readonly T[], row: T): readonly T[] =>
  rows.some(({ id }) => id === row.id)
    ? rows.map((other) => (other.id === row.id ? row : other))
    : [...rows, row]

export const withoutRow = <T>(rows: readonly T[], row: T): readonly T[] =>
  rows.filter((other) => other !== row)
