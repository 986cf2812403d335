/** Looks again at what a change is about to write, right before it is written: the API has no conditional write. */
import type { Delete, ItemChange, Update } from '../../change.ts'
import type { Run } from '../run.ts'
import { movedBeforeDelete } from './judge.ts'
import { orGone, refuseMoved } from './problem.ts'
import { readNow, readRecord } from './read-now.ts'
import { rebase } from './rebase.ts'

/** How old a look may be when what it was for goes out, in milliseconds: limits make a request wait for minutes. */
const fresh = 2_000

/** A change as it is by now, and those of its items that are written now. `again`: looks once more, if the look is old. */
interface Looked {
  readonly change: Update
  readonly items: readonly ItemChange[]
  readonly again: () => Promise<void>
}

/**
 * Looks at what is to be written: one read for the record and one for each list of which something is written. Throws
 * `ProblemsError` (`changed-meanwhile`) where somebody else has changed what the plan rests on.
 */
export const lookAgain = async (change: Update, items: readonly ItemChange[], run: Run): Promise<Looked> => {
  const { clock, resolve } = run
  let at = clock.now()
  const look = async () => {
    at = clock.now()
    const now = await orGone(change, () => readNow(change, items, run))
    const found = rebase(change, items, now, resolve)
    refuseMoved(change, found.moved)
    return found
  }
  const { change: now, items: left, reordered } = await look()
  refuseMoved(change, reordered)
  // By then some of it is written: what is as wanted is ours, and half of an order is no other one.
  const again = async () => {
    if (clock.now() - at > fresh) await look()
  }
  return { change: now, items: left, again }
}

/** Whether there is still something to delete. Throws as {@link lookAgain} does. */
export const lookBeforeDelete = async (change: Delete, run: Run): Promise<boolean> => {
  const { kind, live } = change
  const found = await readRecord(kind, live.record, run)
  if (found) refuseMoved(change, movedBeforeDelete(change, found.record))
  return found !== undefined
}
