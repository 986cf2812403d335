/** A planned change against what is live right before it is written: what others have changed of it since. Pure. */
import { type FieldChange, type ItemChange, isDeclaredItem, type Update } from '../../change.ts'
import { secondOf } from '../../read/index.ts'
import type { Resolve } from '../../references/index.ts'
import { isPlanned, type LiveRecord } from '../../rows/index.ts'
import { isAsWanted, judge, movedIn, renamed, rowsOf, together, type Verdict, wantedRows } from './judge.ts'

/** What is there right before a change is written: as much of it as the change writes. */
export interface Now {
  /** Absent: neither its own fields are written nor an item that stands in it. */
  readonly record?: LiveRecord
  /** By aspect, the items by key. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, unknown>>
}

/** A change as it is by now: what others have done already is left out of it, and what they added is known to it. */
interface Rebased {
  readonly change: Update
  /** Those that are still to be written. */
  readonly items: readonly ItemChange[]
  /** What others have changed into something that nobody wants here, in words. */
  readonly moved: readonly string[]
  /** Lists that others have put into another order, in words. */
  readonly reordered: readonly string[]
}

/** `items`: those that are written now, of those of the change. */
export const rebase = (change: Update, items: readonly ItemChange[], now: Now, resolve: Resolve): Rebased => {
  const { record, parts } = now
  const ofFields = new Map(record ? fieldVerdicts(change, record) : [])
  const ofItems = new Map(items.map((item) => [item, judgeItem(change, item, now, resolve)]))
  const rebased = new Map(
    change.items.map((item) => [item, itemNow(item, now, ofItems.get(item) === 'done')]),
  )
  return {
    change: {
      ...change,
      fields: change.fields.filter((field) => ofFields.get(field) !== 'done'),
      items: [...rebased.values()].flatMap((item) => item ?? []),
      live: { ...change.live, ...(record && { record }), parts: new Map([...change.live.parts, ...parts]) },
    },
    items: items.flatMap((item) => (ofItems.get(item) === 'done' ? [] : (rebased.get(item) ?? []))),
    moved: [
      ...(record ? renamed(change, record, change.desired.names.at(-1)) : []),
      ...movedIn([...ofFields.values(), ...ofItems.values()]),
    ],
    reordered: reordered(change, items, now),
  }
}

/** The fields and items of a change that others have changed into something else since it was written. */
export const movedSince = (
  change: Update,
  now: Now,
  resolve: Resolve,
): ReadonlySet<FieldChange | ItemChange> => {
  const verdicts: readonly (readonly [FieldChange | ItemChange, Verdict])[] = [
    ...(now.record ? fieldVerdicts(change, now.record) : []),
    ...change.items.map((item) => [item, judgeItem(change, item, now, resolve)] as const),
  ]
  return new Set(verdicts.flatMap(([one, verdict]) => (movedIn([verdict]).length > 0 ? [one] : [])))
}

/** An item with what is live of it by now; undefined: it is not there, and nothing is to be done about that. */
const itemNow = (item: ItemChange, { parts }: Now, isDone: boolean): ItemChange | undefined => {
  const part = parts.get(item.aspect)
  if (!part) return item
  const live = part.get(item.key)
  if (!isDeclaredItem(item)) return live === undefined ? undefined : { ...item, live }
  if (live === undefined) return item.action === 'none' ? undefined : item
  if (isDone) return { ...item, action: 'none', fields: [], live }
  // Others have made a part of what is wanted: the rest is added to it.
  return { ...item, action: item.action === 'create' ? 'update' : item.action, live }
}

/** The fields that a change writes by itself. */
export const ownFields = ({ fields, kind }: Update): readonly FieldChange[] =>
  kind.update ? fields.filter(({ onChange }) => isPlanned(onChange)) : []

const fieldVerdicts = (change: Update, now: LiveRecord): readonly (readonly [FieldChange, Verdict])[] => {
  const { kind, live } = change
  return ownFields(change).map((field) => {
    const row = kind.fields[field.field]
    if (row) return [field, judge(field.field, row, { planned: live.record, now, wanted: field.desired })]
    return [field, kind.nameOf(now) === field.desired ? 'done' : 'as planned']
  })
}

const judgeItem = (change: Update, item: ItemChange, { parts }: Now, resolve: Resolve): Verdict => {
  const aspect = change.kind.aspects[item.aspect]
  const part = parts.get(item.aspect)
  if (!aspect || !part) return 'as planned'
  const now = part.get(item.key)
  const title = item.key === '' ? aspect.part : `${aspect.part} ${item.key}`
  if (now === undefined) {
    if (item.action === 'create') return 'as planned'
    return item.action === 'delete' ? 'done' : { moved: `${title} is gone` }
  }
  if (!isDeclaredItem(item)) {
    const { removable, idOf } = aspect
    if (removable === 'data' && idOf && idOf(now) !== idOf(item.live))
      return { moved: `${title} is another one` }
    const verdicts = rowsOf(aspect).map(([name, row]) =>
      judge(`${title} ${name}`, row, { planned: item.live, now }),
    )
    return together(verdicts)
  }
  const second = part.get(secondOf(item.key))
  const isNew = second !== undefined && !change.live.parts.get(item.aspect)?.has(secondOf(item.key))
  // One that takes the place of the first is made before that goes.
  if (isNew && !isAsWanted(aspect, item, second, resolve)) return { moved: `${title} is there twice` }
  const planned = item.action === 'create' ? undefined : item.live
  const verdicts = wantedRows(aspect, item, resolve).map(({ name, row, wanted }) =>
    judge(`${title} ${name}`, row, { planned, now, wanted }),
  )
  const isPlaced = item.fields.some(({ field }) => field === aspect.order)
  const verdict = together(verdicts)
  return verdict === 'done' && isPlaced ? 'as planned' : verdict
}

/** Where order is written, whether others have put the declared items into another one. */
const reordered = (
  { kind, live, items }: Update,
  writing: readonly ItemChange[],
  { parts }: Now,
): readonly string[] =>
  [...parts].flatMap(([name, part]) => {
    const { order = '', part: title = '' } = kind.aspects[name] ?? {}
    const before = live.parts.get(name)
    const ofPart = (all: readonly ItemChange[]) =>
      all.filter(isDeclaredItem).filter(({ aspect }) => aspect === name)
    const isWritten = ofPart(writing).some(({ fields }) => fields.some(({ field }) => field === order))
    if (!before || !isWritten) return []
    const wanted = ofPart(items).flatMap(({ key }) => (before.has(key) && part.has(key) ? [key] : []))
    const orderOf = (keys: Iterable<string>) => [...keys].filter((key) => wanted.includes(key)).join('\n')
    const isThere = [orderOf(before.keys()), orderOf(wanted)].includes(orderOf(part.keys()))
    return isThere ? [] : [`the ${title}s are in another order`]
  })
