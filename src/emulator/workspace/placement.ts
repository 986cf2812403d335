import { replicasOf } from '../datastores/postgres-shape.ts'
import { badRequest, notFound } from '../request/errors.ts'
import { newestFirst } from '../state/ids.ts'
import type { World } from '../state/world.ts'

/** Which resources are in which environment. The resource knows its environment; an environment knows no resource. */

interface Placed {
  id: string
  environmentId?: string | undefined
  updatedAt: string
}

const resourcesOf = (world: World) => {
  const { services, postgres, keyValues, envGroups } = world.state
  return { services, postgres, keyValues, envGroups }
}

const resourceOf = (world: World, id: string): Placed => {
  for (const records of Object.values(resourcesOf(world)))
    if (Object.hasOwn(records, id)) {
      const found = records[id]
      if (found) return found
    }
  throw notFound(id)
}

/** Whether a service, database, key value or group of that id is there. */
export const isResource = (world: World, id: string): boolean =>
  Object.values(resourcesOf(world)).some((records) => Object.hasOwn(records, id))

/** Puts resources into an environment, or into none. All ids are looked up before any is moved. */
export const placeResources = (
  world: World,
  ids: readonly string[],
  environmentId: string | undefined,
): void => {
  const resources = ids.map((id) => resourceOf(world, id))
  // A database's replicas go where it goes (API facts §1.8).
  const replicas = ids.flatMap((id) => {
    const primary = world.state.postgres[id]
    return primary ? replicasOf(world, primary) : []
  })
  for (const resource of [...resources, ...replicas]) {
    if (resource.environmentId === environmentId) continue
    resource.environmentId = environmentId
    resource.updatedAt = world.moments.now()
  }
}

/**
 * Takes resources out of their environments. A service stays with the groups of its environment that it is linked to,
 * unless they leave together; the words are those of the API, reported in the issue 10 of Render's Terraform provider.
 */
export const displaceResources = (world: World, ids: readonly string[]): void => {
  const { services, envGroups } = world.state
  for (const { id, environmentId, serviceIds } of Object.values(envGroups)) {
    if (environmentId === undefined || ids.includes(id)) continue
    const linked = ids.filter((each) => serviceIds.includes(each))
    if (linked.some((each) => services[each]?.environmentId === environmentId))
      throw badRequest('cannot move service out of environment with linked env groups')
  }
  placeResources(world, ids, undefined)
}

const idsIn = (environmentId: string, records: Record<string, Placed>): string[] | null => {
  const found = Object.values(records).filter((record) => record.environmentId === environmentId)
  // None are null, not [] (API facts §0).
  return found.length > 0 ? found.sort(newestFirst).map(({ id }) => id) : null
}

/** The four lists that an environment shows. */
export const contentsOf = (world: World, environmentId: string) => {
  const { services, postgres, keyValues, envGroups } = world.state
  return {
    serviceIds: idsIn(environmentId, services),
    databasesIds: idsIn(environmentId, postgres),
    redisIds: idsIn(environmentId, keyValues),
    envGroupIds: idsIn(environmentId, envGroups),
  }
}
