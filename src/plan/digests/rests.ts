/** What a plan rests on: the live workspace, as far as the plan would be another one if that were another. Pure. */
import { createHmac } from 'node:crypto'
import { type Change, type ItemChange, isDeclaredItem, itemsOf, liveOf } from '../../change.ts'
import { Hidden } from '../../hidden.ts'
import type { LiveResource, Unobserved } from '../../live.ts'
import type { AnyFields } from '../../rows/index.ts'
import { newItemsOf } from './anew.ts'
import { canonical, digestOf } from './canonical.ts'
import { type Digests, isHidden, orderRow, rowUnit, type Units } from './unit.ts'

export interface Rests {
  /** Ids of what is there, and what can be seen of all that differs from the file: the rest is as the file has it. */
  readonly live: Digests
  /** Hidden values that change, as digests that only who has the plan key can make. Absent: there was no such key. */
  readonly hidden?: Digests
  /** Tells plan keys apart, and nobody what they are. */
  readonly key?: string
  /** What could not be seen. */
  readonly unobserved: readonly Unobserved[]
}

/** One digest of it all: changes with anything that the plan rests on. */
export const fingerprintOf = ({ rests }: { readonly rests: Rests }): string => digestOf(rests)

/** `planKey`: a secret that everybody has who plans and applies; undefined: hidden values are left out. */
export const restsOf = (
  changes: readonly Change[],
  unobserved: readonly Unobserved[],
  planKey: string | undefined,
): Rests => {
  const live = Object.fromEntries(
    changes
      .flatMap((change) => [...factsOf(change), ...absentIn(change)])
      .map(([unit, content]) => [unit, digestOf(content)]),
  )
  if (planKey === undefined) return { live, unobserved }
  const keyed = (text: string) => createHmac('sha256', planKey).update(text).digest('hex')
  const hidden = changes.flatMap(hiddenOf).map(([unit, value]) => {
    // With its unit, so that equal values of two variables are not told to be equal.
    const texts = [value].flat().map((one) => (one instanceof Hidden ? one.digest(planKey) : one))
    return [unit, keyed(canonical([unit, texts]))] as const
  })
  return { live, hidden: Object.fromEntries(hidden), key: keyed('plan key'), unobserved }
}

/** Hidden values that a plan rests on, if there is a plan key. */
export const hiddenUnits = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap(hiddenOf).map(([unit]) => unit)

const factsOf = (change: Change): Units => {
  const { address, kind, action } = change
  const live = liveOf(change)
  if (!live) return []
  const identity = [live.kind.name, live.record.id]
  switch (action) {
    // Whoever lets it go has looked at it as it was.
    case 'delete':
    case 'replace':
      return [[address, [...identity, seenOf(live)]]]
    default:
      return [
        [address, identity],
        ...rowsOf(change, false),
        ...itemsOf(change).flatMap((item) => goneOf(kind, item)),
      ]
  }
}

/** That an item is not there is seen too. */
const absentIn = (change: Change): Units => newItemsOf(change).map(({ address }) => [address, 'absent'])

const seenOf = ({ kind, record }: LiveResource): readonly unknown[] => visible(kind.fields, record)

/** The values of all rows that may be seen. */
const visible = (rows: AnyFields, of: unknown): readonly unknown[] =>
  Object.entries(rows).flatMap(([name, row]) => (row.secret ? [] : [[name, row.read(of)]]))

const hiddenOf = (change: Change): Units =>
  change.action === 'update'
    ? [...rowsOf(change, true), ...itemsOf(change).flatMap((item) => lostOf(change, item))]
    : []

/** What is there now of rows that differ, those hidden or the others. */
const rowsOf = (change: Change, hidden: boolean): Units => {
  if (change.action !== 'update' && change.action !== 'none') return []
  const { address, fields, items } = change
  return [
    ...fields.map((field) => ({ of: address, field })),
    ...items
      .filter(isDeclaredItem)
      .flatMap((item) =>
        item.fields
          .filter(({ field }) => field !== orderRow(change, item))
          .map((field) => ({ of: item.address, field })),
      ),
  ].flatMap(({ of, field }) =>
    field.before === undefined || isHidden(field) !== hidden
      ? []
      : [[rowUnit(of, field.field), field.before]],
  )
}

/** An item that goes, as far as it may be seen; with data, also which one it is: another one has other data. */
const goneOf = ({ aspects }: Change['kind'], item: ItemChange): Units => {
  if (isDeclaredItem(item)) return []
  const { fields = {}, order, removable, idOf } = aspects[item.aspect] ?? {}
  const rows = Object.fromEntries(
    Object.entries<AnyFields[string]>(fields).filter(([name]) => name !== order),
  )
  const which = removable === 'data' && idOf ? [idOf(item.live)] : []
  return [[item.address, [...which, ...visible(rows, item.live)]]]
}

/** What is hidden of an item that goes, all of it under the item's own name. */
const lostOf = ({ kind }: Change, item: ItemChange): Units => {
  if (isDeclaredItem(item)) return []
  const rows = Object.entries<AnyFields[string]>(kind.aspects[item.aspect]?.fields ?? {})
  const values = rows.flatMap(([, row]) => (row.secret ? [row.read(item.live)] : []))
  return values.length > 0 ? [[item.address, values]] : []
}
