import { deleteKeyValue } from '../datastores/key-value.ts'
import { deletePostgres } from '../datastores/postgres-write.ts'
import { everywhere, ipAllowList } from '../request/checks.ts'
import { badRequest } from '../request/errors.ts'
import { listed, madeWithin } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, repeated } from '../request/query.ts'
import type { Checked } from '../request/validate.ts'
import { flag, listOf, nonEmpty, nullable, object, oneOf, optional, text } from '../request/validate.ts'
import { deleteService } from '../services/services.ts'
import type { Environment } from '../state/store.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownedList } from './owners.ts'
import { contentsOf, displaceResources, placeResources } from './placement.ts'

const settings = {
  protectedStatus: optional(oneOf(['protected', 'unprotected'])),
  networkIsolationEnabled: optional(flag),
  ipAllowList: nullable(ipAllowList),
}

/** An environment in the body of POST /projects, and all but the project's id in that of POST /environments. */
export const environmentInput = object({ ...settings, name: nonEmpty })

const environmentOf = (world: World, id: string) => find(world.state.environments, id)

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
  const environment: Environment = {
    id: world.newId('evm'),
    projectId,
    name: input.name,
    protectedStatus: input.protectedStatus ?? 'unprotected',
    networkIsolationEnabled: input.networkIsolationEnabled ?? false,
    ipAllowList: input.ipAllowList ?? [...everywhere],
    createdAt: now,
    updatedAt: now,
  }
  world.state.environments[environment.id] = environment
  return environment
}

/** Deletes an environment together with all that is in it (API facts §1.10). */
export const deleteEnvironment = (world: World, environment: Environment): void => {
  const { state } = world
  const inside = (record: { environmentId?: string | undefined }) => record.environmentId === environment.id
  for (const service of Object.values(state.services).filter(inside)) deleteService(world, service)
  for (const database of Object.values(state.postgres).filter(inside)) deletePostgres(world, database)
  for (const store of Object.values(state.keyValues).filter(inside)) deleteKeyValue(world, store)
  for (const group of Object.values(state.envGroups).filter(inside)) delete state.envGroups[group.id]
  for (const ip of Object.values(state.dedicatedIps))
    ip.environmentIds = ip.environmentIds.filter((id) => id !== environment.id)
  delete state.environments[environment.id]
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
      for (const id of query.projectId) find(world.state.projects, id)
      const owned = ownedBy(world, query.ownerId)
      const rows = Object.values(world.state.environments).filter(
        (environment) =>
          owned(find(world.state.projects, environment.projectId)) &&
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
      const project = find(world.state.projects, body.projectId)
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
      Object.assign(environment, Object.fromEntries(given), { updatedAt: world.moments.now() })
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
