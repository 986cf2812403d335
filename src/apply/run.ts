/** What a change needs of the apply that it is part of. */
import type { Address } from '../address.ts'
import type { Clock } from '../clock.ts'
import type { Client, Priority, SendOptions, Wait } from '../http/index.ts'
import type { Live } from '../live.ts'
import type { Made } from '../plan/index.ts'
import type { Resolve } from '../references/index.ts'
import type { WriteContext } from '../rows/index.ts'
import type { Source } from '../source.ts'
import type { Send } from './batch.ts'
import type { Debt, Debts } from './debt.ts'
import type { Progress } from './events.ts'
import type { Watcher, Watchlists } from './watching/index.ts'
import type { ApplyWishes } from './wishes.ts'

/** What all changes of an apply have in common. */
export interface Apply {
  readonly client: Client
  /** Reads each list once, when it is asked for first. */
  readonly afresh: Client
  /** Sends items, several in one request where they may share one. */
  readonly send: Send
  readonly debts: Debts
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly wishes: ApplyWishes
  /** What is known of the workspace by now; what is created or changed is put in. */
  readonly known: Live
  /** What is created inside of what, by the address of the holder. */
  readonly children: ReadonlyMap<Address, readonly Made[]>
  /** The ids of what this apply has deleted. */
  readonly gone: Set<string>
  /** What this apply creates. */
  readonly created: ReadonlySet<Address>
  /** What one gives up and another takes: aspect and key. */
  readonly takenOver: ReadonlySet<string>
  readonly resolve: Resolve
  /** Looks how all that is waited for goes. */
  readonly watcher: Watcher
  readonly watchlists: Watchlists
  /** How long the deploy of a change, or its database, is expected to take, in milliseconds. */
  readonly expected: (address: Address) => number
  /** Reads what sources are made of, as far as it exists by now. */
  readonly learn: (sources: readonly Source[]) => Promise<void>
}

/** One change of an apply. */
export interface Run extends Apply {
  readonly debt: Debt
  readonly emit: (event: Progress) => void
  /** How urgent its requests are: those that write, and those without which it does not go on. */
  readonly priority: Priority
  /** Tells that a request that writes waits, that it may go, and that it goes out. */
  readonly told: Pick<SendOptions, 'before'> & {
    readonly onWait: (wait: Wait) => void
    readonly onSend: () => void
  }
  /** Tells the others of its circle that this resource exists, with all that it can have by now. */
  readonly onWritten: () => void
  /** Resolves once all that this one needs exists, also in its own circle. */
  readonly others: () => Promise<unknown>
  /** Whether something else of this apply needs this one. */
  readonly isNeeded: boolean
}

/** How its writes are sent. */
export const writes = (run: Run): SendOptions => ({ ...waits(run), ...run.told })

/** How the reads are sent without which it does not go on. */
export const waits = (run: Pick<Run, 'signal' | 'priority'>): SendOptions => ({
  ...looks(run),
  priority: run.priority,
})

/** How looks at what Render does by itself are sent: after everything else. */
export const looks = ({ signal }: Pick<Run, 'signal'>): SendOptions => (signal ? { signal } : {})

/** What the bodies of its requests are made of besides what it is. */
export const contextOf = ({ known }: Run): WriteContext => ({
  owner: known.workspace.id,
  id: (address: Address) => known.id(address),
})
