/** What the resources of a file need of each other. */
import { type Address, address } from '../address.ts'
import type { Desired, DesiredItem, DesiredResource } from '../desired.ts'
import type { LiveResource } from '../live.ts'
import type { Position } from '../problem.ts'
import { memo } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { leftAlone } from './left-alone.ts'

/** Something that must exist before something else can be written. */
export interface Need {
  readonly of: Address
  readonly at: Position
}

/**
 * What a resource cannot be complete without: what its rows, its items and its place in the file refer to. `live`: what
 * it is compared with, of which something may be left alone.
 */
export const needsOf = (resource: DesiredResource, live?: LiveResource): readonly Need[] => {
  const { kind, values, at, positions } = resource
  const { field } = leftAlone(resource, live)
  const named = Object.entries(values).flatMap(([name, value]) => {
    const prefix = kind.fields[name]?.codec.refersTo
    return prefix && !field(name) ? [{ of: address(prefix, String(value)), at: positions[name] ?? at }] : []
  })
  const needed = writtenItems(resource, live).flatMap(({ aspect, item }) =>
    (kind.aspects[aspect]?.needs?.(item) ?? []).map((of) => ({ of, at: item.at })),
  )
  const holder = holderOf(resource)
  return [...named, ...needed, ...(holder ? [{ of: holder, at }] : [])]
}

interface WrittenItem {
  readonly aspect: string
  readonly item: DesiredItem
}

/** All items of a resource but those that are left alone. */
const writtenItems = (resource: DesiredResource, live?: LiveResource): readonly WrittenItem[] => {
  const isWritten = writtenIn(resource, live)
  return Object.entries(resource.parts).flatMap(([aspect, items]) =>
    items.flatMap((item) => (isWritten(aspect, item) ? [{ aspect, item }] : [])),
  )
}

/** Which items of a resource are not left alone. */
export const writtenIn = (resource: DesiredResource, live?: LiveResource) => {
  const { item: isLeft } = leftAlone(resource, live)
  const { aspects } = resource.kind
  return (aspect: string, { key }: DesiredItem): boolean => !isLeft(aspects[aspect]?.part ?? aspect, key)
}

/** The resource that holds this one, by address. */
export const holderOf = ({ kind: { parent }, names }: DesiredResource): Address | undefined =>
  parent && address(parent.prefix, ...names.slice(0, -1))

/** Every source of a value in a resource, with the item it is for. */
export const sourcesOf = (
  resource: DesiredResource,
  live?: LiveResource,
): readonly { source: Source; item: DesiredItem }[] =>
  writtenItems(resource, live).flatMap(({ aspect, item }) => {
    const fields = resource.kind.aspects[aspect]?.fields ?? {}
    return Object.entries(item.values).flatMap(([name, value]) =>
      fields[name]?.secret ? [{ source: value as Source, item }] : [],
    )
  })

/** The declared resource that an address belongs to: a read replica comes with its database. */
export const providerOf = ({ resources }: Desired, target: Address): Address | undefined =>
  resources.has(target) ? target : providers(resources).get(target)

/** Who brings along what is no resource of the file by itself. */
const providers = memo((resources: Desired['resources']): ReadonlyMap<Address, Address> => {
  const found = new Map<Address, Address>()
  for (const { kind, values, address: provider } of resources.values()) {
    for (const name of kind.alsoProvides?.(values) ?? []) {
      const provided = address(kind.prefix, name)
      if (!found.has(provided)) found.set(provided, provider)
    }
  }
  return found
})

/** The aspect that holds variables: the only one that others refer to. */
export const variables = 'envVars'
