/** What has to outlive a run that is killed: what is written and not deployed yet, which Render's API does not tell. */
import type { Address } from '../../address.ts'

export interface JournalEntry {
  /** Milliseconds since the epoch, by Render's clock. */
  readonly at: number
  /** A resource that is deployed. */
  readonly address: Address
  /** `written`: something is about to be written that it takes over with its next deploy; `deployed`: that is triggered. */
  readonly does: 'written' | 'deployed'
}

/** A place to keep entries in. The library has none of its own. */
export interface Journal {
  /** The entries about a workspace, by its id, in the order in which they came. */
  readonly read: (workspace: string) => Promise<readonly JournalEntry[]>
  /** Has kept the entry when it returns: what it is about happens right after. */
  readonly append: (workspace: string, entry: JournalEntry) => void
}

/** When what is written and not deployed was written last, by address. */
export const unpaidIn = (entries: readonly JournalEntry[]): ReadonlyMap<Address, number> => {
  const unpaid = new Map<Address, number>()
  for (const { address, at, does } of entries) {
    if (does === 'written') unpaid.set(address, at)
    else unpaid.delete(address)
  }
  return unpaid
}
