import { ApiError } from './errors.ts'
import { type Form, listOf, object } from './forms.ts'
import { type ApiList, type ApiRequest, get } from './request.ts'
import { type Ask, type Item, pageSize, readByTime } from './windows.ts'

type Send = (request: ApiRequest) => Promise<unknown>

/** More than a workspace can have of anything: whoever has more to give never ends. */
const mostPages = 1_000

/** A page as it was asked for. */
export interface Page<T = unknown> {
  readonly items: readonly T[]
  /** Where the next page begins; undefined: this is the last, or nobody can tell. */
  readonly next: string | undefined
}

const itemsIn = (list: ApiList, page: readonly Item[]): readonly Item[] =>
  page.map((entry) => itemOf(list, entry) as Item)

/** Reads one page, from where and as large as the query says. */
export const readPage = async (list: ApiList, send: Send): Promise<Page> => {
  const page = (await send(get(list.path, list.query, pageOf(list)))) as readonly Item[]
  const next = page.at(-1)?.cursor
  return { items: itemsIn(list, page), next: typeof next === 'string' ? next : undefined }
}

/** Reads all pages of a list by its items. Throws as {@link readPages} does. */
export const readList = async (list: ApiList, send: Send): Promise<unknown[]> => {
  const items: unknown[] = []
  for await (const page of readPages(list, send)) items.push(...page)
  return items
}

/**
 * Reads a list page by page, whichever shape its items come in: what is known of the API does not agree on which lists are
 * wrapped, and which have cursors (API facts §1.3, §7). What has none is read to its end at once.
 */
export async function* readPages(list: ApiList, send: Send): AsyncGenerator<readonly unknown[]> {
  const refuse = (found: string): never => {
    throw new ApiError({ code: 'bad-answer', where: `GET ${list.path}`, found })
  }
  if (list.answers === 'one item') return yield await readOne(list, send)
  const limit = list.answers === 'all at once' ? undefined : pageSize
  let pages = 0
  const askEntries: Ask = async (more) => {
    if (++pages > mostPages) return refuse(`more than ${mostPages} pages`)
    const page = await send(get(list.path, { ...list.query, limit, ...more }, pageOf(list)))
    return page as readonly Item[]
  }
  if (list.answers !== undefined) return yield itemsIn(list, await askEntries({}))
  const seen = { cursors: new Set<unknown>(), items: new Set<string>() }
  for (let cursor: string | undefined; ; ) {
    const page = await askEntries({ cursor })
    const found = itemsIn(list, page)
    const next = page.length < pageSize ? undefined : page.at(-1)?.cursor
    if (page.length >= pageSize && next === undefined && cursor === undefined)
      return yield await readByTime(found, async (more) => itemsIn(list, await askEntries(more)), refuse)
    yield found
    if (page.length < pageSize) return
    if (typeof next !== 'string' || seen.cursors.has(next)) return refuse('a full page without a new cursor')
    if (!bringsMore(found, seen.items)) return refuse('a page that brings nothing new')
    seen.cursors.add(next)
    cursor = next
  }
}

/** Whether any of these was not seen before; all of them are now. */
const bringsMore = (items: readonly Item[], seen: Set<string>): boolean => {
  const before = seen.size
  for (const item of items) seen.add(typeof item.id === 'string' ? item.id : JSON.stringify(item))
  return seen.size > before
}

const readOne = async ({ path, query, item = object() }: ApiList, send: Send): Promise<unknown[]> => {
  try {
    return [await send(get(path, query, item))]
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return []
    throw error
  }
}

const pageOf = (list: ApiList): Form =>
  listOf((entry, at) => {
    if (!isObject(entry)) return object()(entry, at)
    const item = itemOf(list, entry)
    return item === undefined ? `an item without "${list.wrapper}"` : list.item?.(item, at)
  })

/** The item of an entry: under the key it is known to stand under, under the only key beside the cursor, or the entry itself. */
const itemOf = ({ wrapper }: ApiList, entry: Item): Item | undefined => {
  const known = wrapper === undefined ? undefined : entry[wrapper]
  if (known !== undefined) return isObject(known) ? known : undefined
  const [[, only] = [], ...others] = Object.entries(entry).filter(([key]) => key !== 'cursor')
  const isWrapped = others.length === 0 && (only === undefined || isObject(only))
  if (!isWrapped) return entry
  return wrapper === undefined && isObject(only) ? only : undefined
}

const isObject = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
