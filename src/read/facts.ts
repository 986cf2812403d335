/** Facts that no list gives: aspects with an endpoint of their own, and connection strings. */
import { Concealed } from '../hidden.ts'
import type { Client } from '../http/index.ts'
import type { Live, LiveResource } from '../live.ts'
import type { LiveRecord } from '../rows/index.ts'

export interface Waits {
  readonly signal?: AbortSignal
}

/** What reading takes. */
export interface Reader {
  readonly client: Client
  readonly known: Live
  readonly waits: Waits
  /** Resolves when everything is known whose addresses begin with this. */
  readonly listed: (prefix: string) => Promise<void>
}

/** A reader where the lists are known. */
export const readerOf = (client: Client, known: Live, waits: Waits): Reader => ({
  client,
  known,
  waits,
  listed: async () => undefined,
})

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

/** Reads aspects of a live resource, with the detail of its record where an aspect stands there. */
export const readParts = async (
  { client, known, waits, listed }: Reader,
  live: LiveResource,
  names: readonly string[],
): Promise<void> => {
  const { detail, aspects } = live.kind
  const record =
    detail && names.length > 0 ? await client.send<LiveRecord>(detail(live.record), waits) : live.record
  const read = async (name: string): Promise<void> => {
    const aspect = aspects[name]
    if (!aspect) return
    const [items] = await Promise.all([
      aspect.list ? client.list<unknown>(aspect.list(record), waits) : [],
      aspect.namedBy === undefined ? undefined : listed(aspect.namedBy),
    ])
    const part = keyed(aspect.items(record, items, known), aspect.keyOf)
    // The detail of a group has its variables in clear: only the parts made of it are kept.
    const now = known.get(live.address) ?? live
    known.put({ ...now, parts: new Map([...now.parts, [name, part]]) })
  }
  await Promise.all(names.map(read))
}

/** Reads what a resource's connection strings and passwords are, if it has any. */
export const readConnection = async ({ client, known, waits }: Reader, live: LiveResource): Promise<void> => {
  const { connection } = live.kind
  if (!connection) return
  const info = await client.send<Readonly<Record<string, string>>>(connection(live.record), waits)
  known.put({ ...(known.get(live.address) ?? live), connection: new Concealed(info) })
}
