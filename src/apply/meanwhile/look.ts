/** Looks again at what a change is about to write, right before it is written: the API has no conditional write. */
import type { Delete, ItemChange, Update } from '../../change.ts'
import type { Run } from '../run.ts'
import { movedBeforeDelete } from './judge.ts'
import { orGone, refuseMoved } from './problem.ts'
import { readNow, readRecord } from './read-now.ts'
import { type Rebased, rebase } from './rebase.ts'

/**
 * The change, and those of its items that are written now, as they are to be written by now. One read for its record and one
 * for each list of which something is written. Throws `ProblemsError` (`changed-meanwhile`) where somebody else has changed
 * what the plan rests on.
 */
export const lookAgain = async (
  change: Update,
  items: readonly ItemChange[],
  run: Run,
): Promise<Omit<Rebased, 'moved'>> => {
  const now = await orGone(change, () => readNow(change, items, run))
  const { moved, ...rebased } = rebase(change, items, now, run.resolve)
  refuseMoved(change, moved)
  return rebased
}

/** Whether there is still something to delete. Throws as {@link lookAgain} does. */
export const lookBeforeDelete = async (change: Delete, run: Run): Promise<boolean> => {
  const { kind, live } = change
  const found = await readRecord(kind, live.record, run)
  if (found) refuseMoved(change, movedBeforeDelete(change, found.record))
  return found !== undefined
}
