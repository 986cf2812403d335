/** Facts that no list gives: aspects with an endpoint of their own, and connection strings. */
import { within } from '../address.ts'
import { Concealed } from '../hidden.ts'
import { type ApiList, type Client, pageSize } from '../http/index.ts'
import { connectionOf, deploysAt, type Live, type LiveResource } from '../live.ts'
import type { AnyAspect, Deploy, LiveRecord } from '../rows/index.ts'
import { type Observe, observe as orMissed } from './observe.ts'

export interface Waits {
  readonly signal?: AbortSignal
}

/** What reading takes. */
export interface Reader {
  readonly client: Client
  readonly known: Live
  readonly waits: Waits
  readonly observe: Observe
  /** Resolves when everything is known whose addresses begin with this. */
  readonly listed: (prefix: string) => Promise<void>
}

/** A reader where the lists are known. */
export const readerOf = (client: Client, known: Live, waits: Waits, observe: Observe = orMissed): Reader => ({
  client,
  known,
  waits,
  observe,
  listed: async () => undefined,
})

const nth = (key: string, count: number) => `${key} (${count})`

/** Under which of {@link keyed} a second item of a key stands. */
export const secondOf = (key: string): string => nth(key, 2)

/** Items by key, in their order; a key that comes twice is told apart by a number. */
export const keyed = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> => {
  const map = new Map<string, Item>()
  for (const item of items) {
    const key = keyOf(item)
    let unique = key
    for (let count = 2; map.has(unique); count++) unique = nth(key, count)
    map.set(unique, item)
  }
  return map
}

/**
 * Reads aspects of a live resource, with the detail of its record where an aspect stands there. What may not be seen is
 * taken down, and its aspect stays unread.
 */
export const readParts = async (
  { client, known, waits, observe, listed }: Reader,
  live: LiveResource,
  names: readonly string[],
): Promise<void> => {
  const { get, detailed, aspects } = live.kind
  const addressOf = (name: string) => within(live.address, aspects[name]?.part ?? name, '')
  const whole =
    detailed && names.length > 0
      ? await observe(live.address, () => client.send<LiveRecord>(get(live.record), waits))
      : { seen: live.record }
  if ('missed' in whole) {
    for (const name of names) known.miss({ ...whole.missed, address: addressOf(name) })
    return
  }
  const record = whole.seen
  const listFor = async ({ alone, items }: AnyAspect, list: ApiList, of: LiveRecord) => {
    const listed = await client.list<unknown>(list, waits)
    const isWhole = list.answers !== 'one page' || listed.length < pageSize
    return isWhole || !alone || items(of, listed, known).length > 0 ? listed : client.list(alone(of), waits)
  }
  const read = async (name: string): Promise<void> => {
    const aspect = aspects[name]
    if (!aspect) return
    const { list, namedBy } = aspect
    const [items] = await Promise.all([
      list ? observe(addressOf(name), () => listFor(aspect, list(record), record)) : { seen: [] },
      namedBy === undefined ? undefined : listed(namedBy),
    ])
    if ('missed' in items) return known.miss(items.missed)
    // Its items stand in records that may not be seen.
    const unlisted = namedBy === undefined ? undefined : known.unlisted(namedBy)
    if (unlisted) return known.miss({ ...unlisted, address: addressOf(name) })
    const part = keyed(aspect.items(record, items.seen, known), aspect.keyOf)
    // The detail of a group has its variables in clear: only the parts made of it are kept.
    const now = known.get(live.address) ?? live
    known.put({ ...now, parts: new Map([...now.parts, [name, part]]) })
  }
  await Promise.all(names.map(read))
}

/** Reads what a resource's connection strings and passwords are, if it has any and they may be seen. */
export const readConnection = async (
  { client, known, waits, observe }: Reader,
  live: LiveResource,
): Promise<void> => {
  const { connection } = live.kind
  if (!connection) return
  const info = await observe(connectionOf(live.address), () =>
    client.send<Readonly<Record<string, string>>>(connection(live.record), waits),
  )
  if ('missed' in info) known.miss(info.missed)
  else known.put({ ...(known.get(live.address) ?? live), connection: new Concealed(info.seen) })
}

/** Reads the newest deploys of a resource, if it has any now and they may be seen. */
export const readDeploys = async (
  { client, known, waits, observe }: Reader,
  live: LiveResource,
): Promise<void> => {
  const { deploys } = live.kind
  if (!deploys?.possible(live.record)) return
  const rows = await observe(deploysAt(live.address), () =>
    client.send<readonly Record<string, Deploy>[]>(deploys.newest(live.record), waits),
  )
  if ('missed' in rows) return known.miss(rows.missed)
  const newest = rows.seen.flatMap((row) => row[deploys.wrapper] ?? [])
  known.put({ ...(known.get(live.address) ?? live), deploys: newest })
}
