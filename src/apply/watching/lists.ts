/** Lists that tell of many that are waited for at once. */
import { type ApiList, type Client, form, type SendOptions } from '../../http/index.ts'
import type { AnyKind, LiveRecord } from '../../rows/index.ts'
import type { Tells } from './scene.ts'

/** What a list says of one that stands in it. */
export interface News {
  readonly id: string
  /** Whether it may have ended: it has to be looked at. */
  readonly moved: boolean
  readonly status?: string
}

/** A list that is looked at again and again. */
export interface Watchlist {
  readonly name: string
  readonly tells: () => Tells
  /** How many requests a look takes, as far as is known. */
  readonly pages: () => number
  /** Notes that this one is waited for from now on. */
  readonly began: (id: string) => void
  /** Notes that a look at this one has told its end. `announced`: the list had told before that it moved. */
  readonly ended: (id: string, announced: boolean) => void
  readonly look: () => Promise<readonly News[]>
}

interface Means {
  readonly client: Client
  readonly now: () => number
  readonly waits: SendOptions
}

const pageSize = 100

const pagesOf = (items: number): number => Math.floor(items / pageSize) + 1

/** What stands in a list with its state, databases: the list tells all there is to know. */
export const listOfStates = (
  kind: Pick<AnyKind, 'list' | 'ready'>,
  owner: string,
  known: number,
  { client, waits }: Means,
): Watchlist => {
  const list = kind.list(owner, [])
  const awaited = new Set<string>()
  let items = known
  return {
    name: list.path,
    tells: () => 'always',
    pages: () => pagesOf(items),
    began: (id) => void awaited.add(id),
    ended: (id) => void awaited.delete(id),
    look: async () => {
      const records = await client.list<LiveRecord & { readonly status?: string }>(list, waits)
      items = records.length
      const gone = [...awaited].filter((id) => !records.some((record) => record.id === id))
      return [
        ...gone.map((id) => ({ id, moved: true })),
        ...records.map((record) => ({
          id: record.id,
          moved: kind.ready?.(record) !== 'waiting',
          ...(record.status !== undefined && { status: record.status }),
        })),
      ]
    },
  }
}

/** An item may become visible a little later than the time that it tells. */
const overlap = 2_000

/** Date is whole seconds, rounded down. */
const second = 1_000

const touched = form.object({ id: form.id, updatedAt: form.time })

interface Touched {
  readonly id: string
  readonly updatedAt: string
}

/**
 * What stands in a list with the time at which it was touched last, services. Whether the end of a deploy touches its
 * service is in no recording (API facts §0): the list is believed once it was seen to, and asked no more once it was
 * seen not to.
 */
export const listOfTouched = (
  since: (after: string) => ApiList,
  { client, now, waits }: Means,
): Watchlist => {
  let tells: Tells = 'unseen'
  let after = client.serverTime(now()) - overlap
  let items = 0
  const seen = new Map<string, number>()
  const unannounced = new Set<string>()
  const ask = (): Promise<Touched[]> =>
    client.list<Touched>({ ...since(new Date(after).toISOString()), item: touched }, waits)
  return {
    name: since('').path,
    tells: () => tells,
    pages: () => pagesOf(items),
    // Its beginning touches it too.
    began: (id) => {
      seen.set(id, client.serverTime(now()) + second)
      unannounced.delete(id)
    },
    ended: (id, announced) => {
      if (announced) tells = 'seen'
      else unannounced.add(id)
    },
    look: async () => {
      const awaited = [...unannounced]
      const sentAt = client.serverTime(now())
      const found = (await ask()).map(({ id, updatedAt }) => ({ id, at: Date.parse(updatedAt) }))
      items = found.length
      after = sentAt - overlap
      const news = found.filter(({ id, at }) => at > (seen.get(id) ?? Number.POSITIVE_INFINITY))
      for (const { id, at } of news) seen.set(id, at)
      const isAnnounced = (id: string) => news.some((one) => one.id === id)
      if (awaited.length > 0) tells = awaited.some(isAnnounced) ? 'seen' : 'never'
      for (const id of awaited) unannounced.delete(id)
      return news.map(({ id }) => ({ id, moved: true }))
    },
  }
}
