/**
 * Services that leave an environment for none, and the groups of it that they stay linked to: Render refuses that for as long as
 * one is there ("cannot move service out of environment with linked env groups"). Pure.
 */
import type { Address } from '../../address.ts'
import { type Change, itemsOf } from '../../change.ts'
import type { Live, LiveResource } from '../../live.ts'
import { leftLinks, liveLinks, placeOf } from '../../references/index.ts'

export interface Leaving {
  readonly by: Address
  readonly environment: Address
  readonly group: Address
  /** Whether the group is in that environment once all is done. */
  readonly stays: boolean
}

export const leaving = (changes: readonly Change[], known: Live): readonly Leaving[] => {
  const all = new Map(changes.map((change) => [change.address, change]))
  const place = (live: LiveResource): Address | undefined => {
    const change = all.get(live.address)
    return change?.action === 'delete' ? undefined : ((change && wantedPlace(change)) ?? placeOf(live, known))
  }
  return changes.flatMap((change) => {
    if (change.action !== 'update' || wantedPlace(change) !== '') return []
    const { address: by, kind, live, items } = change
    const environment = placeOf(live, known)
    if (!environment) return []
    const left = new Set(leftLinks(kind, items))
    return liveLinks(live).flatMap((link) => {
      const group = left.has(link) ? undefined : known.get(link)
      if (!group) return []
      const stays = place(group) === environment
      return stays || placeOf(group, known) === environment ? [{ by, environment, group: link, stays }] : []
    })
  })
}

/** Where the file puts a resource; empty: nowhere; undefined: the file does not say. */
const wantedPlace = (change: Change): Address | undefined => {
  const [item] = itemsOf(change).filter(({ aspect }) => change.kind.aspects[aspect]?.holder)
  return item && 'item' in item ? (item.item.values.environment as Address | undefined) : undefined
}
