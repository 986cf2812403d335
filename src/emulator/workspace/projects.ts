import { badRequest } from '../request/errors.ts'
import { listed, madeWithin } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList } from '../request/query.ts'
import { listOf, nonEmpty, object, optional, text } from '../request/validate.ts'
import type { Project } from '../state/store.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { createEnvironment, deleteEnvironment, environmentInput } from './environments.ts'
import { ownedBy, ownedList, ownerOf, ownerView } from './owners.ts'

const environmentsOf = (world: World, { id }: Project) =>
  Object.values(world.state.environments).filter(({ projectId }) => projectId === id)

const view = (world: World, project: Project) => ({
  id: project.id,
  name: project.name,
  owner: ownerView(ownerOf(world, project.ownerId)),
  // Oldest first, alone among the lists of ids.
  environmentIds: environmentsOf(world, project).map(({ id }) => id),
  createdAt: microseconds(project.createdAt),
  updatedAt: microseconds(project.updatedAt),
})

const projectOf = (world: World, id: string) => find(world.state.projects, id)

export const projectOperations = [
  operation('GET', '/projects', { query: { ...ownedList, name: commaList(text) } }, ({ world, query }) => {
    const owned = ownedBy(world, query.ownerId)
    const rows = Object.values(world.state.projects).filter(
      (project) => owned(project) && listed(query.name, project.name) && madeWithin(project, query),
    )
    const page = newestPage('projects', rows, query)
    return ok(wrapped('project', page, (project) => view(world, project)))
  }),
  operation(
    'POST',
    '/projects',
    { body: object({ name: nonEmpty, ownerId: nonEmpty, environments: listOf(environmentInput) }) },
    ({ world, body }) => {
      ownerOf(world, body.ownerId)
      if (body.environments.length === 0)
        throw badRequest('invalid request: environments must have at least one environment')
      const now = world.moments.now()
      const { ownerId, name } = body
      const project: Project = { id: world.newId('prj'), ownerId, name, createdAt: now, updatedAt: now }
      world.state.projects[project.id] = project
      for (const environment of body.environments) createEnvironment(world, project.id, environment)
      return created(view(world, project))
    },
  ),
  operation('GET', '/projects/:projectId', {}, ({ world, param }) =>
    ok(view(world, projectOf(world, param('projectId')))),
  ),
  operation(
    'PATCH',
    '/projects/:projectId',
    { body: object({ name: optional(nonEmpty) }) },
    ({ world, param, body }) => {
      const project = projectOf(world, param('projectId'))
      // Even the same name again moves updatedAt (API facts §0, PATCH).
      Object.assign(project, { name: body.name ?? project.name, updatedAt: world.moments.now() })
      return ok(view(world, project))
    },
  ),
  operation('DELETE', '/projects/:projectId', {}, ({ world, param }) => {
    const project = projectOf(world, param('projectId'))
    for (const environment of environmentsOf(world, project)) deleteEnvironment(world, environment)
    delete world.state.projects[project.id]
    return noContent
  }),
]
