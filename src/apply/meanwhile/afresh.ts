/** Whether what is made next is there by now: no name of Render's but that of a service keeps a second one away. */
import type { Create } from '../../change.ts'
import type { LiveRecord } from '../../rows/index.ts'
import type { Run } from '../run.ts'
import { madeMeanwhile } from './made.ts'

/** Those of a list that have the name of what is created, and that neither the plan nor this apply knows. */
export const strangersNamed = (
  { kind, desired }: Create,
  records: readonly LiveRecord[],
  { known, gone }: Run,
): readonly LiveRecord[] =>
  records
    .map((answer): LiveRecord => kind.keep?.(answer) ?? answer)
    .filter((record) => kind.owns?.(record) ?? true)
    .filter((record) => kind.nameOf(record) === desired.names.at(-1))
    .filter(({ id }) => known.addressOf(id) === undefined && !gone.has(id))

/**
 * Reads the list of its kind, once in an apply: right before the first of it is made. Throws `ProblemsError` when it is
 * there. `parentId`: of what holds it.
 */
export const mustBeNew = async (change: Create, parentId: string | undefined, run: Run): Promise<void> => {
  const list = change.kind.list(run.known.workspace.id, parentId === undefined ? [] : [parentId])
  const records = await run.afresh.list<LiveRecord>(list, { signal: run.signal, onWait: run.told.onWait })
  const others = strangersNamed(change, records, run)
  if (others.length > 0) throw madeMeanwhile(change.address, others)
}
