/** What the limits make of the requests of a plan. Pure. */
import type { ApiRequest, Query } from '../http/index.ts'
import { type Estimate, estimate, type Fill } from '../http/limits/index.ts'

/** What may share a request has the same key. */
export const keyOf = ({ method, path }: ApiRequest): string => `${method} ${path}`

const listOf = ({ merge = '', body, query }: ApiRequest): readonly unknown[] => {
  const holder = (query ?? body) as Readonly<Record<string, unknown>>
  return (holder[merge] ?? []) as readonly unknown[]
}

/** One request instead of several that may share it. */
export const merged = (requests: readonly [ApiRequest, ...ApiRequest[]]): ApiRequest => {
  const [first] = requests
  const list = { [first.merge ?? '']: requests.flatMap(listOf) }
  return first.query ? { ...first, query: list as Query } : { ...first, body: list }
}

/** Counts requests as an apply sends them: those that may share one are one. */
export const budgetOf = (requests: readonly ApiRequest[], now: number, fill?: Fill): Estimate =>
  estimate(requests.filter(onceEach()), now, fill)

/** Of requests that may share one, only the first is sent. */
export const onceEach = () => {
  const shared = new Set<string>()
  return (request: ApiRequest): boolean => {
    if (request.merge === undefined) return true
    const isFirst = !shared.has(keyOf(request))
    shared.add(keyOf(request))
    return isFirst
  }
}
