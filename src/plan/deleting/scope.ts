/** Where a live resource stands, as far as pruning asks. Pure. */
import type { Address } from '../../address.ts'
import { type Desired, type PruneScope, pruneScopes } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { placeOf } from '../../references/index.ts'

/** Whether the files declare anything that others stand in: without that, nothing is in the scope `declared`. */
export const declaresPlaces = ({ resources, whole = resources }: Desired): boolean => {
  const all = [...whole.values()]
  const held = new Set(all.flatMap(({ kind }) => kind.parent?.prefix ?? []))
  return all.some(({ kind }) => held.has(kind.prefix))
}

/** The narrowest scope that has a live resource in it. `kinds`: the lists that are pruned. */
export const scopeOf = (
  live: LiveResource,
  { resources, whole = resources }: Desired,
  known: Live,
  kinds: readonly string[],
): PruneScope => {
  const place = placeOf(live, known)
  if (place === undefined) return 'workspace'
  if (place === '') return 'ungrouped'
  return whole.has(place) || goesWith(place, whole, known, kinds) ? 'declared' : 'workspace'
}

/** Whether it is an environment that is pruned itself, of a project that is declared. */
const goesWith = (
  place: Address,
  whole: Desired['resources'],
  known: Live,
  kinds: readonly string[],
): boolean => {
  const holder = known.get(place)
  if (!holder?.kind.parent || !kinds.includes(holder.kind.file.list)) return false
  return whole.has(placeOf(holder, known) ?? '')
}

/** Whether a scope has all of another one in it. */
export const reaches = (scope: PruneScope, other: PruneScope): boolean =>
  pruneScopes.indexOf(scope) >= pruneScopes.indexOf(other)
