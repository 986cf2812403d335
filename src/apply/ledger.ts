/** What an apply puts into the journal: who is written, and who is deployed. */
import type { Address } from '../address.ts'
import { deploysOf } from '../change.ts'
import type { Clock } from '../clock.ts'
import type { Desired } from '../desired.ts'
import type { Client } from '../http/index.ts'
import type { Live } from '../live.ts'
import type { Plan } from '../plan/index.ts'
import type { Journal, JournalEntry } from '../read/index.ts'
import { linkedElsewhere } from '../references/index.ts'

export interface Ledger {
  /** Something is about to be written of a resource, or of a group, that services take over with their next deploy. */
  readonly written: (address: Address) => void
  readonly deployed: (address: Address) => void
}

export interface LedgerOptions {
  readonly client: Client
  readonly clock: Clock
  readonly desired: Desired
  readonly known: Live
  readonly journal?: Journal | undefined
}

/** How long an entry is good for: the next write of the same resource adds another one after that. In milliseconds. */
const goodFor = 30_000

export const ledgerOf = (
  { changes }: Plan,
  { client, clock, desired, known, journal }: LedgerOptions,
): Ledger => {
  if (!journal) return { written: () => {}, deployed: () => {} }
  const takers = takersIn(changes, desired, known)
  const last = new Map<Address, number>()
  const enter = (address: Address, does: JournalEntry['does']) =>
    journal.append(known.workspace.id, { at: client.serverTime(clock.now()), address, does })
  return {
    written: (address) => {
      for (const taker of takers.get(address) ?? [address]) {
        const { kind, record } = known.get(taker) ?? {}
        const isFresh = clock.now() - (last.get(taker) ?? Number.NEGATIVE_INFINITY) < goodFor
        if (isFresh || !kind?.deploys?.possible(record)) continue
        last.set(taker, clock.now())
        enter(taker, 'written')
      }
    },
    deployed: (address) => {
      last.delete(address)
      enter(address, 'deployed')
    },
  }
}

/** By what they take something of: the services that take it, also those that the run is not about. */
const takersIn = (
  changes: Plan['changes'],
  desired: Desired,
  known: Live,
): ReadonlyMap<Address, readonly Address[]> => {
  const passing = new Map(
    changes.flatMap((change) =>
      !change.kind.deploys && deploysOf(change).length > 0 && 'desired' in change
        ? [[change.address, change.desired.at] as const]
        : [],
    ),
  )
  const inside = changes.flatMap((change) => deploysOf(change).map((of) => [of, change.address] as const))
  const outside = linkedElsewhere(desired, known, passing).flatMap(({ live, links }) =>
    links.map((of) => [of, live.address] as const),
  )
  const takers = new Map<Address, Address[]>([...passing.keys()].map((of) => [of, []]))
  for (const [of, taker] of [...inside, ...outside]) takers.get(of)?.push(taker)
  return takers
}
