/** What live resources refer to, as far as what was read tells. Pure. */
import { type Address, address } from '../address.ts'
import { Hidden } from '../hidden.ts'
import type { Live, LiveResource } from '../live.ts'
import type { AnyAspect, AnyFields } from '../rows/index.ts'

/** A reference of a live resource, with what of it leads there: a row, an item of an aspect, or where it stands. */
export type Use =
  | { readonly of: Address; readonly field: string }
  | { readonly of: Address; readonly aspect: string; readonly key: string }
  | { readonly of: Address; readonly inside: true }

/** The items of an aspect, as far as they were read or cost nothing to know. */
const itemsOf = (live: LiveResource, name: string, aspect: AnyAspect, known: Live) => {
  const read = live.parts.get(name)
  if (read) return [...read]
  return aspect.list || live.kind.detailed
    ? []
    : aspect.items(live.record, [], known).map((item) => [aspect.keyOf(item), item] as const)
}

/**
 * The resource that a live one stands in; empty: it could stand in one, and does not; undefined: its kind never does.
 * What is not known by its address is told by its id.
 */
export const placeOf = ({ kind, record }: LiveResource, known: Live): Address | undefined => {
  if (kind.parent) return known.addressOf(kind.parent.id(record)) ?? kind.parent.id(record)
  for (const { holder, items } of Object.values<AnyAspect>(kind.aspects)) {
    if (holder) return holder(items(record, [], known)[0])
  }
  return undefined
}

/** What it stands in, and what that stands in. */
export const placesOf = (live: LiveResource, known: Live): readonly Address[] => {
  const place = placeOf(live, known)
  if (!place) return []
  const holder = known.get(place)
  return [place, ...(holder ? placesOf(holder, known) : [])]
}

/** What the lists, and the items that were read, say by name. What values lead to is asked for with {@link leadsTo}. */
export const usesOf = (live: LiveResource, known: Live): readonly Use[] => {
  const { kind, record } = live
  const named = Object.entries<AnyFields[string]>(kind.fields).flatMap(([field, { codec, read }]): Use[] => {
    const name = codec.refersTo === undefined ? undefined : read(record)
    return codec.refersTo === undefined || name === undefined
      ? []
      : [{ of: address(codec.refersTo, String(name)), field }]
  })
  const linked = Object.entries<AnyAspect>(kind.aspects).flatMap(([name, aspect]): Use[] => {
    const { needs, passesDeploys } = aspect
    if (!needs || !passesDeploys) return []
    return itemsOf(live, name, aspect, known).flatMap(([key]) =>
      needs({ key, values: {} }).map((of) => ({ of, aspect: name, key })),
    )
  })
  const places = placesOf(live, known).map((of): Use => ({ of, inside: true }))
  return [...named, ...linked, ...places]
}

/** Items with the values that could lead somewhere. */
interface ValuedItem {
  readonly aspect: string
  readonly key: string
  readonly values: readonly unknown[]
}

/** All values of the items that were read. */
export const valuesIn = ({ kind, parts }: LiveResource): readonly ValuedItem[] =>
  [...parts].flatMap(([aspect, items]) => {
    const rows = Object.values<AnyFields[string]>(kind.aspects[aspect]?.fields ?? {})
    return [...items].map(([key, item]) => ({ aspect, key, values: rows.map(({ read }) => read(item)) }))
  })

/** Whether a value leads to a resource: it has its id or its address in it, or is its host. */
export const leadsTo = ({ kind, record }: LiveResource): ((value: unknown) => boolean) => {
  const output = (name: string): string | undefined => kind.outputs[name]?.value(record, {})
  const provided = kind.platformVariables?.(record)
  const [host, hostport, external] = [output('host'), output('hostport'), provided?.RENDER_EXTERNAL_HOSTNAME]
  if (host === undefined && !provided) return () => false
  const signs = [record.id, hostport, external].filter((sign) => sign !== undefined)
  const whole = host === undefined ? undefined : new Hidden(host)
  return (value) => {
    if (typeof value !== 'string' && !(value instanceof Hidden)) return false
    const text = typeof value === 'string' ? new Hidden(value) : value
    return signs.some((sign) => text.includes(sign)) || (whole !== undefined && text.equals(whole))
  }
}
