import { ok, operation } from '../operation/index.ts'
import type { TaskRun } from '../records/index.ts'
import { instantAt, microseconds, millis } from '../records/index.ts'
import type { Query } from '../request/index.ts'
import { between, moment, notFound, oneOf, repeated, single, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { endOf, statusOf } from './run-view.ts'

/** How many runs were asked for, and how many have ended well, counted by pieces of time. */

const span = {
  startTime: single(moment),
  endTime: single(moment),
  resolutionSeconds: single(between(30, Number.MAX_SAFE_INTEGER)),
  resource: repeated(text),
}

const hour = 3_600_000
const usualResolution = 60

/** The pieces of time that have something in them, each by its beginning. */
const counted = (moments: readonly number[], from: number, resolution: number) => {
  const counts = new Map<number, number>()
  for (const at of moments) {
    const start = from + Math.floor((at - from) / resolution) * resolution
    counts.set(start, (counts.get(start) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([start, value]) => ({
      timestamp: microseconds(instantAt(BigInt(Math.floor(start)) * 1_000_000n)),
      value,
    }))
}

/** One series of all runs of the tasks, at the moments that `at` tells of them, or none. */
const seriesOf = (
  world: World,
  query: Query<typeof span>,
  at: (run: TaskRun) => number | undefined,
  labels: readonly { field: string; value: string }[],
) => {
  for (const id of query.resource ?? []) if (!world.tasks.has(id)) throw notFound(id)
  const end = query.endTime ?? world.moments.ms()
  const start = query.startTime ?? end - hour
  const moments = world.taskRuns
    .all()
    .filter(({ taskId }) => !query.resource || query.resource.includes(taskId))
    .flatMap((run) => at(run) ?? [])
    .filter((moment) => moment >= start && moment <= end)
  const values = counted(moments, start, (query.resolutionSeconds ?? usualResolution) * 1000)
  return ok(values.length > 0 ? [{ labels, values, unit: 'count' }] : [])
}

export const runMetricsOperations = [
  operation('GET', '/metrics/task-runs-queued', { query: span }, ({ world, query }) =>
    seriesOf(world, query, ({ createdAt }) => millis(createdAt), []),
  ),
  operation(
    'GET',
    '/metrics/task-runs-completed',
    {
      query: {
        ...span,
        state: repeated(oneOf(['succeeded', 'failed'])),
        aggregateBy: single(oneOf(['state'])),
      },
    },
    ({ world, query }) => {
      // None fails here.
      const counts = !query.state || query.state.includes('succeeded')
      const ended = (run: TaskRun) =>
        counts && statusOf(world, run) === 'completed' ? endOf(run) : undefined
      const labels = query.aggregateBy ? [{ field: 'state', value: 'succeeded' }] : []
      return seriesOf(world, query, ended, labels)
    },
  ),
]
