/** Where a reference to a variable of another service leads. Pure. */
import type { Address } from '../address.ts'
import type { Desired, DesiredItem, DesiredResource } from '../desired.ts'
import type { Live, LiveResource } from '../live.ts'
import { memo } from '../rows/index.ts'
import { keepsLive, type Source } from '../source.ts'
import { declaredLinks, liveLinks } from './links.ts'
import { variables, writtenIn } from './needs.ts'
import { variableParts, youngestFirst } from './seen.ts'

type VariableSource = Extract<Source, { from: 'variable' }>

/** Empty: what the variable is, only Render can say. */
export interface Origin {
  /** The service itself, or one of its groups. */
  readonly at?: Address
  /** What the file gives it as, where this run makes it so. */
  readonly declared?: Source
  /** The live variables there have to be read first. */
  readonly unread?: true
}

/** The service's own variable comes first, then that of its youngest group. */
export const originOf = (desired: Desired, known: Live, { of, key }: VariableSource): Origin => {
  for (const at of placesOf(desired, known, of)) {
    const declared = sourceAt(desired, known, at, key)
    if (declared && !keepsLive(declared)) return { at, declared }
    const live = known.get(at)
    const isThere = live?.parts.get(variables)?.has(key) === true
    const isUnread = live && !variableParts(live.kind).every((name) => live.parts.has(name))
    // What it has itself counts, whatever its groups have.
    if (isUnread && !isThere) return { at, ...(declared && { declared }), unread: true }
    if (isSure(declared) || isThere) return { at, ...(declared && { declared }) }
  }
  return {}
}

/** An optional secret is there only where it is live. */
const isSure = (declared: Source | undefined): boolean =>
  declared !== undefined && !(declared.from === 'secret' && declared.optional)

function* placesOf(desired: Desired, known: Live, of: Address): Iterable<Address> {
  yield of
  const resource = desired.resources.get(of)
  const live = known.get(of)
  yield* youngestFirst(known, [
    ...(live ? liveLinks(live) : []),
    ...(resource ? declaredLinks(written(resource, live)) : []),
  ])
}

/** The resource without the items that are left alone. */
const written = (resource: DesiredResource, live: LiveResource | undefined): DesiredResource => {
  const isWritten = writtenIn(resource, live)
  const parts = Object.entries(resource.parts).map(([aspect, items]) => [
    aspect,
    items.filter((item) => isWritten(aspect, item)),
  ])
  return { ...resource, parts: Object.fromEntries(parts) }
}

const sourceAt = (desired: Desired, known: Live, at: Address, key: string): Source | undefined => {
  const resource = desired.resources.get(at)
  const item = byKey(resource?.parts[variables] ?? none).get(key)
  if (!resource || !item || !writtenIn(resource, known.get(at))(variables, item)) return undefined
  return item.values.value as Source
}

const none: readonly DesiredItem[] = []

/** Many may refer to one service. */
const byKey = memo(
  (items: readonly DesiredItem[]): ReadonlyMap<string, DesiredItem> =>
    new Map(items.map((item) => [item.key, item])),
)
