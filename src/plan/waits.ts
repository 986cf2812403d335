/** What each change comes after. Pure, and about addresses only. */
import type { Address } from '../address.ts'
import { type Change, deploysOf } from '../change.ts'
import type { Desired } from '../desired.ts'
import { providerOf } from '../references/index.ts'
import { takenOver } from './deleting/index.ts'
import { type Need, untilsAmong } from './until.ts'

export type Needs = ReadonlyMap<Address, readonly Need[]>

/** For each change, the other changes that it cannot do without: if one of them fails, it is not begun. */
export const needsAmong = (changes: readonly Change[], desired: Desired): Needs => {
  const acting = new Map(changes.map((change) => [change.address, change]))
  const untilOf = untilsAmong(acting)
  return new Map(
    changes.map((change) => {
      const providers = new Set(change.needs.map((need) => providerOf(desired, need) ?? need))
      const needed = [...providers].flatMap((of): readonly Need[] => {
        const other = acting.get(of)
        const until = other && untilOf(other, change)
        return until ? [{ of, until }] : []
      })
      return [change.address, needed]
    }),
  )
}

/**
 * For each change, the other changes that it comes after: what it needs, and before a group is written also the databases that its
 * services wait for. Between the write of the group and their deploys there is nothing to wait for then. A domain is given up by one before
 * another takes it.
 */
export const waitsAmong = (changes: readonly Change[], needs: Needs): Needs => {
  const becoming = new Set(changes.filter(({ kind }) => kind.ready).map(({ address }) => address))
  const later = new Map<Address, Need[]>()
  const add = (address: Address, more: readonly Need[]) =>
    later.set(address, [...(later.get(address) ?? []), ...more])
  for (const change of changes) {
    const slow = (needs.get(change.address) ?? []).filter(({ of }) => becoming.has(of))
    for (const passing of deploysOf(change)) add(passing, slow)
  }
  for (const { by, from } of takenOver(changes)) add(by, [{ of: from, until: 'ended' }])
  return new Map(
    [...needs].map(([address, before]) => [address, once([...before, ...(later.get(address) ?? [])])]),
  )
}

/** Each of them once, with the last of its waits: what is added to the needs waits for an end, which is the longer wait. */
const once = (needs: readonly Need[]): readonly Need[] =>
  Array.from(new Map(needs.map(({ of, until }) => [of, until])), ([of, until]) => ({ of, until }))

/** The addresses of what each comes after. */
export const addressesOf = (needs: Needs): ReadonlyMap<Address, readonly Address[]> =>
  new Map(Array.from(needs, ([address, all]) => [address, all.map(({ of }) => of)]))
