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
  ownerView,
  wrapped,
} from '../operation/index.ts'
import type { Project } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { badRequest, commaList, listOf, nonEmpty, object, optional, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { createEnvironment, deleteEnvironment, environmentInput } from './environments.ts'

const environmentsOf = (world: World, { id }: Project) => world.environments.by('project', id)

const view = (world: World, project: Project) => ({
  id: project.id,
  name: project.name,
  owner: ownerView(world.owners.find(project.ownerId)),
  // Oldest first, alone among the lists of ids.
  environmentIds: environmentsOf(world, project).map(({ id }) => id),
  createdAt: microseconds(project.createdAt),
  updatedAt: microseconds(project.updatedAt),
})

const projectOf = (world: World, id: string) => world.projects.find(id)

export const projectOperations = [
  operation('GET', '/projects', { query: { ...ownedList, name: commaList(text) } }, ({ world, query }) => {
    const owned = ownedBy(world, query.ownerId)
    const rows = world.projects
      .all()
      .filter((project) => owned(project) && listed(query.name, project.name) && madeWithin(project, query))
    const page = newestPage('projects', rows, query)
    return ok(wrapped('project', page, (project) => view(world, project)))
  }),
  operation(
    'POST',
    '/projects',
    { body: object({ name: nonEmpty, ownerId: nonEmpty, environments: listOf(environmentInput) }) },
    ({ world, body }) => {
      world.owners.find(body.ownerId)
      if (body.environments.length === 0)
        throw badRequest('invalid request: environments must have at least one environment')
      const now = world.moments.now()
      const { ownerId, name } = body
      const id = world.newId('prj')
      const project = world.projects.put({ id, ownerId, name, createdAt: now, updatedAt: now })
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
      const { name = project.name } = body
      world.projects.change(project, { name, updatedAt: world.moments.now() })
      return ok(view(world, project))
    },
  ),
  operation('DELETE', '/projects/:projectId', {}, ({ world, param }) => {
    const project = projectOf(world, param('projectId'))
    for (const environment of environmentsOf(world, project)) deleteEnvironment(world, environment)
    world.projects.remove(project.id)
    return noContent
  }),
]
