import type { Messages } from '../operation/index.ts'
import { operation } from '../operation/index.ts'
import type { World } from '../state/index.ts'
import type { LogQuery } from './log-lines.ts'
import { hasLog, linesFor, lineView, logQuery } from './log-lines.ts'
import { settleDeploys } from './settle.ts'

/** The lines of a log as they come, which Render's command line follows with `logs --tail` and after a deploy. */

/** Milliseconds; beyond it, no timer of the machine works. */
const longestSleep = 2 ** 31 - 1

/** Resolves when something has happened, or a stage of a deploy is over by now. */
const somethingNew = async (world: World, signal: AbortSignal): Promise<void> => {
  const waking = new AbortController()
  const woken = new Promise<void>((resolve) => {
    waking.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const wake = () => waking.abort()
  world.listeners.add(wake)
  signal.addEventListener('abort', wake, { once: true })
  const ms = world.due.next() - world.moments.ms()
  const due = ms <= longestSleep ? world.sleep(ms, waking.signal) : woken
  // Whoever wakes it ends the sleep, which then rejects.
  await Promise.race([woken, due.catch(() => undefined)])
  world.listeners.delete(wake)
  signal.removeEventListener('abort', wake)
  wake()
}

const tail = (world: World, query: LogQuery, start: bigint): Messages =>
  async function* (signal) {
    let from = start
    while (!signal.aborted && query.resource?.every((id) => hasLog(world, id))) {
      settleDeploys(world)
      const lines = linesFor(world, query).filter(({ at }) => at >= from && at <= (query.endTime ?? at))
      for (const line of lines) yield JSON.stringify(lineView(line))
      from = (lines.at(-1)?.at ?? from - 1n) + 1n
      if (lines.length === 0) await somethingNew(world, signal)
    }
  }

export const logTailOperations = [
  operation('GET', '/logs/subscribe', { query: logQuery }, ({ world, query }) => {
    const last = linesFor(world, query).at(-1)
    // Without a time, what comes from now on.
    const start = query.startTime ?? (last ? last.at + 1n : 0n)
    return { status: 101, messages: tail(world, query, start) }
  }),
]
