/** Reads what a change is about to write: its record once, and each list. */
import type { ItemChange, Update } from '../../change.ts'
import { ApiError, type SendOptions } from '../../http/index.ts'
import { keyed } from '../../read/index.ts'
import type { AnyAspect, AnyKind, LiveRecord } from '../../rows/index.ts'
import { type Run, waits } from '../run.ts'
import { refuseMoved } from './problem.ts'
import { type Now, ownFields } from './rebase.ts'

export const readOptions = (run: Run): SendOptions => ({ ...waits(run), onWait: run.told.onWait })

/** Items without rows are there or not: they are written one by one, and need no look. */
const partsIn = (
  { aspects }: AnyKind,
  items: readonly ItemChange[],
): readonly (readonly [string, AnyAspect])[] =>
  Object.entries<AnyAspect>(aspects).filter(
    ([name, { fields }]) => Object.keys(fields).length > 0 && items.some(({ aspect }) => aspect === name),
  )

export const readNow = async (change: Update, items: readonly ItemChange[], run: Run): Promise<Now> => {
  const { kind, live } = change
  const parts = partsIn(kind, items)
  const { path } = kind.get(live.record)
  const listOf = ({ alone, list }: AnyAspect) => {
    const asked = (alone ?? list)?.(live.record)
    return asked?.path === path ? undefined : asked
  }
  const needsRecord = ownFields(change).length > 0 || parts.some(([, aspect]) => !listOf(aspect))
  const found = needsRecord ? readRecord(kind, live.record, run) : undefined
  const lists = await Promise.all(
    parts.map(async ([name, aspect]) => {
      const list = listOf(aspect)
      const whole = list ? live.record : (await found)?.whole
      const listed = list ? await run.client.list<unknown>(list, readOptions(run)) : [whole]
      return [name, keyed(whole ? aspect.items(whole, listed, run.known) : [], aspect.keyOf)] as const
    }),
  )
  const record = await found
  if (needsRecord && !record) refuseMoved(change, ['it is gone'])
  return { ...(record && { record: record.record }), parts: new Map(lists) }
}

/** `whole`: with what is not kept, such as the variables of a group in clear. Undefined: it is gone. */
export const readRecord = async (
  kind: AnyKind,
  live: LiveRecord,
  run: Run,
): Promise<{ readonly record: LiveRecord; readonly whole: LiveRecord } | undefined> => {
  try {
    const answer = await run.client.send<LiveRecord>(kind.get(live), readOptions(run))
    if (kind.owns && !kind.owns(answer)) return undefined
    const record: LiveRecord = kind.keep?.(answer) ?? answer
    return { record, whole: { ...answer, ...record } }
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return undefined
    throw error
  }
}
