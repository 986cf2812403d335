/** Items of declared resources that are live and in no file: those that go. Pure. */
import { type Address, within } from '../../address.ts'
import type { IgnoredChange, ItemDelete } from '../../change.ts'
import type { Desired, DesiredResource } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { type LeftAlone, placeOf } from '../../references/index.ts'
import type { AnyAspect } from '../../rows/index.ts'
import { diffRows } from '../diff.ts'

/** An item that is live and that no file names. */
export interface Undeclared {
  readonly aspect: string
  readonly key: string
  readonly address: Address
  readonly item: unknown
  /** What goes with it. */
  readonly removable: NonNullable<AnyAspect['removable']>
}

/** Of a declared resource, as far as its items were read; those that are always there are none. `whole`: with all that the files say of it. */
export const undeclaredItems = (live: LiveResource, whole: DesiredResource): readonly Undeclared[] =>
  Object.entries<AnyAspect>(live.kind.aspects).flatMap(([name, aspect]) => {
    const items = live.parts.get(name)
    const { part, removable } = aspect
    if (!items || !removable || whole.kind !== live.kind) return []
    const declared = new Set(whole.parts[name]?.map(({ key }) => key))
    // What Render makes of an item goes with it: where the file names that one, the other stays.
    const origins = new Set(
      [...items].flatMap(([key, item]) => (declared.has(key) ? originOf(aspect, item) : [])),
    )
    return [...items].flatMap(([key, item]) =>
      declared.has(key) || origins.has(key) || aspect.derivedFrom?.(item)
        ? []
        : [{ aspect: name, key, address: within(live.address, part, key), item, removable }],
    )
  })

const originOf = ({ derivedFrom }: AnyAspect, item: unknown): readonly string[] => {
  const origin = derivedFrom?.(item)
  return origin ? [origin] : []
}

interface Removed {
  readonly items: readonly ItemDelete[]
  readonly ignored: readonly IgnoredChange[]
}

const nothing: Removed = { items: [], ignored: [] }

/**
 * Whether it is what an interrupted apply put beside an item of the same key, to take its place: that one is what still has to
 * go. Values that are hidden are never written so.
 */
const isSuccessor = ({ aspect, item }: Undeclared, { parts, kind }: DesiredResource, live: LiveResource) => {
  const { fields = {}, keyOf, order = '' } = kind.aspects[aspect] ?? {}
  const key = keyOf?.(item)
  const wanted = parts[aspect]?.find((one) => one.key === key)
  const old = key === undefined ? undefined : live.parts.get(aspect)?.get(key)
  if (!wanted || old === undefined || old === item) return false
  const { [order]: _place, ...values } = wanted.values
  return diffRows(fields, values, item).length === 0 && diffRows(fields, values, old).length > 0
}

/**
 * The items that are deleted with a declared resource's change: those of the parts that are pruned, also where the file
 * leaves the whole part out.
 */
export const removedItems = (
  resource: DesiredResource,
  live: LiveResource,
  { prune, selects, resources, whole = resources }: Desired,
  known: Live,
  left: LeftAlone,
): Removed => {
  if (!prune || resource.untouched?.fields) return nothing
  const { address, kind } = resource
  const inside = placeOf(live, known)
  const items: ItemDelete[] = []
  const ignored: IgnoredChange[] = []
  for (const one of undeclaredItems(live, whole.get(address) ?? resource)) {
    const { aspect, key, removable, item } = one
    if (!prune.kinds.includes(aspect) || selects?.(one.address, inside) === false) continue
    if (isSuccessor(one, resource, live)) continue
    const why = left.item(kind.aspects[aspect]?.part ?? aspect, key)
    const destroysData = removable === 'data'
    if (!why) items.push({ aspect, key, address: one.address, action: 'delete', live: item, destroysData })
    else if (why !== 'not selected') {
      const field = one.address.slice(address.length + 1)
      ignored.push({ address, field, ...(why.reason !== undefined && { reason: why.reason }) })
    }
  }
  return { items, ignored }
}
