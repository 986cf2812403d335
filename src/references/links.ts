/** Links that pass on what they lead to: a service takes the variables of its groups. */
import type { Address } from '../address.ts'
import type { DesiredResource } from '../desired.ts'
import type { LiveResource } from '../live.ts'
import { type AnyKind, memo } from '../rows/index.ts'

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
