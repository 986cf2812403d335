/** Reads a workspace with as few requests as the API allows (API facts §7): nothing twice, and nothing that neither the file nor the command needs. */
import { type Address, address } from '../address.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import type { Client } from '../http/index.ts'
import { allKinds } from '../kinds/index.ts'
import { type LiveResource, type Workspace, World } from '../live.ts'
import { declaredLinks, linkAspects, liveLinks, needsOf, sourcesOf, variables } from '../references/index.ts'
import type { AnyKind } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { learn, readConnection, readParts, type Waits } from './facts.ts'
import { listKinds, remembering } from './lists.ts'
import { readVariables } from './variables.ts'

/**
 * Reads what a plan of `desired` needs: the lists of all kinds, and of declared resources the aspects that the file
 * declares and the facts that it refers to. Throws `ApiError` when something could not be read.
 */
export const read = async (
  client: Client,
  workspace: Workspace,
  desired: Desired,
  waits: Waits = {},
): Promise<World> => {
  const world = new World(workspace)
  const once = remembering(client)
  await listAll(once, world, kindsToList(desired), desired, waits)
  await Promise.all(
    [...desired.resources.values()].map(async (resource) => {
      const live = world.ofKind(resource)
      if (live) await readParts(once, world, live, aspectsToRead(resource), waits)
    }),
  )
  await readVariables(once, world, [...desired.resources.values()].flatMap(linksToRead(world)), waits)
  const sources = sourcesIn([...desired.resources.values()], world)
  await learn(client, world, desired, sources, 'what was read', waits)
  return world
}

const sourcesIn = (resources: readonly DesiredResource[], world: World): readonly Source[] =>
  resources.flatMap((resource) => sourcesOf(resource, world.ofKind(resource))).map(({ source }) => source)

/** Aspects that the file declares, those that cost nothing, and variables that may mask others. */
const aspectsToRead = ({ kind, parts }: DesiredResource): readonly string[] => {
  const { aspects, detail } = kind
  const isDeclared = (name: string) => (parts[name]?.length ?? 0) > 0
  const masks = linkAspects(kind).some(isDeclared)
  const free = !detail || Object.keys(aspects).some(isDeclared)
  return Object.keys(aspects).filter(
    (name) => isDeclared(name) || (name === variables && masks) || (free && !aspects[name]?.list),
  )
}

/** What a resource takes variables from: whether one masks another is known only with both. */
const linksToRead =
  (world: World) =>
  (resource: DesiredResource): readonly Address[] => {
    const live = world.get(resource.address)
    const declared = declaredLinks(resource)
    return resource.parts[variables] && live ? [...declared, ...liveLinks(live)] : declared
  }

export interface ReadAllOptions extends Waits {
  /** Which resources are read in full. Default: all. */
  readonly selects?: (live: LiveResource, world: World) => boolean
  /** A file whose selected resources are to be compared with what is read. */
  readonly desired?: Desired
}

/** Reads the whole workspace: of the selected resources everything that a file can say. */
export const readAll = async (
  client: Client,
  workspace: Workspace,
  { selects = () => true, desired = nothing, ...waits }: ReadAllOptions = {},
): Promise<World> => {
  const world = new World(workspace)
  const once = remembering(client)
  await listAll(once, world, allKinds, desired, waits)
  const selected = world.all().filter((live) => !isDerived(live) && selects(live, world))
  await Promise.all(
    selected.map((live) => readParts(once, world, live, Object.keys(live.kind.aspects), waits)),
  )
  // A value can be told to be a reference only by what others have to give.
  const hasValues = selected.some(({ address }) => world.get(address)?.parts.get(variables)?.size)
  if (hasValues) await Promise.all(world.all().map((live) => readConnection(once, world, live, waits)))
  const declared = selected.flatMap(({ address }) => desired.resources.get(address) ?? [])
  const sources = sourcesIn(declared, world)
  await learn(once, world, desired, sources, 'what was read', waits)
  return world
}

const nothing: Desired = { resources: new Map() }

const isDerived = ({ kind, record }: LiveResource): boolean => kind.derived?.(record) ?? false

/** Lists these kinds, those that are held by others after the others. */
const listAll = async (
  client: Client,
  world: World,
  kinds: readonly AnyKind[],
  desired: Desired,
  waits: Waits,
): Promise<void> => {
  for (const held of [false, true]) {
    const now = kinds.filter(({ parent }) => (parent !== undefined) === held)
    await listKinds(client, world, now, waits)
    rename(desired, world)
  }
}

/** Puts live resources under the names that the file gives them now. */
const rename = (desired: Desired, world: World): void => {
  for (const { kind, address: now, names, renamedFrom } of desired.resources.values()) {
    if (renamedFrom !== undefined) world.rename(address(kind.prefix, ...names.slice(0, -1), renamedFrom), now)
  }
}

const kindsToList = (desired: Desired): readonly AnyKind[] => {
  const mentioned = new Set<string>()
  for (const resource of desired.resources.values()) {
    for (const aspect of Object.keys(resource.parts)) {
      const { namedBy } = resource.kind.aspects[aspect] ?? {}
      if (namedBy !== undefined) mentioned.add(namedBy)
    }
    for (const named of [resource.address, ...needsOf(resource).map(({ of }) => of)]) {
      mentioned.add(named.slice(0, named.indexOf('/')))
    }
  }
  const needed = allKinds.filter(({ onDemand, prefix }) => !onDemand || mentioned.has(prefix))
  const holders = needed.flatMap(({ parent }) => parent?.prefix ?? [])
  return allKinds.filter((kind) => needed.includes(kind) || holders.includes(kind.prefix))
}
