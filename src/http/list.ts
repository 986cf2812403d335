import { ApiError } from './errors.ts'
import { type ApiList, type ApiRequest, get } from './request.ts'
import { type Ask, type Item, pageSize, readByTime } from './windows.ts'

type Send = (request: ApiRequest) => Promise<unknown>

/**
 * Reads all pages of a list by its items, whichever shape they come in: what is known of the API does not agree on which
 * lists are wrapped, and which have cursors (API facts §1.3, §7).
 */
export const readList = async (list: ApiList, send: Send): Promise<unknown[]> => {
  const refuse = (found: string): never => {
    throw new ApiError({ code: 'bad-answer', where: `GET ${list.path}`, found })
  }
  const limit = list.answers === 'all at once' ? undefined : pageSize
  const askEntries: Ask = async (more) => {
    const page = await send(get(list.path, { ...list.query, limit, ...more }))
    return isList(page) ? page : refuse('something that is no list of objects')
  }
  const itemsOf = (page: readonly Item[]): readonly Item[] =>
    page.map((entry) => itemOf(list, entry) ?? refuse(`an item without "${list.wrapper}"`))
  if (list.answers === 'one item') return readOne(list, send, refuse)
  if (list.answers !== undefined) return [...itemsOf(await askEntries({}))]
  const items: Item[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await askEntries({ cursor })
    items.push(...itemsOf(page))
    if (page.length < pageSize) return items
    const next = page.at(-1)?.cursor
    if (next === undefined && cursor === undefined)
      return readByTime(itemsOf(page), async (more) => itemsOf(await askEntries(more)), refuse)
    if (typeof next !== 'string' || next === cursor) return refuse('a full page without a new cursor')
    cursor = next
  }
}

const readOne = async (
  { path, query }: ApiList,
  send: Send,
  refuse: (found: string) => never,
): Promise<unknown[]> => {
  try {
    const item = await send(get(path, query))
    return isObject(item) ? [item] : refuse('something that is no object')
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return []
    throw error
  }
}

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

const isList = (page: unknown): page is readonly Item[] => Array.isArray(page) && page.every(isObject)
