/** The requests that carry out a change: the plan counts them, apply sends them. Pure. */

import { type Change, changedItems, type ItemChange } from '../change.ts'
import { generated, Hidden, unreadable } from '../hidden.ts'
import type { ApiRequest } from '../http/index.ts'
import type { Resolve } from '../references/index.ts'
import {
  type AnyAspect,
  type AnyFields,
  type Body,
  isPlanned,
  type LiveRecord,
  merge,
  type Wanted,
  type WriteContext,
} from '../rows/index.ts'
import type { Source } from '../source.ts'
import { newRows } from './diff.ts'

export interface Creation {
  readonly request: ApiRequest
  /** Items that cannot ride in the body, or whose values are not known before it is sent. */
  readonly rest: readonly ItemChange[]
}

/** What is known of the resources around one that is created. */
export interface CreateSurroundings extends WriteContext {
  readonly parentId?: string
  readonly children: readonly Change[]
  readonly withParent: boolean
}

const aspectOf = (change: Change, name: string): AnyAspect | undefined => change.kind.aspects[name]

/** Values that are written now: sources give way to what they resolve to by now. */
const valuesOf = (aspect: AnyAspect, { item, action, fields, live }: ItemChange, resolve: Resolve) => {
  const changed = new Set(fields.map(({ field }) => field))
  const given = action === 'create' ? { ...item.defaults, ...item.values } : item.values
  return Object.entries(given).flatMap(([name, value]) => {
    const row = aspect.fields[name]
    if (!row) return []
    // What the API never gives back must be sent along with any change of its neighbours.
    const along = action === 'update' && row.secret && row.read(live) === unreadable
    if (action !== 'create' && !changed.has(name) && !along) return []
    return [{ row, value: row.secret ? resolve(value as Source) : value }]
  })
}

const isKnown = (value: unknown) => !(value instanceof Hidden) || value.known || value === generated

/** Whether everything that an item is made of is there by now. */
export const isReady = (change: Change, item: ItemChange, resolve: Resolve): boolean => {
  const aspect = aspectOf(change, item.aspect)
  return aspect !== undefined && valuesOf(aspect, item, resolve).every(({ value }) => isKnown(value))
}

const wantedOf = (
  aspect: AnyAspect,
  item: ItemChange,
  resolve: Resolve,
  context: WriteContext,
): Wanted<unknown> => ({
  key: item.key,
  action: item.action,
  body: merge(
    ...valuesOf(aspect, item, resolve).map(({ row, value }) => row.write(value, context, item.live)),
  ),
  ...(item.live !== undefined && { live: item.live }),
})

const unchanged = ({ key, live }: ItemChange): Wanted<unknown> => ({
  key,
  action: 'none',
  body: {},
  ...(live !== undefined && { live }),
})

const createBody = (change: Change, context: WriteContext): Body => {
  const { fields } = change.kind
  const rows = newRows(fields, change.desired.values, change.desired.defaults)
  return merge(...rows.map(({ field, desired }) => fields[field]?.write(desired, context, undefined) ?? {}))
}

/** The request that creates a resource, with every item that can ride in its body. */
export const creationOf = (change: Change, around: CreateSurroundings, resolve: Resolve): Creation => {
  const { kind } = change
  const rest: ItemChange[] = []
  const bodies = Object.entries(kind.aspects).map(([name, aspect]) => {
    const items = change.items.filter((item) => item.aspect === name)
    const rides = items.filter((item) => aspect.onCreate && isReady(change, item, resolve))
    rest.push(...items.filter((item) => !rides.includes(item)))
    const wanted = rides.map((item) => wantedOf(aspect, item, resolve, around))
    return wanted.length > 0 ? (aspect.onCreate?.(wanted, around) ?? {}) : {}
  })
  const body = merge(createBody(change, around), ...bodies)
  const children = around.children.map((child) => ({
    name: child.desired.names.at(-1),
    ...createBody(child, around),
  }))
  return { request: kind.create(body, { ...around, names: change.desired.names, children }), rest }
}

/** The request that changes a resource's own fields; undefined: only items change. */
export const updateOf = (change: Change, live: LiveRecord, context: WriteContext): ApiRequest | undefined => {
  const { kind } = change
  const rows = change.fields.filter(({ onChange }) => isPlanned(onChange))
  if (rows.length === 0 || !kind.update) return undefined
  const fields: AnyFields = kind.fields
  const bodies = rows.map(({ field, desired }) =>
    // A rename is no row: every kind has a name, and one that is its identity.
    field === 'name' ? { name: desired } : (fields[field]?.write(desired, context, live) ?? {}),
  )
  return kind.update(live, merge(...bodies))
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
    const items = now.filter((item) => item.aspect === name)
    if (items.length === 0) return []
    const declared = change.items
      .filter((item) => item.aspect === name)
      .filter((item) => items.includes(item) || item.live !== undefined)
      .map((item) => (items.includes(item) ? wantedOf(aspect, item, resolve, context) : unchanged(item)))
    const edit = {
      changed: declared.filter(({ action }) => action !== 'none'),
      declared,
      live: change.live?.parts.get(name) ?? new Map(),
    }
    return aspect.write(live, edit, context)
  })

/** Whether items that follow a create make its first deploy worthless: it ran without them. */
export const needNewDeploy = (change: Change, rest: readonly ItemChange[]): boolean =>
  change.kind.deploys !== undefined &&
  rest.some(({ aspect }) => aspectOf(change, aspect)?.onItem === 'deploy')

/** All writes of a change as the plan counts them, with stand-ins for ids and values that are not there yet. */
export const plannedRequests = (
  change: Change,
  around: CreateSurroundings,
  resolve: Resolve,
): readonly ApiRequest[] => {
  const { kind } = change
  const standIn: LiveRecord = change.live?.record ?? {
    id: `${kind.idPrefix}-${change.desired.names.join('-')}`,
  }
  const known: Resolve = (source, live) => {
    const value = resolve(source, live)
    return isKnown(value) ? value : new Hidden('', value.shown)
  }
  const deploy = (first: boolean) =>
    kind.deploys
      ? [...(first ? [kind.deploys.cancel(standIn, 'dep-first')] : []), kind.deploys.trigger(standIn)]
      : []
  if (change.action === 'create') {
    const { request, rest } = creationOf(change, around, resolve)
    const follow = itemRequests(change, standIn, rest, known, around)
    return [request, ...follow, ...(needNewDeploy(change, rest) ? deploy(true) : [])]
  }
  if (change.action !== 'update') return []
  const update = updateOf(change, standIn, around)
  const items = itemRequests(change, standIn, changedItems(change), known, around)
  return [...(update ? [update] : []), ...items, ...(change.deploys.length > 0 ? deploy(false) : [])]
}
