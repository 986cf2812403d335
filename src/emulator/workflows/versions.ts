import { createHash } from 'node:crypto'
import {
  accepted,
  listed,
  newestPage,
  ok,
  operation,
  ownedBy,
  ownerFilter,
  wrapped,
} from '../operation/index.ts'
import type { Workflow, WorkflowVersion } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { commaList, nonEmpty, object, optional, paging, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Later than any clock; Infinity would not survive the state file. */
const endOfTime = Number.MAX_SAFE_INTEGER

const statusOf = (world: World, version: WorkflowVersion): string => {
  const now = world.moments.ms()
  if (now < version.builtAt) return 'building'
  if (version.failure === 'build_failed') return version.failure
  return now < version.registeredAt ? 'registering' : (version.failure ?? 'ready')
}

export const isReady = (world: World, version: WorkflowVersion): boolean =>
  statusOf(world, version) === 'ready'

const latestCommit = ({ buildConfig: { repo, branch } }: Workflow) =>
  createHash('sha1').update(`${repo}#${branch}`).digest('hex')

/** A fault on demand for the workflow's deploys is one of its versions: what fails behind the build is the registering. */
const courseOf = (
  world: World,
  { name }: Workflow,
  commit: string,
): Pick<WorkflowVersion, 'builtAt' | 'registeredAt' | 'failure'> => {
  const fault = world.mishaps.deploy(name, commit)
  if (fault === 'hang') return { builtAt: endOfTime, registeredAt: endOfTime }
  const builtAt = world.moments.ms() + world.takes('build')
  const registeredAt = builtAt + world.takes('update')
  if (fault === undefined || fault === 'queue') return { builtAt, registeredAt }
  return { builtAt, registeredAt, failure: fault === 'build_failed' ? fault : 'registration_failed' }
}

/** Begins a version, and knows already what it will register. */
export const createVersion = (
  world: World,
  workflow: Workflow,
  commit = latestCommit(workflow),
): WorkflowVersion => {
  const { id: workflowId, ownerId } = workflow
  const version = world.workflowVersions.put({
    id: world.newId('wfv'),
    workflowId,
    ownerId,
    commit,
    createdAt: world.moments.now(),
    ...courseOf(world, workflow, commit),
  })
  for (const name of world.taskNames)
    world.tasks.put({ id: world.newId('tsk'), workflowId, versionId: version.id, ownerId, name })
  return version
}

/** The newest version that is ready, and of that name if there is one. */
export const readyVersion = (world: World, workflowId: string, name?: string): WorkflowVersion | undefined =>
  world.workflowVersions
    .by('workflow', workflowId)
    .findLast(
      (version) =>
        isReady(world, version) && (name === undefined || name === version.commit || name === version.id),
    )

const view = (world: World) => (version: WorkflowVersion) => ({
  id: version.id,
  workflowId: version.workflowId,
  // A task's slug may end with the name of a version, and the document's example of that is a commit.
  name: version.commit,
  status: statusOf(world, version),
  createdAt: microseconds(version.createdAt),
})

export const versionOperations = [
  operation(
    'GET',
    '/workflowversions',
    {
      query: {
        ...paging,
        ...ownerFilter,
        workflowID: commaList(text),
        workflowVersionId: commaList(text),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = world.workflowVersions
        .all()
        .filter(
          (version) =>
            owned(version) &&
            listed(query.workflowID, version.workflowId) &&
            listed(query.workflowVersionId, version.id),
        )
      return ok(wrapped('workflowVersion', newestPage('workflow versions', rows, query), view(world)))
    },
  ),
  operation(
    'POST',
    '/workflowversions',
    { body: object({ workflowId: nonEmpty, commit: optional(nonEmpty) }) },
    ({ world, body }) => {
      createVersion(world, world.workflows.find(body.workflowId), body.commit)
      return accepted
    },
  ),
  operation('GET', '/workflowversions/:workflowVersionId', {}, ({ world, param }) =>
    ok(view(world)(world.workflowVersions.find(param('workflowVersionId')))),
  ),
]
