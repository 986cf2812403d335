import type { Messages } from '../operation/index.ts'
import { operation, somethingNew } from '../operation/index.ts'
import type { TaskRun } from '../records/index.ts'
import type { Param } from '../request/index.ts'
import { badRequest } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { RunStatus } from './run-view.ts'
import { endOf, runDetails, statusOf } from './run-view.ts'

/** What happens to runs, as server-sent events: the names are those that Render's SDK listens to (render-oss/sdk, sse.ts). */

/** Milliseconds after which a client that was cut off comes again, as Render's command line's own server tells it. */
const retry = 2000

const frame = (world: World, run: TaskRun, number: number) =>
  `id: ${number}\nevent: task.${statusOf(world, run)}\ndata: ${JSON.stringify(runDetails(world, run))}\n\n`

/** When the next of them begins or ends. */
const nextChange = (world: World, runs: readonly TaskRun[]): number => {
  const now = world.moments.ms()
  return Math.min(...runs.flatMap((run) => [run.startsAt, endOf(run)]).filter((at) => at > now))
}

/** First as each run is, then as it becomes; it never ends by itself. */
const follow = (world: World, ids: readonly string[]): Messages =>
  async function* (signal) {
    yield `retry: ${retry}\n\n`
    const told = new Map<string, RunStatus>()
    let number = 0
    while (!signal.aborted) {
      const runs = ids.flatMap((id) => world.taskRuns.get(id) ?? [])
      const news = runs.filter((run) => told.get(run.id) !== statusOf(world, run))
      for (const run of news) {
        told.set(run.id, statusOf(world, run))
        number++
        yield frame(world, run, number)
      }
      if (news.length === 0) await somethingNew(world, nextChange(world, runs), signal)
    }
  }

/** The document repeats the parameter, Render's SDK joins the ids by commas: either is read. */
const ids: Param<string[]> = (given) =>
  given.length === 0
    ? undefined
    : [...new Set(given.flatMap((each) => each.split(',')))].filter((id) => id !== '')

export const runEventOperations = [
  operation('GET', '/task-runs/events', { query: { taskRunIds: ids }, streams: true }, ({ world, query }) => {
    if (!query.taskRunIds?.length) throw badRequest('invalid query parameter: taskRunIds is required')
    for (const id of query.taskRunIds) world.taskRuns.find(id)
    return { status: 200, events: follow(world, query.taskRunIds) }
  }),
]
