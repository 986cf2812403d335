/** What is live and in no file, of some lists and parts and within a scope: whatever would keep a run from deleting it. Pure. */
import { type Address, address } from '../../address.ts'
import type { Desired, DesiredResource, Prune, PruneScope } from '../../desired.ts'
import { allKinds } from '../../kinds/index.ts'
import type { Live, LiveResource, Stranger } from '../../live.ts'
import { leftAlone, placeOf } from '../../references/index.ts'
import { undeclaredItems } from './items.ts'
import { isUndeclared } from './prune.ts'
import { reaches, scopeOf } from './scope.ts'
import type { Unmanaged } from './unmanaged.ts'

/** Also what others refer to, what shares its name with another one, and what is of a type that is not known yet. */
export const undeclaredWithin = (
  desired: Desired,
  known: Live,
  { kinds, scope = 'declared' }: Prune,
): readonly Unmanaged[] => {
  const { resources, whole = resources, selects } = desired
  const isMeant = (at: Address, inside: Address | undefined) => selects?.(at, inside) !== false
  const ofLive = (live: LiveResource): readonly Unmanaged[] => {
    const declared = whole.get(live.address)
    if (declared) return ofItems(live, declared).filter((one) => isMeant(one.address, placeOf(live, known)))
    const { address: at, kind, record } = live
    const isIn =
      !kind.always &&
      kinds.includes(kind.file.list) &&
      isUndeclared(live, desired) &&
      reaches(scope, scopeOf(live, desired, known, kinds)) &&
      isMeant(at, placeOf(live, known))
    return isIn ? [{ address: at, id: record.id }] : []
  }
  const ofItems = (live: LiveResource, declared: DesiredResource): readonly Unmanaged[] => {
    if (declared.untouched?.fields) return []
    const left = leftAlone(declared, live)
    return undeclaredItems(live, declared).flatMap(({ aspect, key, address: at }) => {
      const isLeft = left.item(live.kind.aspects[aspect]?.part ?? aspect, key)
      return kinds.includes(aspect) && !isLeft ? [{ address: at }] : []
    })
  }
  const ofStranger = (stranger: Stranger): readonly Unmanaged[] => {
    const { address: at, id, inside } = stranger
    const isListed = allKinds.some(
      ({ prefix, file }) => at.startsWith(address(prefix, '')) && kinds.includes(file.list),
    )
    const place = inside === undefined ? undefined : known.addressOf(inside)
    const isIn = isListed && reaches(scope, scopeOfPlace(inside, place, whole))
    return isIn && desired.leftOut?.has(at) !== true && isMeant(at, place) ? [{ address: at, id }] : []
  }
  return [...known.all().flatMap(ofLive), ...known.strangers().flatMap(ofStranger)]
}

const scopeOfPlace = (
  inside: string | undefined,
  place: Address | undefined,
  whole: Desired['resources'],
): PruneScope => {
  if (inside === undefined) return 'ungrouped'
  return place !== undefined && whole.has(place) ? 'declared' : 'workspace'
}
