import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { newestFirst, withLetter } from '../records/index.ts'
import { badRequest } from '../request/index.ts'

/** What a list route takes from its query. */
export interface PageQuery {
  cursor?: string | undefined
  limit?: number | undefined
}

interface Row {
  id: string
}

const defaultSize = 20
const shape = /^[A-Za-z0-9_-]{32}$/
const usualId = /^[a-z]{3}-([0-9a-v]{20})(?:-([a-z]))?$/

const digest = (text: string) => createHash('sha256').update(text).digest()

/** In front of every cursor made here; no recorded one begins with it. */
const madeHere = 0

/** Three bytes that tell one list's cursors from another's. */
const markOf = (list: string) => Buffer.concat([Buffer.of(madeHere), digest(list).subarray(0, 2)])

/** 21 characters that stand for an id: a replica's letter and the part behind the prefix. */
const keyOf = (id: string): string => {
  const [, stem, letter = 'a'] = usualId.exec(id) ?? []
  // A workspace may be given an id of any form.
  return stem === undefined ? `-${digest(id).toString('hex').slice(0, 20)}` : letter + stem
}

/**
 * The cursor of a row: 24 bytes, the last 16 of them the end of its id (API facts §7). The first eight are opaque in
 * the recordings; here they hold the mark of the list, a replica's letter and the start of the id.
 */
const cursorOf = (mark: Buffer, id: string): string =>
  Buffer.concat([mark, Buffer.from(keyOf(id), 'latin1')]).toString('base64url')

/** What `keyOf` gave for the row; undefined when the cursor was not made here, as those of a recording are. */
const keyIn = (list: string, cursor: string): string | undefined => {
  if (!shape.test(cursor)) throw badRequest('invalid cursor')
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes[0] !== madeHere) return undefined
  if (!bytes.subarray(0, 3).equals(markOf(list))) throw badRequest('invalid cursor')
  return bytes.toString('latin1', 3)
}

const after = <T extends Row>(rows: readonly T[], key: string | undefined, byAge: boolean): readonly T[] => {
  if (key === undefined) return []
  const at = rows.findIndex((row) => keyOf(row.id) === key)
  if (at >= 0) return rows.slice(at + 1)
  // The row is gone: a list by age goes on where it was, one in another order has no such place.
  const gone = { id: withLetter(`row-${key.slice(1)}`, key.charAt(0)) }
  return byAge ? rows.filter((row) => newestFirst(gone, row) < 0) : []
}

const cut = <T extends Row>(list: string, rows: readonly T[], query: PageQuery, byAge: boolean) => {
  // An empty cursor is accepted as none (API facts §1.7).
  const rest = query.cursor ? after(rows, keyIn(list, query.cursor), byAge) : rows
  return rest.slice(0, query.limit ?? defaultSize)
}

/** Rows of the list of that name; a cursor is only good for the list that it came from. */
export interface Page<T extends Row> {
  list: string
  rows: readonly T[]
}

/** One page, newest first. `rows` may be in any order. */
export const newestPage = <T extends Row>(list: string, rows: readonly T[], query: PageQuery): Page<T> => ({
  list,
  rows: cut(list, [...rows].sort(newestFirst), query, true),
})

/** One page in the order of `rows`. */
export const orderedPage = <T extends Row>(list: string, rows: readonly T[], query: PageQuery): Page<T> => ({
  list,
  rows: cut(list, rows, query, false),
})

/** `[{service: …, cursor}]`: how most lists wrap their rows (API facts §7). */
export const wrapped = <T extends Row>(
  wrapper: string,
  { list, rows }: Page<T>,
  view: (row: T) => unknown,
): Record<string, unknown>[] => {
  const mark = markOf(list)
  return rows.map((row) => ({ [wrapper]: view(row), cursor: cursorOf(mark, row.id) }))
}
