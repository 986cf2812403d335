/** Looks again at what a change is about to write, right before it is written: the API has no conditional write. */
import type { Delete, ItemChange, Update } from '../change.ts'
import { ApiError, type SendOptions } from '../http/index.ts'
import { ProblemsError } from '../problem.ts'
import { keyed } from '../read/index.ts'
import type { AnyAspect, AnyKind, LiveRecord } from '../rows/index.ts'
import {
  changedMeanwhile,
  movedBeforeDelete,
  type Now,
  ownFields,
  type Rebased,
  rebase,
} from './meanwhile.ts'
import { type Run, waits } from './run.ts'

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
  if (moved.length > 0) throw new ProblemsError([changedMeanwhile(change, moved)])
  return rebased
}

/** Whether there is still something to delete. Throws as {@link lookAgain} does. */
export const lookBeforeDelete = async (change: Delete, run: Run): Promise<boolean> => {
  const { kind, live } = change
  const found = await readRecord(kind, live.record, run)
  const moved = found ? movedBeforeDelete(change, found.record) : []
  if (moved.length > 0) throw new ProblemsError([changedMeanwhile(change, moved)])
  return found !== undefined
}

/** What does not find the resource, or what it refers to, says that somebody has deleted it. */
export const orGone = async <Answer>(change: Update, act: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not-found') throw error
    const { request } = error.problems[0] ?? {}
    const moved = `it, or what it refers to, is gone (${error.where})`
    throw new ProblemsError([changedMeanwhile(change, [moved], request && { request })])
  }
}

const readOptions = (run: Run): SendOptions => ({ ...waits(run), onWait: run.told.onWait })

/** Items without rows are there or not: they are written one by one, and need no look. */
const partsIn = (
  { aspects }: AnyKind,
  items: readonly ItemChange[],
): readonly (readonly [string, AnyAspect])[] =>
  Object.entries<AnyAspect>(aspects).filter(
    ([name, { fields }]) => Object.keys(fields).length > 0 && items.some(({ aspect }) => aspect === name),
  )

const readNow = async (change: Update, items: readonly ItemChange[], run: Run): Promise<Now> => {
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
  if (needsRecord && !record) throw new ProblemsError([changedMeanwhile(change, ['it is gone'])])
  return { ...(record && { record: record.record }), parts: new Map(lists) }
}

/** `whole`: with what is not kept, such as the variables of a group in clear. Undefined: it is gone. */
const readRecord = async (
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
