import type { EnvVar, SecretFile } from '../records/index.ts'
import { notFound } from '../request/index.ts'
import type { World } from './world.ts'

/** What can stand in an environment and has a log: found by its id alone, whatever it is. */

interface Resource {
  readonly id: string
  readonly ownerId: string
  readonly environmentId?: string | undefined
}

/** A table of resources, for all that they have in common. */
interface Resources {
  has(id: string): boolean
  get(id: string): Resource | undefined
  change(record: Resource, changes: { environmentId: string | undefined; updatedAt: string }): void
}

const resourcesOf = ({
  services,
  postgres,
  keyValues,
  envGroups,
  workflows,
}: World): readonly Resources[] => [services, postgres, keyValues, envGroups, workflows]

const resourcesWith = (world: World, id: string) => resourcesOf(world).find((table) => table.has(id))

/** Whether a service, database, key value, group or workflow of that id is there. */
export const isResource = (world: World, id: string): boolean => resourcesWith(world, id) !== undefined

/** The resource of that id, or 404. */
export const findResource = (world: World, id: string): Resource => {
  const resource = resourcesWith(world, id)?.get(id)
  if (!resource) throw notFound(id)
  return resource
}

/** Puts a resource into an environment, or into none. */
export const placeResource = (world: World, resource: Resource, environmentId: string | undefined): void => {
  if (resource.environmentId === environmentId) return
  resourcesWith(world, resource.id)?.change(resource, { environmentId, updatedAt: world.moments.now() })
}

/**
 * What has variables and files below /services/{id}: a service, or a workflow. The document gives a workflow variables
 * in its POST and no other way to change them, so these paths are taken to know it.
 */
interface Holder {
  readonly id: string
  readonly envVars: readonly EnvVar[]
  readonly secretFiles: readonly SecretFile[]
}

/** The holder of that id, or 404. */
export const holderOf = (world: World, id: string): Holder =>
  world.workflows.get(id) ?? world.services.find(id)

export const changeHolder = (world: World, { id }: Holder, changes: Partial<Omit<Holder, 'id'>>): void => {
  const workflow = world.workflows.get(id)
  if (workflow) world.workflows.change(workflow, changes)
  else world.services.change(world.services.find(id), changes)
}
