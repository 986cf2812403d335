/** A resource as it is billed before a change and after it. Pure. */
import { type Change, type FieldChange, isDeclaredItem, itemsOf, liveOf } from '../change.ts'
import type { LiveResource } from '../live.ts'
import { type AnyFields, type Bill, type Billed, isPlanned } from '../rows/index.ts'

type Values = Readonly<Record<string, unknown>>

/** The rows of a resource, and by aspect those of its items by key. */
interface Side {
  readonly values: Values
  readonly items: ReadonlyMap<string, ReadonlyMap<string, Values>>
}

const nothing: Side = { values: {}, items: new Map() }

/** What is billed now; nothing for what is not there. */
export const billsBefore = (change: Change): readonly Bill[] => {
  const live = liveOf(change)
  return live ? (live.kind.bills?.(billed(sideOf(live))) ?? []) : []
}

/** What will be billed; nothing for what goes. */
export const billsAfter = (change: Change): readonly Bill[] => {
  if (change.action === 'delete') return []
  const live = liveOf(change)
  const stays = live !== undefined && live.kind === change.kind && change.action !== 'replace'
  const before = stays ? sideOf(live) : nothing
  const fixed = change.action === 'replace' ? change.desired : undefined
  const values = { ...before.values, ...fixed?.defaults, ...fixed?.values, ...written(change.fields) }
  return change.kind.bills?.(billed({ values, items: itemsAfter(change, before) })) ?? []
}

const billed = ({ values, items }: Side): Billed => ({
  values,
  items: (aspect) => [...(items.get(aspect)?.values() ?? [])],
})

const read = (rows: AnyFields, of: unknown): Values =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) => {
      const value = row.read(of)
      return value === undefined ? [] : [[name, value]]
    }),
  )

const written = (fields: readonly FieldChange[]): Values =>
  Object.fromEntries(
    fields.filter(({ onChange }) => isPlanned(onChange)).map(({ field, desired }) => [field, desired]),
  )

/** Nobody asks what is around for what has a price. */
const alone = { addressOf: () => undefined, records: () => [] }

/** Aspects that were not read stand in the record all the same, unless they have a list of their own. */
const sideOf = ({ kind, record, parts }: LiveResource): Side => ({
  values: read(kind.fields, record),
  items: new Map(
    Object.entries(kind.aspects).map(([name, aspect]) => {
      const own = aspect.list || aspect.namedBy ? [] : aspect.items(record, [], alone)
      const items = parts.get(name) ?? new Map(own.map((item) => [aspect.keyOf(item), item]))
      return [name, new Map([...items].map(([key, item]) => [key, read(aspect.fields, item)]))]
    }),
  ),
})

const itemsAfter = (change: Change, before: Side): Side['items'] => {
  const items = new Map([...before.items].map(([aspect, inside]) => [aspect, new Map(inside)]))
  for (const item of itemsOf(change)) {
    const inside = items.get(item.aspect) ?? new Map<string, Values>()
    items.set(item.aspect, inside)
    if (isDeclaredItem(item)) inside.set(item.key, { ...inside.get(item.key), ...written(item.fields) })
    else inside.delete(item.key)
  }
  return items
}
