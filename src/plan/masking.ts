/** Variables that hide others of the same key: what a plan changes about that. Pure. */
import { type Address, readable } from '../address.ts'
import { type DeclaredChange, isDeclaredItem, liveOf } from '../change.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import type { Live } from '../live.ts'
import { type Position, type Problem, problem } from '../problem.ts'
import { declaredLinks, linkAspects, liveLinks, variables, youngestFirst } from '../references/index.ts'

/** What one holder hides of another one. */
interface Mask {
  readonly by: Address
  readonly of: Address
  readonly keys: readonly string[]
}

type KeysOf = (address: Address) => ReadonlySet<string>

/** A warning for each service whose variables begin, or cease, to hide variables of its groups. */
export const maskingProblems = (
  changes: readonly DeclaredChange[],
  known: Live,
  { resources, whole = resources }: Desired,
): readonly Problem[] => {
  const byAddress = new Map(changes.map((change) => [change.address, change]))
  const before = once(keysBefore(known))
  const inFile = once((address) => new Set(whole.get(address)?.parts[variables]?.map(({ key }) => key)))
  const after = once((address) => keysAfter(before(address), byAddress.get(address)))
  return changes.flatMap((change) => {
    const { address, desired } = change
    const live = liveOf(change)
    if (live && !live.parts.has(variables)) return []
    const linked = live ? liveLinks(live) : []
    const masksBefore = masksOf(address, youngestFirst(known, linked), before)
    const unlinked = unlinkedBy(change)
    const kept = linked.filter((link) => !unlinked.has(link))
    const links = youngestFirst(known, [...kept, ...declaredLinks(desired)])
    const masksAfter = masksOf(address, links, after)
    const begun = newAmong(newAmong(masksAfter, masksBefore), saidByFile(whole.get(address), inFile))
    const at = positionOf(change, byAddress)
    const there = masksBefore.filter(({ of }) => links.includes(of))
    return [
      ...begun.map((mask) => starts(mask, address, at(mask))),
      ...unmasked(there, masksAfter, after).map((mask) => ceases(mask, address, at(mask))),
    ]
  })
}

/** Many services are linked to one group: its keys are asked for many times. */
const once = (keysOf: KeysOf): KeysOf => {
  const read = new Map<Address, ReadonlySet<string>>()
  return (address) => {
    const keys = read.get(address) ?? keysOf(address)
    read.set(address, keys)
    return keys
  }
}

/** The groups that a service is linked to no longer. */
const unlinkedBy = ({ kind, items }: DeclaredChange): ReadonlySet<Address> => {
  const links = new Set(linkAspects(kind))
  const gone = items.filter(({ action, aspect }) => action === 'delete' && links.has(aspect))
  return new Set(gone.flatMap(({ aspect, key }) => kind.aspects[aspect]?.needs?.({ key, values: {} }) ?? []))
}

const keysBefore =
  (known: Live): KeysOf =>
  (address) =>
    new Set(known.get(address)?.parts.get(variables)?.keys())

const keysAfter = (before: ReadonlySet<string>, change: DeclaredChange | undefined): ReadonlySet<string> => {
  if (!change) return before
  const items = change.items.filter(({ aspect }) => aspect === variables)
  const gone = new Set(items.filter(({ action }) => action === 'delete').map(({ key }) => key))
  return new Set([...before, ...items.map(({ key }) => key)].filter((key) => !gone.has(key)))
}

/** Each holder hides the same keys of those that come after it. */
const masksOf = (service: Address, groups: readonly Address[], keysOf: KeysOf): readonly Mask[] => {
  const taken = new Map<string, Address>()
  const masks: Mask[] = []
  for (const of of [service, ...groups]) {
    const hidden = new Map<Address, string[]>()
    for (const key of keysOf(of)) {
      const by = taken.get(key)
      if (by === undefined) {
        taken.set(key, of)
        continue
      }
      const keys = hidden.get(by)
      if (keys) keys.push(key)
      else hidden.set(by, [key])
    }
    masks.push(...[...hidden].map(([by, keys]) => ({ by, of, keys })))
  }
  return masks
}

/** What the file shows by itself has a rule of the file, masked-group-variable, which may be silenced. */
const saidByFile = (resource: DesiredResource | undefined, keysOf: KeysOf): readonly Mask[] => {
  if (!resource) return []
  const own = keysOf(resource.address)
  const isMasked = (key: string) => own.has(key)
  return declaredLinks(resource).map((of) => ({
    by: resource.address,
    of,
    keys: [...keysOf(of)].filter(isMasked),
  }))
}

const newAmong = (now: readonly Mask[], then: readonly Mask[]): readonly Mask[] =>
  now.flatMap((mask) => {
    const before = new Set(then.find(({ by, of }) => by === mask.by && of === mask.of)?.keys)
    const keys = mask.keys.filter((key) => !before.has(key))
    return keys.length > 0 ? [{ ...mask, keys }] : []
  })

/** What was hidden, is there, and is not hidden any more, by nothing. */
const unmasked = (then: readonly Mask[], now: readonly Mask[], keysOf: KeysOf): readonly Mask[] =>
  then.flatMap((mask) => {
    const still = new Set(now.filter(({ of }) => of === mask.of).flatMap(({ keys }) => keys))
    const keys = mask.keys.filter((key) => keysOf(mask.of).has(key) && !still.has(key))
    return keys.length > 0 ? [{ ...mask, keys }] : []
  })

/** Where the file says what makes the difference: the variable, the link, or else the service. */
const positionOf =
  (change: DeclaredChange, all: ReadonlyMap<Address, DeclaredChange>) =>
  ({ by, of, keys }: Mask): Position => {
    const items = [by, of].flatMap((address) => all.get(address)?.items ?? [])
    const named = new Set(keys)
    const changed = items
      .filter(isDeclaredItem)
      .find(({ aspect, key, action }) => aspect === variables && named.has(key) && action !== 'none')
    return changed?.item.at ?? change.desired.at
  }

const warning = (address: Address, at: Position, message: string, todo: string): Problem =>
  problem('masked-variable', message, todo, { at, address })

const starts = ({ by, of, keys }: Mask, service: Address, at: Position): Problem => {
  const names = keys.toSorted().join(', ')
  return by === service
    ? warning(
        service,
        at,
        `${readable(service)} masks ${names} of ${readable(of)}`,
        'Its own value counts, not the one of the group.',
      )
    : warning(
        service,
        at,
        `${readable(by)} masks ${names} of ${readable(of)} in ${readable(service)}`,
        'The group that was created last wins, which Render does not promise: keep it in one of them.',
      )
}

const ceases = ({ by, of, keys }: Mask, service: Address, at: Position): Problem => {
  const names = keys.toSorted().join(', ')
  const message = `${readable(by)} no longer masks ${names} of ${readable(of)}${by === service ? '' : ` in ${readable(service)}`}`
  return warning(service, at, message, 'From now on the value of the group counts.')
}
