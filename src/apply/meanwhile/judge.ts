/** What the plan rests on against what is there by now, row by row. Pure. */
import type { DeclaredItemChange, Delete, Update } from '../../change.ts'
import { generated, unreadable } from '../../hidden.ts'
import type { Resolve } from '../../references/index.ts'
import { type AnyAspect, type AnyField, type LiveRecord, same } from '../../rows/index.ts'
import type { Source } from '../../source.ts'

/** `as planned`: it is as the plan found it. `done`: it is as it is wanted. */
export type Verdict = 'as planned' | 'done' | { readonly moved: string }

export const movedIn = (verdicts: Iterable<Verdict>): readonly string[] =>
  [...verdicts].flatMap((verdict) => (typeof verdict === 'object' ? [verdict.moved] : []))

interface States {
  /** The record, or the item, that the plan rests on. Undefined: there was none. */
  readonly planned: unknown
  readonly now: unknown
  /** The value. Absent: what has it is to go. */
  readonly wanted?: unknown
}

export const judge = (title: string, row: AnyField, { planned, now, wanted }: States): Verdict => {
  const before = planned === undefined ? undefined : row.read(planned)
  const value = row.read(now)
  if (value === unreadable || isSame(row, before, value)) return 'as planned'
  // One that somebody else had made up is as good as another.
  const isDone = wanted === generated ? before === undefined : isSame(row, wanted, value)
  if (wanted !== undefined && isDone) return 'done'
  if (row.secret) return { moved: `${title} has another value` }
  return { moved: `${title} is ${spelled(row, value)} and was ${spelled(row, before)}` }
}

const isSame = (row: AnyField, one: unknown, other: unknown): boolean =>
  one === undefined ? other === undefined : same(row.codec, one, other)

const spelled = (row: AnyField, value: unknown): string =>
  value === undefined ? 'unset' : JSON.stringify(row.codec.toFile(value))

/** Of something that has several rows. */
export const together = (verdicts: readonly Verdict[]): Verdict => {
  const moved = movedIn(verdicts)
  if (moved.length > 0) return { moved: moved.join('; ') }
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'done') ? 'done' : 'as planned'
}

/** All but the place in a list, which every other item that comes or goes changes too. */
export const rowsOf = ({ fields, order }: AnyAspect) =>
  Object.entries(fields).filter(([name]) => name !== order)

/** The rows of an item that are written, but for its place, each with its value. */
export const wantedRows = (aspect: AnyAspect, { fields, item }: DeclaredItemChange, resolve: Resolve) =>
  rowsOf(aspect).flatMap(([name, row]) => {
    const change = fields.find(({ field }) => field === name)
    if (!change) return []
    return [{ name, row, wanted: row.secret ? resolve(item.values[name] as Source) : change.desired }]
  })

/** Whether a live item has all that is written. */
export const isAsWanted = (
  aspect: AnyAspect,
  item: DeclaredItemChange,
  live: unknown,
  resolve: Resolve,
): boolean =>
  wantedRows(aspect, item, resolve).every(({ row, wanted }) => isSame(row, wanted, row.read(live)))

/** Whether it has another name than the one that it was planned under, and than it is to have. */
export const renamed = (
  { kind, live }: Update | Delete,
  now: LiveRecord,
  wanted = live.name,
): readonly string[] => {
  const name = kind.nameOf(now)
  return name === live.name || name === wanted ? [] : [`it is called ${name}`]
}

/** What others have changed of something that is to go: it may have become something that nobody decided about. */
export const movedBeforeDelete = (change: Delete, now: LiveRecord): readonly string[] => {
  const { kind, live } = change
  const rows = Object.entries<AnyField>(kind.fields)
  const verdicts = rows.map(([name, row]) => judge(name, row, { planned: live.record, now }))
  return [...renamed(change, now), ...movedIn(verdicts)]
}
