import { ok, operation } from '../operation/index.ts'
import { instantAt, nanoseconds } from '../records/index.ts'
import { badRequest, oneOf, single } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { Line, LogQuery } from './log-lines.ts'
import { linesFor, lineView, logQuery, spanOf } from './log-lines.ts'

/** The lines of a query that are in its time. */
const within = (world: World, query: LogQuery) => {
  const { start, end } = spanOf(world, query)
  return { start, end, lines: linesFor(world, query).filter(({ at }) => at >= start && at <= end) }
}

/** What is left of the time behind a page that ended with that line. */
const beyond = (last: Line, forward: boolean, { start, end }: { start: bigint; end: bigint }) =>
  forward ? { start: last.at + 1n, end } : { start, end: last.at - 1n }

const labels = ['instance', 'host', 'statusCode', 'method', 'level', 'type'] as const

export const logOperations = [
  operation('GET', '/logs', { query: logQuery }, ({ world, query }) => {
    const { lines, ...span } = within(world, query)
    const forward = query.direction === 'forward'
    if (!forward) lines.reverse()
    const page = lines.slice(0, query.limit ?? 20)
    const hasMore = lines.length > page.length
    const last = page.at(-1)
    const next = hasMore && last ? beyond(last, forward, span) : span
    return ok({
      hasMore,
      nextStartTime: nanoseconds(instantAt(next.start)),
      nextEndTime: nanoseconds(instantAt(next.end)),
      logs: page.map(lineView),
    })
  }),
  operation('GET', '/logs/values', { query: { ...logQuery, label: single(oneOf(labels)) } }, (call) => {
    const { label } = call.query
    if (!label) throw badRequest('invalid query parameter: label is required')
    const values = within(call.world, call.query).lines.flatMap((line) => line.labels[label] ?? [])
    return ok([...new Set(values)].slice(0, call.query.limit ?? 20))
  }),
]
