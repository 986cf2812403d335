/** The way back from a change: what it was before, for a service whose deploy failed. */
import {
  type Change,
  changedItems,
  type DeclaredItemChange,
  type FieldChange,
  type ItemChange,
  isDeclaredItem,
  type Update,
} from '../../change.ts'
import type { DesiredItem } from '../../desired.ts'
import { type Hidden, unreadable } from '../../hidden.ts'
import type { LiveResource } from '../../live.ts'
import type { Resolve } from '../../references/index.ts'
import { type AnyAspect, type AnyField, type AnyFields, isPlanned } from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { diffRows } from '../diff.ts'

/** A change back, and what stays as it is now, each with why. */
export interface Undo {
  readonly change: Update
  /** What it puts back: `startCommand`, `env/LEVEL`. */
  readonly undone: readonly string[]
  readonly stays: readonly Stays[]
}

interface Stays {
  /** `env/TOKEN`, `disk sizeGB`. */
  readonly what: string
  readonly why: string
}

/** Values from before are what they are: hidden ones stand where sources do in a file. */
export const asItWas: Resolve = (source) => source as unknown as Hidden

const writeOnly = 'the API never told what it was'
const neverSet = 'it was not set, and the API cannot clear it'

/** `change` was made, of what is now `now`, with all aspects read that it writes. */
export const undoOf = (change: Update, now: LiveResource): Undo => {
  const rows = backRows(change.kind.fields, ofRecord(change), change.live.record, now.record)
  const items = changedItems(change).map((item) => backItem(item, change, now))
  const named = change.fields.filter(({ field }) => field === 'name').map(turned)
  const back = items.flatMap(({ item }) => item ?? [])
  const stays = [
    ...rows.stays,
    ...items.flatMap(({ item: _, stays, label }) =>
      stays.map(({ what, why }) => ({ what: what === '' ? label : `${label} ${what}`, why })),
    ),
  ]
  const fields = [...named, ...rows.fields]
  const all = [...back, ...untouched(now, back)]
  return {
    change: { ...change, live: now, fields, items: inTheirOrder(all, change.live), deploys: [] },
    undone: [...fields.map(({ field }) => field), ...back.map((item) => labelOf(item, change))],
    stays,
  }
}

const ofRecord = ({ fields }: Update): readonly string[] =>
  fields.flatMap(({ field, onChange }) => (isPlanned(onChange) && field !== 'name' ? [field] : []))

const turned = (field: FieldChange): FieldChange => ({
  ...field,
  before: field.after,
  after: field.before,
  desired: field.before,
})

const labelOf = ({ address }: ItemChange, change: Change): string => address.slice(change.address.length + 1)

interface BackRows {
  readonly fields: readonly FieldChange[]
  readonly stays: readonly Stays[]
}

/** The values that rows had, as changes of what they are now. */
const backRows = (fields: AnyFields, names: readonly string[], before: unknown, now: unknown): BackRows => {
  const stays: Stays[] = []
  const wanted: Record<string, unknown> = {}
  for (const name of names) {
    const row = fields[name]
    if (!row) continue
    const value = valueBefore(row, before)
    if (value === undefined) stays.push({ what: name, why: neverSet })
    else if (value === unreadable) stays.push({ what: name, why: writeOnly })
    else wanted[name] = value
  }
  const back = diffRows(fields, wanted, now)
  for (const { field, onChange } of back) {
    if (typeof onChange === 'object' && 'refuse' in onChange)
      stays.push({ what: field, why: onChange.refuse })
  }
  return { fields: back.filter(({ onChange }) => isPlanned(onChange) && !isRefused(onChange)), stays }
}

const isRefused = (onChange: FieldChange['onChange']) => typeof onChange === 'object' && 'refuse' in onChange

const valueBefore = (row: AnyField, before: unknown): unknown => row.read(before) ?? row.clear

interface BackItem {
  readonly label: string
  readonly item?: ItemChange
  readonly stays: readonly Stays[]
}

