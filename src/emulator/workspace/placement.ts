import { newestFirst } from '../records/index.ts'
import { badRequest } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { findResource, placeResource } from '../state/index.ts'

/** Which resources are in which environment. The resource knows its environment; an environment knows no resource. */

/** Puts resources into an environment, or into none. All ids are looked up before any is moved. */
export const placeResources = (
  world: World,
  ids: readonly string[],
  environmentId: string | undefined,
): void => {
  const resources = ids.map((id) => findResource(world, id))
  // A database's replicas go where it goes (API facts §1.8).
  const replicas = ids.flatMap((id) => world.postgres.by('primary', id))
  for (const resource of [...resources, ...replicas]) placeResource(world, resource, environmentId)
}

/**
 * Takes resources out of their environments. A service stays with the groups of its environment that it is linked to,
 * unless they leave together; the words are those of the API, reported in the issue 10 of Render's Terraform provider.
 */
export const displaceResources = (world: World, ids: readonly string[]): void => {
  const { services, workflows, envGroups } = world
  for (const service of ids) {
    const { environmentId } = services.get(service) ?? workflows.get(service) ?? {}
    const staying = envGroups.by('service', service).filter(({ id }) => !ids.includes(id))
    if (staying.some((group) => group.environmentId !== undefined && group.environmentId === environmentId))
      throw badRequest('cannot move service out of environment with linked env groups')
  }
  placeResources(world, ids, undefined)
}

/** The ids, newest first; none are null, not [] (API facts §0). */
const listedIds = (ids: Iterable<string>): string[] | null => {
  const rows = Array.from(ids, (id) => ({ id })).sort(newestFirst)
  return rows.length > 0 ? rows.map(({ id }) => id) : null
}

/** The four lists that an environment shows. */
export const contentsOf = (
  { services, workflows, postgres, keyValues, envGroups }: World,
  environmentId: string,
) => ({
  // Workflows have no list of their own.
  serviceIds: listedIds([
    ...services.ids('environment', environmentId),
    ...workflows.ids('environment', environmentId),
  ]),
  databasesIds: listedIds(postgres.ids('environment', environmentId)),
  redisIds: listedIds(keyValues.ids('environment', environmentId)),
  envGroupIds: listedIds(envGroups.ids('environment', environmentId)),
})
