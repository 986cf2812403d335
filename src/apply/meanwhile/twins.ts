/** Whether somebody else has made the same at the same time, and which of the two stays. */
import type { Create } from '../../change.ts'
import { readInside } from '../../read/index.ts'
import type { LiveRecord } from '../../rows/index.ts'
import { type Run, waits, writes } from '../run.ts'
import { strangersNamed } from './afresh.ts'
import { gaveWay, madeTwice, unlisted } from './made.ts'

/** When to look whether the other one has gone, or ours is there, in milliseconds after the look before. */
export const looks = [0, 1_000, 2_000, 4_000, 8_000]

/**
 * Looks again at the list of what was just made: of two, the one with the higher id goes, which is the younger (API facts
 * §0), so that two applies that both look keep the same one. Ours goes as well where the list does not have it, for then it
 * may not have another one either. Throws `ProblemsError` when ours is gone again, or when two stay. `parentId`: of what
 * holds it.
 */
export const giveWay = async (
  change: Create,
  parentId: string | undefined,
  made: LiveRecord,
  run: Run,
): Promise<void> => {
  const { kind, address } = change
  if (kind.unique || kind.file.single) return
  const list = kind.list(run.known.workspace.id, parentId === undefined ? [] : [parentId])
  let ours: LiveRecord | undefined
  let others: readonly LiveRecord[] = []
  for (const after of looks) {
    if (after > 0) await run.clock.sleep(after, run.signal)
    const records = await run.client.list<LiveRecord>(list, waits(run))
    ours = records.find(({ id }) => id === made.id)
    others = strangersNamed(change, records, run).filter(({ id }) => id !== made.id)
    if (ours && others.length === 0) return
    if (others.some(({ id }) => id < made.id)) break
  }
  const goes = others.length === 0 || others.some(({ id }) => id < made.id)
  if (!goes || !(await isUntouched(change, ours ?? made, run))) throw madeTwice(address, made, others)
  await run.client.send(kind.remove(made), writes(run))
  throw others.length === 0 ? unlisted(address, list.path, made) : gaveWay(address, made, others)
}

/** Whether nobody has put anything into it, or takes from it, since it was made. */
const isUntouched = async (
  { kind, address, desired }: Create,
  record: LiveRecord,
  run: Run,
): Promise<boolean> => {
  if ((kind.users?.(record) ?? []).length > 0) return false
  const live = { kind, address, name: desired.names.at(-1) ?? '', record, parts: new Map() }
  const signal = run.signal && { signal: run.signal }
  const { inside, unobserved } = await readInside(run.client, run.known, live, signal)
  return unobserved.length === 0 && inside.every(({ isChild }) => isChild)
}
