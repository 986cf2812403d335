import { ApiError } from './errors.ts'
import { type ApiList, type ApiRequest, get } from './request.ts'
import { type Ask, type Item, pageSize, readByTime } from './windows.ts'

type Send = (request: ApiRequest) => Promise<unknown>

/** Reads all pages of a list. */
export const readList = async (list: ApiList, send: Send): Promise<unknown[]> => {
  const refuse = (found: string): never => {
    throw new ApiError({ code: 'bad-answer', where: `GET ${list.path}`, found })
  }
  const ask: Ask = async (more) => {
    const page = await send(get(list.path, { ...list.query, limit: pageSize, ...more }))
    return isList(page) ? page : refuse('something that is no list of objects')
  }
  const items: unknown[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await ask({ cursor })
    for (const entry of page) items.push(itemOf(list, entry) ?? refuse(`an item without "${list.wrapper}"`))
    if (page.length < pageSize) return items
    const next = page.at(-1)?.cursor
    if (next === undefined && cursor === undefined && isBare(list)) return readByTime(page, ask, refuse)
    if (typeof next !== 'string' || next === cursor) return refuse('a full page without a new cursor')
    cursor = next
  }
}

const isBare = ({ wrapper, bare }: ApiList) => wrapper === undefined || bare === true

const itemOf = (list: ApiList, entry: Item): unknown => {
  const wrapped = list.wrapper === undefined ? undefined : entry[list.wrapper]
  return wrapped ?? (isBare(list) ? entry : undefined)
}

const isList = (page: unknown): page is readonly Item[] =>
  Array.isArray(page) && page.every((item) => typeof item === 'object' && item !== null)
