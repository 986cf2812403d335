/** Reads variables and what passes them on, and nothing else. */
import type { Client } from '../http/index.ts'
import { allKinds } from '../kinds/index.ts'
import { type LiveResource, type Workspace, World } from '../live.ts'
import { linkAspects, liveLinks, variableParts, variables } from '../references/index.ts'
import { readerOf, readParts, type Waits } from './facts.ts'
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
  const reader = readerOf(client, world, waits)
  await readParts(reader, service, variableParts(service.kind))
  const groups = liveLinks(world.get(service.address) ?? service).flatMap((link) => world.get(link) ?? [])
  await Promise.all(groups.map((group) => readParts(reader, group, [variables])))
}

/** Reads the variables of all services and groups. */
export const readAllVariables = async (client: Client, world: World, waits: Waits = {}): Promise<void> => {
  const reader = readerOf(client, world, waits)
  await Promise.all(world.all().map((live) => readParts(reader, live, variableParts(live.kind))))
}
