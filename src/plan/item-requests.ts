/** The requests that write items: variables, domains, the disk. Pure. */
import {
  type Change,
  type DeclaredItemChange,
  type ItemChange,
  isDeclaredItem,
  itemsOf,
  liveOf,
} from '../change.ts'
import { generated, Hidden, unreadable } from '../hidden.ts'
import type { ApiRequest } from '../http/index.ts'
import type { Resolve } from '../references/index.ts'
import { type AnyAspect, type LiveRecord, merge, type Wanted, type WriteContext } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { liveValue } from './deleting/index.ts'

/** The live item, if there is one. */
const liveItem = (item: ItemChange): unknown => (item.action === 'create' ? undefined : item.live)

/** Values that are written now: sources give way to what they resolve to by now. */
const valuesOf = (aspect: AnyAspect, change: DeclaredItemChange, resolve: Resolve) => {
  const { item, fields, action } = change
  const live = liveItem(change)
  const changed = new Set(fields.map(({ field }) => field))
  const given = action === 'create' ? { ...item.defaults, ...item.values } : item.values
  return Object.entries(given).flatMap(([name, value]) => {
    const row = aspect.fields[name]
    if (!row) return []
    // What the API never gives back must be sent along with any change of its neighbours.
    const along = action === 'update' && row.secret && row.read(live) === unreadable
    if (action !== 'create' && !changed.has(name) && !along) return []
    const taken = change.action === 'create' ? liveValue(row, change.before) : undefined
    return [{ row, value: row.secret ? resolve(value as Source, taken) : value }]
  })
}

/** Whether a value can be sent by now; one that Render makes up always can. */
export const isKnown = (value: unknown): boolean =>
  !(value instanceof Hidden) || value.known || value === generated

/** Whether everything that an item is made of is there by now. Where order matters, all items are written together. */
export const isReady = (change: Change, item: ItemChange, resolve: Resolve): boolean => {
  if (!isDeclaredItem(item)) return true
  const aspect = change.kind.aspects[item.aspect]
  if (!aspect) return false
  const together =
    aspect.order === undefined
      ? [item]
      : itemsOf(change)
          .filter(isDeclaredItem)
          .filter(({ aspect: name }) => name === item.aspect)
  return together.every((one) => valuesOf(aspect, one, resolve).every(({ value }) => isKnown(value)))
}

export const wantedOf = (
  aspect: AnyAspect,
  item: DeclaredItemChange,
  resolve: Resolve,
  context: WriteContext,
): Wanted<unknown> => {
  const live = liveItem(item)
  const bodies = valuesOf(aspect, item, resolve).map(({ row, value }) => row.write(value, context, live))
  return {
    key: item.key,
    action: item.action,
    body: merge(...bodies),
    ...(live !== undefined && { live }),
  }
}

const unchanged = (item: DeclaredItemChange): Wanted<unknown> => {
  const live = liveItem(item)
  return { key: item.key, action: 'none', body: {}, ...(live !== undefined && { live }) }
}

/** The requests that write items of one aspect after another. `now`: the items to write, of those that change. */
export const itemRequests = (
  change: Change,
  live: LiveRecord,
  now: readonly ItemChange[],
  resolve: Resolve,
  context: WriteContext,
): readonly ApiRequest[] =>
  Object.entries(change.kind.aspects).flatMap(([name, aspect]) => {
    const items = new Set(now.filter((item) => item.aspect === name))
    if (items.size === 0) return []
    const all = itemsOf(change).filter((item) => item.aspect === name)
    const declared = all
      .filter(isDeclaredItem)
      .filter((item) => items.has(item) || liveItem(item) !== undefined)
      .map((item) => (items.has(item) ? wantedOf(aspect, item, resolve, context) : unchanged(item)))
    const removed = all.flatMap((item) =>
      item.action === 'delete' && items.has(item) ? [[item.key, item.live] as const] : [],
    )
    const edit = {
      changed: declared.filter(({ action }) => action !== 'none'),
      declared,
      removed: new Map(removed),
      live: liveOf(change)?.parts.get(name) ?? new Map(),
    }
    return aspect.write(live, edit, context)
  })