const backItem = (made: ItemChange, change: Update, now: LiveResource): BackItem => {
  const label = labelOf(made, change)
  const aspect = change.kind.aspects[made.aspect]
  const there = now.parts.get(made.aspect)?.get(made.key)
  const stay = (why: string): BackItem => ({ label, stays: [{ what: '', why }] })
  if (!aspect) return { label, stays: [] }
  if (aspect.last) return stay('it comes after the deploy')
  switch (made.action) {
    case 'create':
      if (there === undefined) return { label, stays: [] }
      if (isGenerated(made)) return stay('Render made its value up, and another one would not be the same')
      if (aspect.removable === 'data') return stay('it holds data by now')
      return { label, item: { ...made, action: 'delete', live: there, destroysData: false }, stays: [] }
    case 'delete':
      if (aspect.removable === 'data') return stay('it was deleted with its data')
      return again(made, aspect, label)
    case 'update':
      return changedBack(made, aspect, label, there)
    case 'none':
      return { label, stays: [] }
  }
}

const isGenerated = (made: ItemChange): boolean =>
  isDeclaredItem(made) &&
  Object.values(made.item.values).some((value) => (value as Source)?.from === 'generated')

/** An item that was deleted is made again, of what it was. */
const again = (
  made: Extract<ItemChange, { action: 'delete' }>,
  aspect: AnyAspect,
  label: string,
): BackItem => {
  // Of rows that say the same in other words, the first will do.
  const [, ...others] = aspect.alternatives ?? []
  const rows = Object.entries(aspect.fields).filter(([name]) => !others.flat().includes(name))
  const values = Object.fromEntries(rows.map(([name, row]) => [name, row.read(made.live)]))
  if (Object.values(values).includes(unreadable)) return { label, stays: [{ what: '', why: writeOnly }] }
  return { label, item: { ...made, action: 'create', fields: [], item: itemOf(made.key, values) }, stays: [] }
}

const changedBack = (
  made: Extract<DeclaredItemChange, { action: 'update' | 'none' }>,
  aspect: AnyAspect,
  label: string,
  there: unknown,
): BackItem => {
  if (there === undefined) return { label, stays: [] }
  const names = made.fields.map(({ field }) => field)
  const { fields, stays } = backRows(aspect.fields, names, made.live, there)
  if (fields.length === 0) return { label, stays }
  const values = Object.fromEntries(fields.map(({ field, desired }) => [field, desired]))
  return { label, item: { ...made, fields, item: itemOf(made.key, values), live: there }, stays }
}

const itemOf = (key: string, values: Readonly<Record<string, unknown>>): DesiredItem => ({
  key,
  values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  defaults: {},
  at: nowhere,
  positions: {},
})

const nowhere = { file: '', line: 0, column: 0 }

/** Some endpoints take whole lists: all other items of the same aspects, as they are. */
const untouched = (now: LiveResource, back: readonly ItemChange[]): readonly ItemChange[] => {
  const keys = new Set(back.map(({ aspect, key }) => `${aspect} ${key}`))
  const aspects = new Set(back.map(({ aspect }) => aspect))
  return [...aspects].flatMap((aspect) =>
    [...(now.parts.get(aspect) ?? [])].flatMap(([key, live]): ItemChange[] =>
      keys.has(`${aspect} ${key}`)
        ? []
        : [{ aspect, key, address: '', action: 'none', fields: [], item: itemOf(key, {}), live }],
    ),
  )
}

/** As they were before, and behind them what was not there. */
const inTheirOrder = (items: readonly ItemChange[], before: LiveResource): readonly ItemChange[] => {
  const place = ({ aspect, key }: ItemChange) => {
    const at = [...(before.parts.get(aspect)?.keys() ?? [])].indexOf(key)
    return at < 0 ? items.length : at
  }
  return [...items].sort((one, other) => place(one) - place(other))
}
