/** Links that pass on what they lead to: a service takes the variables of its groups. */
import { type Address, address } from '../address.ts'
import type { ItemChange } from '../change.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import type { Live, LiveResource } from '../live.ts'
import type { Position } from '../problem.ts'
import { type AnyFields, type AnyKind, memo } from '../rows/index.ts'

/** The aspects of a kind whose items are such links. */
export const linkAspects = memo((kind: AnyKind): readonly string[] =>
  Object.entries(kind.aspects).flatMap(([name, { passesDeploys, needs }]) =>
    passesDeploys && needs ? [name] : [],
  ),
)

const addressesOf = (kind: AnyKind, keysOf: (aspect: string) => Iterable<string>): readonly Address[] =>
  linkAspects(kind).flatMap((name) =>
    [...keysOf(name)].flatMap((key) => kind.aspects[name]?.needs?.({ key, values: {} }) ?? []),
  )

/** What a live resource is linked to, as far as its links were read. */
export const liveLinks = ({ kind, parts }: LiveResource): readonly Address[] =>
  addressesOf(kind, (name) => parts.get(name)?.keys() ?? [])

/** What the file links a resource to. */
export const declaredLinks = ({ kind, parts }: DesiredResource): readonly Address[] =>
  addressesOf(kind, (name) => (parts[name] ?? []).map(({ key }) => key))

/** What a change unlinks a resource from. */
export const leftLinks = (kind: AnyKind, items: readonly ItemChange[]): readonly Address[] =>
  addressesOf(kind, (name) =>
    items.flatMap(({ action, aspect, key }) => (action === 'delete' && aspect === name ? [key] : [])),
  )

/** What a live resource takes from others, as the lists tell: it need not have been read itself. */
const listedLinks = ({ kind, record }: LiveResource, known: Live): readonly Address[] => {
  const named = Object.values<AnyFields[string]>(kind.fields).flatMap(({ codec: { refersTo }, read }) => {
    const name = refersTo === undefined ? undefined : read(record)
    return refersTo === undefined || name === undefined ? [] : [address(refersTo, String(name))]
  })
  const linked = addressesOf(kind, (name) => {
    const aspect = kind.aspects[name]
    return aspect && !aspect.list ? aspect.items(record, [], known).map(aspect.keyOf) : []
  })
  return [...named, ...linked]
}

const byAddress = (one: LiveResource, other: LiveResource) => (one.address < other.address ? -1 : 1)

export interface LinkedElsewhere {
  readonly live: LiveResource
  readonly links: readonly Address[]
  /** Where the first of them is declared. */
  readonly at: Position
}

/** Live services that a run is not about, and that take something of these: it reaches them with their next deploy only. `to`: with the place of each in the file. */
export const linkedElsewhere = (
  { resources }: Desired,
  known: Live,
  to: ReadonlyMap<Address, Position>,
): readonly LinkedElsewhere[] =>
  [...known.all()].sort(byAddress).flatMap((live) => {
    const takesDeploys = live.kind.deploys?.possible(live.record) ?? false
    if (!takesDeploys || resources.has(live.address)) return []
    const links = listedLinks(live, known).filter((link) => to.has(link))
    const [at] = links.flatMap((link) => to.get(link) ?? [])
    return at ? [{ live, links, at }] : []
  })
