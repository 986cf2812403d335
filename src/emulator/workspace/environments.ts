import { deleteKeyValue, deletePostgres } from '../datastores/index.ts'
import {
  created,
  listed,
  madeWithin,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
  withoutRow,
  wrapped,
} from '../operation/index.ts'
import type { Environment } from '../records/index.ts'
import type { Checked } from '../request/index.ts'
import {
  badRequest,
  commaList,
  everywhere,
  flag,
  ipAllowList,
  listOf,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  repeated,
  text,
} from '../request/index.ts'
import { deleteService } from '../services/index.ts'
import type { World } from '../state/index.ts'
import { deleteWorkflow } from '../workflows/index.ts'
import { contentsOf, displaceResources, placeResources } from './placement.ts'

const settings = {
  protectedStatus: optional(oneOf(['protected', 'unprotected'])),
  networkIsolationEnabled: optional(flag),
  ipAllowList: nullable(ipAllowList),
}

/** An environment in the body of POST /projects, and all but the project's id in that of POST /environments. */
export const environmentInput = object({ ...settings, name: nonEmpty })

const environmentOf = (world: World, id: string) => world.environments.find(id)

const view = (world: World, environment: Environment) => ({
  id: environment.id,
  name: environment.name,
  projectId: environment.projectId,
  protectedStatus: environment.protectedStatus,
  networkIsolationEnabled: environment.networkIsolationEnabled,
  ipAllowList: environment.ipAllowList,
  ...contentsOf(world, environment.id),
})

export const createEnvironment = (
  world: World,
  projectId: string,
  input: Checked<typeof environmentInput>,
): Environment => {
  const now = world.moments.now()
  return world.environments.put({
    id: world.newId('evm'),
    projectId,
    name: input.name,
    protectedStatus: input.protectedStatus ?? 'unprotected',
    networkIsolationEnabled: input.networkIsolationEnabled ?? false,
    ipAllowList: input.ipAllowList ?? [...everywhere],
    createdAt: now,
    updatedAt: now,
  })
}

/** Deletes an environment together with all that is in it (API facts §1.10). */
export const deleteEnvironment = (world: World, { id }: Environment): void => {
  const { services, postgres, keyValues, envGroups, dedicatedIps, workflows } = world
  for (const service of services.by('environment', id)) deleteService(world, service)
  for (const workflow of workflows.by('environment', id)) deleteWorkflow(world, workflow)
  // A replica may be gone with its primary.
  for (const database of postgres.by('environment', id)) deletePostgres(world, database)
  for (const store of keyValues.by('environment', id)) deleteKeyValue(world, store)
  for (const group of envGroups.ids('environment', id)) envGroups.remove(group)
  for (const set of dedicatedIps.by('environment', id))
    dedicatedIps.change(set, { environmentIds: withoutRow(set.environmentIds, id) })
  world.environments.remove(id)
}

const one = '/environments/:environmentId'

export const environmentOperations = [
  operation(
    'GET',
    '/environments',
    {
      query: {
        ...ownedList,
        name: commaList(text),
        projectId: commaList(nonEmpty),
        environmentId: commaList(text),
      },
    },
    ({ world, query }) => {
      // Alone among the lists it cannot be read for the whole workspace (API facts §7).
      if (!query.projectId) throw badRequest('invalid query parameter: projectId is required')
      for (const id of query.projectId) world.projects.find(id)
      const owned = ownedBy(world, query.ownerId)
      const rows = world.environments
        .all()
        .filter(
          (environment) =>
            owned(world.projects.find(environment.projectId)) &&
            listed(query.projectId, environment.projectId) &&
            listed(query.name, environment.name) &&
            listed(query.environmentId, environment.id) &&
            madeWithin(environment, query),
        )
      const page = newestPage('environments', rows, query)
      return ok(wrapped('environment', page, (environment) => view(world, environment)))
    },
  ),
  operation(
    'POST',
    '/environments',
    { body: object({ ...settings, name: nonEmpty, projectId: nonEmpty }) },
    ({ world, body }) => {
      const project = world.projects.find(body.projectId)
      return created(view(world, createEnvironment(world, project.id, body)))
    },
  ),
  operation('GET', one, {}, ({ world, param }) =>
    ok(view(world, environmentOf(world, param('environmentId')))),
  ),
  operation(
    'PATCH',
    one,
    { body: object({ ...settings, name: optional(nonEmpty) }) },
    ({ world, param, body }) => {
      const environment = environmentOf(world, param('environmentId'))
      const given = Object.entries(body).filter(([, value]) => value !== undefined)
      world.environments.change(environment, {
        ...Object.fromEntries(given),
        updatedAt: world.moments.now(),
      })
      return ok(view(world, environment))
    },
  ),
  operation('DELETE', one, {}, ({ world, param }) => {
    deleteEnvironment(world, environmentOf(world, param('environmentId')))
    return noContent
  }),
  operation(
    'POST',
    `${one}/resources`,
    {
      body: object({ resourceIds: listOf(nonEmpty) }),
    },
    // 201 as recorded, whatever the document says; and a resource of another environment moves (API facts §1.10).
    ({ world, param, body }) => {
      const environment = environmentOf(world, param('environmentId'))
      placeResources(world, body.resourceIds, environment.id)
      return created(view(world, environment))
    },
  ),
  operation(
    'DELETE',
    `${one}/resources`,
    {
      query: { resourceIds: repeated(nonEmpty) },
    },
    // Recorded clients put the resource's own id where the environment's belongs, and are answered 204: the id in the
    // path has no effect (API facts §1.10).
    ({ world, query }) => {
      if (!query.resourceIds) throw badRequest('invalid query parameter: resourceIds is required')
      displaceResources(world, query.resourceIds)
      return noContent
    },
  ),
]
