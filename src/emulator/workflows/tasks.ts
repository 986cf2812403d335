import { listed, newestPage, ok, operation, ownedBy, ownerFilter, wrapped } from '../operation/index.ts'
import type { WorkflowTask } from '../records/index.ts'
import { instantAt, microseconds } from '../records/index.ts'
import { notFound, paging, repeated, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { isReady, readyVersion } from './versions.ts'

const versionOf = (world: World, { versionId }: WorkflowTask) => world.workflowVersions.find(versionId)

/** Those of versions that are ready: before, nobody knows what a version will register. */
const isThere = (world: World) => (task: WorkflowTask) => isReady(world, versionOf(world, task))

/** The task of `workflow-slug/task-name` in the latest version, or of `workflow-slug/task-name:version` in that one. */
const bySlug = (world: World, slug: string): WorkflowTask | undefined => {
  const [, workflow = '', name, version] = /^([^/]+)\/([^:]+)(?::(.+))?$/.exec(slug) ?? []
  const [workflowId = ''] = world.workflows.ids('slug', workflow)
  const { id } = readyVersion(world, workflowId, version) ?? {}
  return id === undefined ? undefined : world.tasks.by('version', id).find((task) => task.name === name)
}

/** The task that a slug names, or, as the description of POST /task-runs has it, an id; or 404. */
export const taskNamed = (world: World, named: string): WorkflowTask => {
  const task = world.tasks.get(named) ?? bySlug(world, named)
  if (!task || !isThere(world)(task)) throw notFound(named)
  return task
}

/** The ids of the tasks that slugs name, as far as there are any. */
export const idsOf = (world: World, slugs: readonly string[] | undefined): string[] | undefined =>
  slugs?.flatMap((slug) => bySlug(world, slug)?.id ?? [])

const view = (world: World) => (task: WorkflowTask) => ({
  id: task.id,
  name: task.name,
  workflowId: task.workflowId,
  workflowVersionId: task.versionId,
  createdAt: microseconds(instantAt(BigInt(Math.floor(versionOf(world, task).registeredAt)) * 1_000_000n)),
})

export const taskOperations = [
  operation(
    'GET',
    '/tasks',
    {
      query: {
        ...paging,
        ...ownerFilter,
        taskSlug: repeated(text),
        workflowVersionId: repeated(text),
        workflowId: repeated(text),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const named = idsOf(world, query.taskSlug)
      const rows = world.tasks
        .all()
        .filter(isThere(world))
        .filter(
          (task) =>
            owned(task) &&
            listed(named, task.id) &&
            listed(query.workflowVersionId, task.versionId) &&
            listed(query.workflowId, task.workflowId),
        )
      return ok(wrapped('task', newestPage('tasks', rows, query), view(world)))
    },
  ),
  operation('GET', '/tasks/:taskId', {}, ({ world, param }) => {
    const task = world.tasks.find(param('taskId'))
    if (!isThere(world)(task)) throw notFound(task.id)
    return ok(view(world)(task))
  }),
]
