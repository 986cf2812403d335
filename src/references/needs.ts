/** What the resources of a file need of each other. */
import type { Address } from '../address.ts'
import { address, within } from '../address.ts'
import type { Desired, DesiredItem, DesiredResource, Place } from '../desired.ts'
import type { Source } from '../source.ts'

/** Something that must exist before something else can be written. */
export interface Need {
  readonly of: Address
  readonly at: Place
}

/** What a resource cannot be complete without: what its rows, its items and its place in the file refer to. */
export const needsOf = (resource: DesiredResource): readonly Need[] => {
  const { fields, aspects } = resource.kind
  const named = Object.entries(resource.values).flatMap(([name, value]) => {
    const prefix = fields[name]?.codec.refersTo
    return prefix ? [{ of: address(prefix, String(value)), at: resource.at }] : []
  })
  const needed = touchedItems(resource).flatMap(({ aspect, item }) =>
    (aspects[aspect]?.needs?.(item) ?? []).map((of) => ({ of, at: item.at })),
  )
  const holder = holderOf(resource)
  return [...named, ...needed, ...(holder ? [{ of: holder, at: resource.at }] : [])]
}

/** All items of a resource but those that this run leaves as they are. */
const touchedItems = ({ kind, address, parts, untouched }: DesiredResource) =>
  Object.entries(parts).flatMap(([aspect, items]) => {
    const part = kind.aspects[aspect]?.part ?? aspect
    return items.flatMap((item) =>
      untouched?.items.has(within(address, part, item.key)) ? [] : [{ aspect, item }],
    )
  })

/** The resource that holds this one, by address. */
export const holderOf = ({ kind, names }: DesiredResource): Address | undefined => {
  const { parent } = kind
  return parent && address(parent.prefix, ...names.slice(0, -1))
}

/** Every source of a value in a resource, with the item it is for. */
export const sourcesOf = (resource: DesiredResource): readonly { source: Source; item: DesiredItem }[] =>
  touchedItems(resource).flatMap(({ aspect, item }) => {
    const fields = resource.kind.aspects[aspect]?.fields ?? {}
    return Object.entries(item.values).flatMap(([name, value]) =>
      fields[name]?.secret ? [{ source: value as Source, item }] : [],
    )
  })

/** The declared resource that an address belongs to: a read replica comes with its database. */
export const providerOf = (desired: Desired, target: Address): Address | undefined => {
  if (desired.resources.has(target)) return target
  for (const resource of desired.resources.values()) {
    const { prefix, alsoProvides } = resource.kind
    if (alsoProvides?.(resource.values).some((name) => address(prefix, name) === target))
      return resource.address
  }
  return undefined
}

/** The aspect that holds variables: the only one that others refer to. */
export const variables = 'envVars'
