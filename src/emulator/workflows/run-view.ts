import type { TaskRun } from '../records/index.ts'
import { instantAt, microseconds } from '../records/index.ts'
import type { World } from '../state/index.ts'

/** A run as answers and events have it. Nothing runs here: it completes after a while, with its arguments for a result. */

export type RunStatus = 'pending' | 'running' | 'completed' | 'canceled'

export const statusOf = (world: World, run: TaskRun): RunStatus => {
  if (run.canceledAt !== undefined) return 'canceled'
  const now = world.moments.ms()
  return now < run.startsAt ? 'pending' : now < run.endsAt ? 'running' : 'completed'
}

/** When it ended, in milliseconds since the epoch; of one that has not, when it will. */
export const endOf = ({ canceledAt, endsAt }: TaskRun): number => canceledAt ?? endsAt

const timeOf = (ms: number) => microseconds(instantAt(BigInt(Math.floor(ms)) * 1_000_000n))

const timesOf = (world: World, run: TaskRun) => {
  const now = world.moments.ms()
  return {
    startedAt: now >= run.startsAt && endOf(run) > run.startsAt ? timeOf(run.startsAt) : undefined,
    completedAt: now >= endOf(run) ? timeOf(endOf(run)) : undefined,
  }
}

/** None before it has started; none is ever repeated. */
const attemptsOf = (world: World, run: TaskRun) => {
  const { startedAt, completedAt } = timesOf(world, run)
  if (startedAt === undefined) return []
  return [{ status: statusOf(world, run), enqueuedAt: microseconds(run.createdAt), startedAt, completedAt }]
}

export const runView = (world: World) => (run: TaskRun) => ({
  id: run.id,
  taskId: run.taskId,
  status: statusOf(world, run),
  ...timesOf(world, run),
  // No task starts another one here, so that each run is the root of its own.
  parentTaskRunId: '',
  rootTaskRunId: run.id,
  retries: 0,
  attempts: attemptsOf(world, run),
})

const resultsOf = (world: World, run: TaskRun) =>
  statusOf(world, run) === 'completed' ? (Array.isArray(run.input) ? run.input : [run.input]) : []

export const runDetails = (world: World, run: TaskRun) => {
  const results = resultsOf(world, run)
  return {
    ...runView(world)(run),
    input: run.input,
    results,
    attempts: attemptsOf(world, run).map((attempt) => ({ ...attempt, results })),
  }
}
