import {
  created,
  listed,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownerFilter,
  wrapped,
} from '../operation/index.ts'
import type { Workflow } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { commaList, paging, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { workflowBody, workflowPatch } from './bodies.ts'
import { createVersion } from './versions.ts'
import { changeWorkflow, createWorkflow, deleteWorkflow } from './write.ts'

const view = (workflow: Workflow) => ({
  id: workflow.id,
  name: workflow.name,
  ownerId: workflow.ownerId,
  slug: workflow.slug,
  region: workflow.region,
  environmentId: workflow.environmentId,
  autoDeployTrigger: workflow.autoDeployTrigger,
  buildConfig: workflow.buildConfig,
  runCommand: workflow.runCommand,
  createdAt: microseconds(workflow.createdAt),
  updatedAt: microseconds(workflow.updatedAt),
})

const workflowOf = (world: World, id: string) => world.workflows.find(id)

const one = '/workflows/:workflowId'

export const workflowOperations = [
  operation(
    'GET',
    '/workflows',
    {
      query: {
        ...paging,
        ...ownerFilter,
        name: commaList(text),
        environmentId: commaList(text),
        workflowID: commaList(text),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = world.workflows
        .all()
        .filter(
          (workflow) =>
            owned(workflow) &&
            listed(query.name, workflow.name) &&
            listed(query.environmentId, workflow.environmentId) &&
            listed(query.workflowID, workflow.id),
        )
      return ok(wrapped('workflow', newestPage('workflows', rows, query), view))
    },
  ),
  operation('POST', '/workflows', { body: workflowBody }, ({ world, body }) => {
    const workflow = createWorkflow(world, body)
    // As with a service, what is made is built.
    createVersion(world, workflow)
    return created(view(workflow))
  }),
  operation('GET', one, {}, ({ world, param }) => ok(view(workflowOf(world, param('workflowId'))))),
  operation('PATCH', one, { body: workflowPatch }, ({ world, param, body }) => {
    const workflow = workflowOf(world, param('workflowId'))
    changeWorkflow(world, workflow, body)
    return ok(view(workflow))
  }),
  operation('DELETE', one, {}, ({ world, param }) => {
    deleteWorkflow(world, workflowOf(world, param('workflowId')))
    return noContent
  }),
]
