/** Reads a workspace with as few requests as the API allows (API facts §7): nothing twice, and nothing that neither the file nor the command needs. */
import type { Desired } from './desired.ts'
import { learn, readParts, type Waits } from './facts.ts'
import type { Client } from './http/client.ts'
import type { ApiList } from './http/request.ts'
import type { LiveRecord } from './kind.ts'
import { kindOfName, kinds, referenceKinds } from './kinds/index.ts'
import { needsOf, sourcesOf } from './references.ts'
import { type AnyKindName, readKind, type Workspace, World } from './world.ts'

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
    names.filter((name) => !readKind(name).parent),
    waits,
  )
  await listKinds(
    client,
    world,
    names.filter((name) => readKind(name).parent),
    waits,
  )
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

const kindsToList = (desired: Desired): readonly AnyKindName[] => {
  const mentioned = new Set<string>()
  for (const resource of desired.resources.values()) {
    for (const address of [resource.address, ...needsOf(resource).map(({ of }) => of)]) {
      mentioned.add(address.slice(0, address.indexOf('/')))
    }
  }
  const all = Object.keys({ ...kinds, ...referenceKinds }) as AnyKindName[]
  const needed = all.filter((name) => !readKind(name).onDemand || mentioned.has(readKind(name).prefix))
  const holders = needed.flatMap((name) => readKind(name).parent?.kind ?? [])
  return all.filter((name) => needed.includes(name) || holders.includes(name))
}

const listKinds = async (client: Client, world: World, names: readonly AnyKindName[], waits: Waits) => {
  const answers = new Map<string, Promise<LiveRecord[]>>()
  const once = (list: ApiList) => {
    const key = JSON.stringify(list)
    const answer = answers.get(key) ?? client.list<LiveRecord>(list, waits)
    answers.set(key, answer)
    return answer
  }
  await Promise.all(
    names.map(async (name) => {
      const kind = readKind(name)
      const parents = (world.records(kind.parent?.kind ?? '') as readonly LiveRecord[]).map(({ id }) => id)
      if (kind.parent && parents.length === 0) return
      const records = await once(kind.list(world.workspace.id, parents))
      for (const record of records) if (kind.owns?.(record) ?? true) world.admit(name, record)
    }),
  )
}
