/** Which of several holders a service's variable comes from. Pure. */
import type { Address } from '../address.ts'
import type { Hidden } from '../hidden.ts'
import type { Live, LiveResource } from '../live.ts'
import type { AnyKind } from '../rows/index.ts'
import { linkAspects, liveLinks } from './links.ts'
import { variables } from './needs.ts'

/** Stands where an address would, for what Render itself provides. */
export const byRender = 'render'

/** A variable as the service sees it. */
export interface SeenVariable {
  readonly key: string
  /** The service itself, one of its groups, or {@link byRender}. */
  readonly from: Address
  /** Groups that have the key as well, and are not heard. */
  readonly masks: readonly Address[]
  /** Those of them that have the same value. */
  readonly equal: readonly Address[]
}

/** The aspects that tell what variables a resource has, of its own and from others. */
export const variableParts = (kind: AnyKind): readonly string[] => [variables, ...linkAspects(kind)]

/** The variables of a live resource, as far as they were read. */
export const variablesOf = ({ kind, parts }: LiveResource): ReadonlyMap<string, Hidden> => {
  const value = kind.aspects[variables]?.fields.value
  return new Map(
    [...(parts.get(variables) ?? [])].flatMap(([key, item]) => (value ? [[key, value.read(item)]] : [])),
  )
}

const born = (known: Live, address: Address): number => {
  const live = known.get(address)
  // What is still to be made is younger than all there is.
  return live ? Date.parse(live.record.createdAt ?? '') || 0 : Number.POSITIVE_INFINITY
}

/** Of several groups with one key the youngest wins: Render says so, and promises nothing. */
export const youngestFirst = (known: Live, groups: readonly Address[]): readonly Address[] =>
  [...new Set(groups)].sort((one, other) => (born(known, one) < born(known, other) ? 1 : -1))

/** Whether two groups give a service one key with different values: which one it gets is nobody's decision. */
export const isHazard = ({ from, masks, equal }: SeenVariable, service: Address): boolean =>
  from !== service && masks.length > equal.length

/** Whether nobody may have variables for a service that were not observed. */
const isSeen = (known: Live, service: LiveResource): boolean =>
  !variableParts(service.kind).some((part) => known.unseenPart(service, part)) &&
  liveLinks(service).every((link) => {
    const group = known.get(link)
    return group && !known.unseenPart(group, variables)
  })

/** All that a live service finds in its environment, by key. Needs its variables and its groups to be read. */
export const seenBy = (known: Live, service: LiveResource): readonly SeenVariable[] => {
  const layers = [service.address, ...youngestFirst(known, liveLinks(service))].flatMap((address) => {
    const live = known.get(address)
    return live ? [{ address, values: variablesOf(live) }] : []
  })
  // What was not observed may stand in the place of all but the service's own.
  const provided = service.kind.platformVariables?.(service.record) ?? {}
  const heard = isSeen(known, service)
    ? [...layers.flatMap(({ values }) => [...values.keys()]), ...Object.keys(provided)]
    : variablesOf(service).keys()
  return [...new Set(heard)].sort().map((key) => {
    const [winner, ...masked] = layers.filter(({ values }) => values.has(key))
    const value = winner?.values.get(key)
    const isSame = ({ values }: { values: ReadonlyMap<string, Hidden> }) => {
      const other = values.get(key)
      return other !== undefined && value?.equals(other) === true
    }
    return {
      key,
      from: winner?.address ?? byRender,
      masks: masked.map(({ address }) => address),
      equal: masked.filter(isSame).map(({ address }) => address),
    }
  })
}
