/** Resources that are live and in no file: those that go, in which order, and those that others keep. Pure. */
import type { Address } from '../../address.ts'
import { acts, type DeclaredChange, type Delete } from '../../change.ts'
import type { Desired } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { placeOf, variables } from '../../references/index.ts'
import { reaches, scopeOf } from './scope.ts'
import { type Referred, usesAmong } from './uses.ts'

/** Something that goes, or would go, and who is in the way. */
export interface InUse {
  readonly of: Address
  readonly by: readonly Address[]
}

export interface Pruned {
  readonly deletes: readonly Delete[]
  /** Left alone, since others refer to it that stay. */
  readonly kept: readonly InUse[]
  /** To go, and not empty: of what stands in it some stays. */
  readonly notEmpty: readonly InUse[]
}

const nothing: Pruned = { deletes: [], kept: [], notEmpty: [] }

/** Whether a live resource is one that files could declare, and none does. */
export const isUndeclared = (
  { address, kind, record }: LiveResource,
  { resources, whole = resources, leftOut }: Desired,
): boolean => !whole.has(address) && leftOut?.has(address) !== true && !kind.derived?.(record)

/** `changes`: those of what is declared. */
export const pruneResources = (desired: Desired, known: Live, changes: readonly DeclaredChange[]): Pruned => {
  const meant = candidates(desired, known)
  return meant.length === 0 ? nothing : deletesOf(meant, known, changes)
}

/** What the lists that are pruned have within the scope, and what a run is about. */
const candidates = (desired: Desired, known: Live): readonly LiveResource[] => {
  const { prune, selects } = desired
  if (!prune) return []
  const { kinds, scope = 'declared' } = prune
  const meant = known
    .all()
    .filter(
      (live) =>
        !live.kind.always &&
        kinds.includes(live.kind.file.list) &&
        isUndeclared(live, desired) &&
        known.namesakes(live.address).length === 0 &&
        reaches(scope, scopeOf(live, desired, known, kinds)) &&
        selects?.(live.address, placeOf(live, known)) !== false,
    )
  return withoutCarried(meant, known)
}

/** A project takes its environments along: it cannot be without one. */
export const withoutCarried = (meant: readonly LiveResource[], known: Live): readonly LiveResource[] => {
  const going = new Set(meant.map(({ address }) => address))
  return meant.filter((live) => !live.kind.parent || !going.has(placeOf(live, known) ?? ''))
}

/** The deletions of these; those that others refer to who stay are left alone. */
export const deletesOf = (
  meant: readonly LiveResource[],
  known: Live,
  changes: readonly DeclaredChange[],
): Pruned => {
  const uses = usesAmong(meant, known)
  // What comes with another resource goes with it.
  const users = known.all().filter(({ kind, record }) => !kind.derived?.(record))
  const now = users.map((live): User => ({ user: live.address, refers: uses.before(live) }))
  const declared = new Set(changes.map(({ address }) => address))
  const later = [
    ...now.filter(({ user }) => !declared.has(user)),
    ...changes.map((change): User => ({ user: change.address, refers: uses.after(change) })),
  ]
  const { going, kept } = settledAmong(meant, later)
  const isCarried = (user: Address) => {
    const live = known.get(user)
    return live?.kind.parent !== undefined && going.has(placeOf(live, known) ?? '')
  }
  const staying = later.filter(({ user }) => !going.has(user) && !isCarried(user))
  const acting = new Set([...going.keys(), ...changes.filter(acts).map(({ address }) => address)])
  const before = usersBy(now.filter(({ user }) => acting.has(user)))
  return {
    deletes: [...going.values()]
      .sort(byAddress)
      .map((live) =>
        deletionOf(live, [...(before.get(live.address) ?? []), ...unread(live, going.values())]),
      ),
    kept: inUse(kept, staying, notInside),
    notEmpty: inUse(going.keys(), staying, ({ inside }) => inside),
  }
}

const byAddress = (one: LiveResource, other: LiveResource) => (one.address < other.address ? -1 : 1)

interface User {
  readonly user: Address
  readonly refers: readonly Referred[]
}

const notInside = ({ inside }: Referred): boolean => !inside

/** What refers to something keeps it; what is kept keeps others in turn. */
const settledAmong = (meant: readonly LiveResource[], users: readonly User[]) => {
  const going = new Map(meant.map((live) => [live.address, live]))
  const kept = new Set<Address>()
  for (let before = -1; before !== kept.size; ) {
    before = kept.size
    for (const { user, refers } of users) {
      if (going.has(user)) continue
      for (const { of } of refers.filter(notInside)) if (going.delete(of)) kept.add(of)
    }
  }
  return { going, kept }
}

const inUse = (
  targets: Iterable<Address>,
  users: readonly User[],
  counts: (one: Referred) => boolean,
): readonly InUse[] => {
  const by = usersBy(users.map(({ user, refers }) => ({ user, refers: refers.filter(counts) })))
  return [...targets].flatMap((of) => {
    const found = by.get(of)
    return found ? [{ of, by: found }] : []
  })
}

/** By what they refer to, all but itself. */
const usersBy = (users: readonly User[]): ReadonlyMap<Address, readonly Address[]> => {
  const found = new Map<Address, Set<Address>>()
  for (const { user, refers } of users) {
    for (const { of } of refers) if (of !== user) found.set(of, (found.get(of) ?? new Set()).add(user))
  }
  return new Map([...found].map(([of, by]) => [of, [...by]]))
}

/** Services that go, and whose variables nobody has read: they may refer to any database that goes. */
const unread = ({ kind }: LiveResource, going: Iterable<LiveResource>): readonly Address[] =>
  kind.deploys || Object.keys(kind.outputs).length === 0
    ? []
    : [...going].flatMap((live) => (live.kind.deploys && !live.parts.has(variables) ? [live.address] : []))

/** It comes after the deletion of all that refers to it, and after the change of what ceases to. */
const deletionOf = (live: LiveResource, needs: readonly Address[]): Delete => ({
  action: 'delete',
  kind: live.kind,
  address: live.address,
  live,
  needs,
  destroysData: live.kind.holdsData(live.record),
})
