/** Whether somebody else has made the same at the same time, and which of the two stays. */
import type { Create } from '../../change.ts'
import type { ApiList, ApiRequest } from '../../http/index.ts'
import { readInside } from '../../read/index.ts'
import type { LiveRecord } from '../../rows/index.ts'
import { type Run, waits, writes } from '../run.ts'
import { strangersNamed } from './afresh.ts'
import { gaveWay, madeTwice } from './made.ts'

/** When to look whether the other one has gone, in milliseconds after the look before. */
const looks = [0, 1_000, 2_000, 4_000, 8_000]

/**
 * Looks again at the list of what was just made: of two, the one with the higher id goes, which is the younger (API facts
 * §0), so that two applies that both look keep the same one. Throws `ProblemsError` when that is ours, or when both stay.
 */
export const giveWay = async (
  change: Create,
  request: ApiRequest,
  made: LiveRecord,
  run: Run,
): Promise<void> => {
  const list = typeof request.whenLost === 'object' ? request.whenLost.list : undefined
  if (!list || change.kind.unique) return
  let others: readonly LiveRecord[] = []
  for (const after of looks) {
    if (after > 0) await run.clock.sleep(after, run.signal)
    const records = await run.client.list<LiveRecord>(list, waits(run))
    others = strangersNamed(change, records, run).filter(({ id }) => id !== made.id)
    if (others.length === 0) return
    if (others.some(({ id }) => id < made.id)) break
  }
  const isYounger = others.some(({ id }) => id < made.id)
  if (!isYounger || !(await isUntouched(change, list, made, run)))
    throw madeTwice(change.address, made, others)
  await run.client.send(change.kind.remove(made), writes(run))
  throw gaveWay(change.address, made, others)
}

/** Whether nobody has put anything into it, or takes from it, since it was made. */
const isUntouched = async (
  { kind, address, desired }: Create,
  list: ApiList,
  made: LiveRecord,
  run: Run,
): Promise<boolean> => {
  const records = await run.client.list<LiveRecord>(list, waits(run))
  const now = records.find(({ id }) => id === made.id)
  if (!now || (kind.users?.(now) ?? []).length > 0) return false
  const live = { kind, address, name: desired.names.at(-1) ?? '', record: now, parts: new Map() }
  const { inside, unobserved } = await readInside(
    run.client,
    run.known,
    live,
    run.signal && { signal: run.signal },
  )
  return unobserved.length === 0 && inside.every(({ isChild }) => isChild)
}
