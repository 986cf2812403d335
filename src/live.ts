/** Reads a workspace with as few requests as the API allows (API facts §7): nothing twice, and nothing that neither the file nor the command needs. */
import { address } from './address.ts'
import type { Desired } from './desired.ts'
import { learn, readParts, type Waits } from './facts.ts'
import type { Client } from './http/client.ts'
import type { ApiList } from './http/request.ts'
import type { LiveRecord } from './kind.ts'
import { type KindName, kindNames, kindOfName } from './kinds/index.ts'
import { needsOf, sourcesOf } from './references.ts'
import { type Workspace, World } from './world.ts'

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
  const names = kindsToList(desired)
  await listKinds(
    client,
    world,
    names.filter((name) => !kindOfName(name).parent),
    waits,
  )
  rename(desired, world)
  await listKinds(
    client,
    world,
    names.filter((name) => kindOfName(name).parent),
    waits,
  )
  rename(desired, world)
  await Promise.all(
    [...desired.resources.values()].map(async ({ address, kind, parts }) => {
      const live = world.get(address)
      if (live?.kind !== kind) return
      const { aspects, detail } = kindOfName(kind)
      const names = Object.keys(aspects).filter(
        (name) => parts[name]?.length || !(aspects[name]?.list || detail),
      )
      await readParts(client, world, live, names, waits)
    }),
  )
  const sources = [...desired.resources.values()].flatMap(sourcesOf).map(({ source }) => source)
  await learn(client, world, desired, sources, 'what was read', waits)
  return world
}

/** Puts live resources under the names that the file gives them now. */
const rename = (desired: Desired, world: World): void => {
  for (const { kind, address: now, names, renamedFrom } of desired.resources.values()) {
    if (renamedFrom !== undefined)
      world.rename(address(kindOfName(kind).prefix, ...names.slice(0, -1), renamedFrom), now)
  }
}

const kindsToList = (desired: Desired): readonly KindName[] => {
  const mentioned = new Set<string>()
  for (const resource of desired.resources.values()) {
    for (const named of [resource.address, ...needsOf(resource).map(({ of }) => of)]) {
      mentioned.add(named.slice(0, named.indexOf('/')))
    }
  }
  const needed = kindNames.filter(
    (name) => !kindOfName(name).onDemand || mentioned.has(kindOfName(name).prefix),
  )
  const holders = needed.flatMap((name) => kindOfName(name).parent?.kind ?? [])
  return kindNames.filter((name) => needed.includes(name) || holders.includes(name))
}

const listKinds = async (client: Client, world: World, names: readonly KindName[], waits: Waits) => {
  const answers = new Map<string, Promise<LiveRecord[]>>()
  const once = (list: ApiList) => {
    const key = JSON.stringify(list)
    const answer = answers.get(key) ?? client.list<LiveRecord>(list, waits)
    answers.set(key, answer)
    return answer
  }
  await Promise.all(
    names.map(async (name) => {
      const kind = kindOfName(name)
      const parents = (world.records(kind.parent?.kind ?? '') as readonly LiveRecord[]).map(({ id }) => id)
      if (kind.parent && parents.length === 0) return
      const records = await once(kind.list(world.workspace.id, parents))
      for (const record of records) if (kind.owns?.(record) ?? true) world.admit(name, record)
    }),
  )
}
