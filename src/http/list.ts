import { ApiError } from './errors.ts'
import { type Form, listOf, object } from './forms.ts'
import { type ApiList, type ApiRequest, get } from './request.ts'
import { type Ask, type Item, pageSize, readByTime } from './windows.ts'

type Send = (request: ApiRequest) => Promise<unknown>

/** More than a workspace can have of anything: whoever has more to give never ends. */
const mostPages = 1_000

/**
 * Reads all pages of a list by its items, whichever shape they come in: what is known of the API does not agree on which
 * lists are wrapped, and which have cursors (API facts §1.3, §7).
 */
export const readList = async (list: ApiList, send: Send): Promise<unknown[]> => {
  const refuse = (found: string): never => {
    throw new ApiError({ code: 'bad-answer', where: `GET ${list.path}`, found })
  }
  if (list.answers === 'one item') return readOne(list, send)
  const limit = list.answers === 'all at once' ? undefined : pageSize
  let pages = 0
  const askEntries: Ask = async (more) => {
    if (++pages > mostPages) return refuse(`more than ${mostPages} pages`)
    const page = await send(get(list.path, { ...list.query, limit, ...more }, pageOf(list)))
    return page as readonly Item[]
  }
  const itemsOf = (page: readonly Item[]): readonly Item[] => page.map((entry) => itemOf(list, entry) as Item)
  if (list.answers !== undefined) return [...itemsOf(await askEntries({}))]
  const items: Item[] = []
  const seen = { cursors: new Set<unknown>(), items: new Set<string>() }
  for (let cursor: string | undefined; ; ) {
    const page = await askEntries({ cursor })
    const found = itemsOf(page)
    items.push(...found)
    if (page.length < pageSize) return items
    const next = page.at(-1)?.cursor
    if (next === undefined && cursor === undefined)
      return readByTime(found, async (more) => itemsOf(await askEntries(more)), refuse)
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
