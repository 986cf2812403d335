/** Reads variables and what passes them on, and nothing else. */
import type { Address } from '../address.ts'
import type { Client } from '../http/index.ts'
import { allKinds } from '../kinds/index.ts'
import { type LiveResource, type Workspace, World } from '../live.ts'
import { linkAspects, liveLinks, variables } from '../references/index.ts'
import { readParts, type Waits } from './facts.ts'
import { listKinds, remembering } from './lists.ts'

/** Whether a resource takes variables of others: a service does, a group does not. */
export const takesVariables = ({ kind }: LiveResource): boolean => linkAspects(kind).length > 0

/** Lists all resources that have variables. */
export const listVariableHolders = async (
  client: Client,
  workspace: Workspace,
  waits: Waits = {},
): Promise<World> => {
  const world = new World(workspace)
  const names = allKinds.filter((name) => variables in name.aspects)
  await listKinds(remembering(client), world, names, waits)
  return world
}

/** Reads the variables of a service, and of the groups that it is linked to. */
export const readSeenBy = async (
  client: Client,
  world: World,
  service: LiveResource,
  waits: Waits = {},
): Promise<void> => {
  await readParts(client, world, service, [variables, ...linkAspects(service.kind)], waits)
  await readVariables(client, world, liveLinks(world.get(service.address) ?? service), waits)
}

/** Reads the variables of all services and groups. */
export const readAllVariables = async (client: Client, world: World, waits: Waits = {}): Promise<void> => {
  await Promise.all(
    world.all().map((live) => readParts(client, world, live, [variables, ...linkAspects(live.kind)], waits)),
  )
}

/** Reads the variables of resources that are there, and whose variables are not known yet. */
export const readVariables = async (
  client: Client,
  world: World,
  addresses: readonly Address[],
  waits: Waits,
): Promise<void> => {
  const unread = [...new Set(addresses)].flatMap((address) => world.get(address) ?? [])
  await Promise.all(
    unread
      .filter(({ parts }) => !parts.has(variables))
      .map((live) => readParts(client, world, live, [variables], waits)),
  )
}
