import { ApiError } from './errors.ts'
import { type ApiList, type ApiRequest, get } from './request.ts'

const pageSize = 100

interface Item {
  readonly id?: unknown
  readonly cursor?: unknown
  readonly createdAt?: unknown
  readonly [wrapper: string]: unknown
}
type Send = (request: ApiRequest) => Promise<unknown>

/** Reads all pages of a list. */
export const readList = (list: ApiList, send: Send): Promise<unknown[]> =>
  list.wrapper === undefined ? readWindows(list, send) : readPages(list, list.wrapper, send)

const readPages = async (list: ApiList, wrapper: string, send: Send): Promise<unknown[]> => {
  const items: unknown[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await readPage(list, send, { cursor })
    for (const entry of page) {
      if (entry[wrapper] === undefined) throw badList(list, `an item without "${wrapper}"`)
      items.push(entry[wrapper])
    }
    if (page.length < pageSize) return items
    const next = page.at(-1)?.cursor
    if (typeof next !== 'string' || next === cursor) throw badList(list, 'a full page without a new cursor')
    cursor = next
  }
}

/**
 * Bare arrays have no cursors: the next page is what was created before the last item. What was created in the same
 * millisecond is asked for again, because a page may end between two such items, and dropped if known.
 */
const readWindows = async (list: ApiList, send: Send): Promise<unknown[]> => {
  const known = new Map<unknown, Item>()
  let createdBefore: string | undefined
  for (;;) {
    const page = await readPage(list, send, { createdBefore })
    if (known.size === 0 && page.length !== pageSize) return [...page]
    const before = known.size
    for (const item of page) known.set(item.id, item)
    if (page.length < pageSize || known.size === before) return [...known.values()]
    const created = Date.parse(String(page.at(-1)?.createdAt))
    if (Number.isNaN(created)) throw badList(list, 'a full page of items without "createdAt"')
    createdBefore = new Date(created + 1).toISOString()
  }
}

const readPage = async (list: ApiList, send: Send, more: Readonly<Record<string, string | undefined>>) => {
  const page = await send(get(list.path, { ...list.query, limit: pageSize, ...more }))
  if (!Array.isArray(page) || !page.every((item) => typeof item === 'object' && item !== null)) {
    throw badList(list, 'something that is no list of objects')
  }
  return page as readonly Item[]
}

const badList = ({ path }: ApiList, found: string) =>
  new ApiError({ code: 'bad-answer', where: `GET ${path}`, found })
