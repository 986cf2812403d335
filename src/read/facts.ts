/** Facts that no list gives: aspects with an endpoint of their own, connection strings, variables of other services. */
import { within } from '../address.ts'
import type { Desired } from '../desired.ts'
import { Concealed } from '../hidden.ts'
import type { Client } from '../http/index.ts'
import type { LiveResource, World } from '../live.ts'
import { linkAspects, originOf, variables } from '../references/index.ts'
import type { LiveRecord } from '../rows/index.ts'
import { keepsLive, type Source } from '../source.ts'

export interface Waits {
  readonly signal?: AbortSignal
}

/** Items by key, in their order; a key that comes twice is told apart by a number. */
const keyed = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> => {
  const map = new Map<string, Item>()
  for (const item of items) {
    const key = keyOf(item)
    let unique = key
    for (let count = 2; map.has(unique); count++) unique = `${key} (${count})`
    map.set(unique, item)
  }
  return map
}

/** Reads aspects of a live resource into the world, with the detail of its record where an aspect stands there. */
export const readParts = async (
  client: Client,
  world: World,
  live: LiveResource,
  names: readonly string[],
  waits: Waits,
): Promise<void> => {
  const { detail, aspects } = live.kind
  const record =
    detail && names.length > 0 ? await client.send<LiveRecord>(detail(live.record), waits) : live.record
  const read = await Promise.all(
    names.map(async (name) => {
      const aspect = aspects[name]
      if (!aspect) return []
      const listed = aspect.list ? await client.list<unknown>(aspect.list(record), waits) : []
      return [[name, keyed(aspect.items(record, listed, world), aspect.keyOf)] as const]
    }),
  )
  // The detail of a group has its variables in clear: only the parts made of it are kept.
  const now = world.get(live.address) ?? live
  world.put({ ...now, parts: new Map([...now.parts, ...read.flat()]) })
}

/** Reads what a resource's connection strings and passwords are, if it has any. */
export const readConnection = async (
  client: Client,
  world: World,
  live: LiveResource,
  waits: Waits,
): Promise<void> => {
  const { connection } = live.kind
  if (!connection) return
  const info = await client.send<Readonly<Record<string, string>>>(connection(live.record), waits)
  world.put({ ...(world.get(live.address) ?? live), connection: new Concealed(info) })
}

interface Fact {
  readonly of: LiveResource
  readonly fact: 'connection' | 'variables'
}

/** How far a reader trusts what it has: while an apply writes, a variable that was not there may be there by now. */
export type Trust = 'what was read' | 'what was found'

/** What has to be read before a source can be resolved; undefined: nothing, or what it refers to is not there yet. */
const missingFact = (source: Source, desired: Desired, world: World, trust: Trust): Fact | undefined => {
  if (source.from === 'property') {
    const of = world.get(source.of)
    const output = of?.kind.outputs[source.property]
    return of && output?.connection && !of.connection ? { of, fact: 'connection' } : undefined
  }
  if (source.from === 'variable') {
    const { at, declared, unread } = originOf(desired, world, source)
    if (declared && !keepsLive(declared)) return missingFact(declared, desired, world, trust)
    const of = at === undefined ? undefined : world.get(at)
    const isOld = trust === 'what was found' && !of?.parts.get(variables)?.has(source.key)
    return of && (unread || isOld) ? { of, fact: 'variables' } : undefined
  }
  return undefined
}

/** Reads every fact that these sources are made of and that exists by now. */
export const learn = async (
  client: Client,
  world: World,
  desired: Desired,
  sources: readonly Source[],
  trust: Trust,
  waits: Waits = {},
): Promise<void> => {
  const asked = new Set<string>()
  for (;;) {
    const facts = new Map<string, Fact>()
    for (const source of sources) {
      const missing = missingFact(source, desired, world, trust)
      if (missing) facts.set(within(missing.of.address, missing.fact, ''), missing)
    }
    // What a service has not got itself may be in its groups, which are known only now.
    const fresh = [...facts].filter(([name]) => !asked.has(name))
    if (fresh.length === 0) return
    await Promise.all(
      fresh.map(([name, { of, fact }]) => {
        asked.add(name)
        return fact === 'connection'
          ? readConnection(client, world, of, waits)
          : readParts(client, world, of, [variables, ...linkAspects(of.kind)], waits)
      }),
    )
  }
}
