/** The requests that carry out a change: the plan counts them, apply sends them. Pure. */
import {
  type Change,
  type Create,
  changedItems,
  type DeclaredItemChange,
  type ItemChange,
  isDeclaredItem,
  never,
  type Replace,
  type Update,
} from '../change.ts'
import { Hidden } from '../hidden.ts'
import type { ApiRequest } from '../http/index.ts'
import type { Resolve } from '../references/index.ts'
import { type Body, isPlanned, type LiveRecord, merge, type WriteContext } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { asideOf } from './deleting/index.ts'
import { newRows } from './diff.ts'
import { isKnown, isReady, itemRequests, wantedOf } from './item-requests.ts'

export interface Creation {
  readonly request: ApiRequest
  /** Items that cannot ride in the body, or whose values are not known before it is sent. */
  readonly rest: readonly DeclaredItemChange[]
}

/** What is known of the resources around one that is created. */
export interface CreateSurroundings extends WriteContext {
  readonly parentId?: string
  readonly children: readonly Made[]
  readonly withParent: boolean
}

/** A resource that comes to be. */
export type Made = Create | Replace

const createBody = ({ kind, desired }: Made, context: WriteContext): Body => {
  const rows = newRows(kind.fields, desired.values, desired.defaults)
  return merge(
    ...rows.map(({ field, desired: value }) => kind.fields[field]?.write(value, context, undefined) ?? {}),
  )
}

/** The request that creates a resource, with every item that can ride in its body. */
export const creationOf = (change: Made, around: CreateSurroundings, resolve: Resolve): Creation => {
  const { kind, desired } = change
  const rest: DeclaredItemChange[] = []
  const bodies = Object.entries(kind.aspects).map(([name, aspect]) => {
    const items = change.items.filter(isDeclaredItem).filter((item) => item.aspect === name)
    const rides = new Set(items.filter((item) => aspect.onCreate && isReady(change, item, resolve)))
    rest.push(...items.filter((item) => !rides.has(item)))
    const wanted = [...rides].map((item) => wantedOf(aspect, item, resolve, around))
    return wanted.length > 0 ? (aspect.onCreate?.(wanted, around) ?? {}) : {}
  })
  const body = merge(createBody(change, around), ...bodies)
  const children = around.children.map((child) => ({
    name: child.desired.names.at(-1),
    ...createBody(child, around),
  }))
  return { request: kind.create(body, { ...around, names: desired.names, children }), rest }
}

/** The request that changes a resource's own fields; undefined: only items change. */
export const updateOf = (
  { kind, fields }: Update,
  live: LiveRecord,
  context: WriteContext,
): ApiRequest | undefined => {
  const rows = fields.filter(({ onChange }) => isPlanned(onChange))
  if (rows.length === 0 || !kind.update) return undefined
  const bodies = rows.map(({ field, desired }) =>
    // A rename is no row: every kind has a name, and one that is its identity.
    field === 'name' ? { name: desired } : (kind.fields[field]?.write(desired, context, live) ?? {}),
  )
  return kind.update(live, merge(...bodies))
}

/** Whether items that follow a create make its first deploy worthless: it ran without them. */
export const needNewDeploy = ({ kind }: Made, rest: readonly ItemChange[]): boolean =>
  kind.deploys !== undefined && rest.some(({ aspect }) => kind.aspects[aspect]?.onItem === 'deploy')

/**
 * All writes of a change as the plan counts them, with stand-ins for ids and values that are not there yet. `isLate`: a
 * value that is not there by the time of the create either, because it comes from the same circle.
 */
export const plannedRequests = (
  change: Change,
  around: CreateSurroundings,
  resolve: Resolve,
  isLate: IsLate,
): readonly ApiRequest[] => {
  switch (change.action) {
    case 'create':
      return requestsToCreate(change, around, resolve, isLate)
    case 'update':
      return requestsToUpdate(change, around, resolve)
    case 'replace':
      // What stands aside is deleted by a change of its own.
      return [
        asideOf(change)?.request ?? change.live.kind.remove(change.live.record),
        ...requestsToCreate(change, around, resolve, isLate),
      ]
    case 'delete':
      return [change.kind.remove(change.live.record)]
    case 'none':
      return []
    default:
      return never(change)
  }
}

type IsLate = (source: Source) => boolean

const requestsToCreate = (change: Made, around: CreateSurroundings, resolve: Resolve, isLate: IsLate) => {
  const { kind, desired } = change
  const standIn: LiveRecord = { id: `${kind.idPrefix}-${desired.names.join('-')}` }
  const { request, rest } = creationOf(change, around, withStandIns(resolve, isLate))
  const follow = itemRequests(change, standIn, rest, withStandIns(resolve), around)
  const { deploys } = kind
  const again = deploys && needNewDeploy(change, rest)
  return [
    request,
    ...follow,
    ...(again ? [deploys.cancel?.(standIn, 'dep-first') ?? [], deploys.trigger(standIn)].flat() : []),
  ]
}

const requestsToUpdate = (change: Update, around: CreateSurroundings, resolve: Resolve) => {
  const {
    kind: { deploys },
    live: { record },
  } = change
  const update = updateOf(change, record, around)
  const items = itemRequests(change, record, changedItems(change), withStandIns(resolve), around)
  return [
    ...(update ? [update] : []),
    ...items,
    ...(deploys && change.deploys.length > 0 ? [deploys.trigger(record, change.madeOf)] : []),
  ]
}

/** Values that are not known yet are counted as if they were, but for those that are late. */
const withStandIns =
  (resolve: Resolve, isLate: IsLate = () => false): Resolve =>
  (source, live) => {
    const value = resolve(source, live)
    return isKnown(value) || isLate(source) ? value : new Hidden('', value.shown)
  }
