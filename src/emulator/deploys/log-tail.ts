import type { Messages } from '../operation/index.ts'
import { operation, somethingNew } from '../operation/index.ts'
import type { World } from '../state/index.ts'
import type { LogQuery } from './log-lines.ts'
import { hasLog, linesFor, lineView, logQuery } from './log-lines.ts'
import { settleDeploys } from './settle.ts'

/** The lines of a log as they come, which Render's command line follows with `logs --tail` and after a deploy. */

const tail = (world: World, query: LogQuery, start: bigint): Messages =>
  async function* (signal) {
    let from = start
    while (!signal.aborted && query.resource?.every((id) => hasLog(world, id))) {
      settleDeploys(world)
      const lines = linesFor(world, query).filter(({ at }) => at >= from && at <= (query.endTime ?? at))
      for (const line of lines) yield JSON.stringify(lineView(line))
      from = (lines.at(-1)?.at ?? from - 1n) + 1n
      if (lines.length === 0) await somethingNew(world, world.due.next(), signal)
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
