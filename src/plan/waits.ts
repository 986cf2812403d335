/** What each change comes after. Pure, and about addresses only. */
import type { Address } from '../address.ts'
import { type Change, changedItems, deploysOf, isDeclaredItem } from '../change.ts'
import type { Desired } from '../desired.ts'
import { providerOf } from '../references/index.ts'
import { takenOver } from './deleting/index.ts'

export type Waits = ReadonlyMap<Address, readonly Address[]>

/** For each change, the other changes that it cannot do without: if one of them fails, it is not begun. */
export const needsAmong = (changes: readonly Change[], desired: Desired): Waits => {
  const acting = new Map(changes.map((change) => [change.address, change]))
  return new Map(
    changes.map((change) => {
      const providers = new Set(change.needs.map((need) => providerOf(desired, need) ?? need))
      const needed = [...providers].filter((provider) => {
        const other = acting.get(provider)
        return other && bringsNews(other, change)
      })
      return [change.address, needed]
    }),
  )
}

/**
 * Whether a change has to see the end of another one. A service that is live goes on having what others take from it, deploy or
 * none: who takes nothing new waits for no deploy, least of all between the write and the deploy of what is written for several.
 */
const bringsNews = (other: Change, change: Change): boolean => {
  if (other.action !== 'update' || !other.kind.deploys || change.action !== 'update') return true
  return changedItems(change).some(
    (item) =>
      isDeclaredItem(item) && change.kind.aspects[item.aspect]?.needs?.(item.item).includes(other.address),
  )
}

/**
 * For each change, the other changes that it comes after: what it needs, and before a group is written also the databases that its
 * services wait for. Between the write of the group and their deploys there is nothing to wait for then. A domain is given up by one before
 * another takes it.
 */
export const waitsAmong = (changes: readonly Change[], needs: Waits): Waits => {
  const becoming = new Set(changes.flatMap(({ kind, address }) => (kind.ready ? [address] : [])))
  const later = new Map<Address, Address[]>()
  for (const change of changes) {
    const slow = needs.get(change.address)?.filter((need) => becoming.has(need)) ?? []
    for (const passing of deploysOf(change)) later.set(passing, [...(later.get(passing) ?? []), ...slow])
  }
  for (const { by, from } of takenOver(changes)) later.set(by, [...(later.get(by) ?? []), from])
  return new Map(
    [...needs].map(([address, before]) => [
      address,
      [...new Set([...before, ...(later.get(address) ?? [])])],
    ]),
  )
}
