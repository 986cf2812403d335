import {
  listed,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownerFilter,
  wrapped,
} from '../operation/index.ts'
import type { TaskRun, WorkflowTask } from '../records/index.ts'
import { millis } from '../records/index.ts'
import type { Check } from '../request/index.ts'
import { anyObject, listOf, nonEmpty, object, optional, paging, repeated, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { runDetails, runView, statusOf } from './run-view.ts'
import { idsOf, taskNamed } from './tasks.ts'

const anything: Check<unknown> = (value) => value
const positional = listOf(anything)

/** Arguments in their order, or by their names. */
const input: Check<TaskRun['input']> = (value, field) =>
  Array.isArray(value) ? positional(value, field) : anyObject(value, field)

const runBody = object({ task: nonEmpty, input, idempotencyKey: optional(nonEmpty) })

/** Milliseconds for which a key stands for the run that it came with (render-oss/cli, workflows_gen.go). */
const keyLasts = 24 * 3_600_000

/** The run that the same key has started of the same version. */
const repeatedRun = (world: World, { workflowId, versionId }: WorkflowTask, key: string | undefined) =>
  world.taskRuns
    .by('workflow', workflowId)
    .find(
      (run) =>
        key !== undefined &&
        run.idempotencyKey === key &&
        run.versionId === versionId &&
        world.moments.ms() - millis(run.createdAt) < keyLasts,
    )

const start = (
  world: World,
  task: WorkflowTask,
  given: TaskRun['input'],
  key: string | undefined,
): TaskRun => {
  // As long as a job takes, and as long until it begins.
  const startsAt = world.moments.ms() + world.takes('job') / 10
  return world.taskRuns.put({
    id: world.newId('trn'),
    taskId: task.id,
    workflowId: task.workflowId,
    versionId: task.versionId,
    ownerId: task.ownerId,
    input: given,
    idempotencyKey: key,
    createdAt: world.moments.now(),
    startsAt,
    endsAt: startsAt + world.takes('job'),
  })
}

const one = '/task-runs/:taskRunId'

export const runOperations = [
  operation(
    'GET',
    '/task-runs',
    {
      query: {
        ...paging,
        ...ownerFilter,
        taskSlug: repeated(text),
        rootTaskRunId: repeated(text),
        workflowVersionId: repeated(text),
        workflowId: repeated(text),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const named = idsOf(world, query.taskSlug)
      const rows = world.taskRuns
        .all()
        .filter(
          (run) =>
            owned(run) &&
            listed(named, run.taskId) &&
            listed(query.rootTaskRunId, run.id) &&
            listed(query.workflowVersionId, run.versionId) &&
            listed(query.workflowId, run.workflowId),
        )
      return ok(wrapped('taskRun', newestPage('task runs', rows, query), runView(world)))
    },
  ),
  operation('POST', '/task-runs', { body: runBody }, ({ world, body }) => {
    const task = taskNamed(world, body.task)
    const run =
      repeatedRun(world, task, body.idempotencyKey) ?? start(world, task, body.input, body.idempotencyKey)
    return { status: 202, body: runView(world)(run) }
  }),
  operation('GET', one, {}, ({ world, param }) =>
    ok(runDetails(world, world.taskRuns.find(param('taskRunId')))),
  ),
  // What has ended stays as it is: the document knows no refusal for it.
  operation('DELETE', one, {}, ({ world, param }) => {
    const run = world.taskRuns.find(param('taskRunId'))
    if (statusOf(world, run) !== 'completed' && run.canceledAt === undefined)
      world.taskRuns.change(run, { canceledAt: world.moments.ms() })
    return noContent
  }),
]
