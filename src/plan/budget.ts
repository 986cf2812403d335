/** What the limits make of the requests of a plan. Pure. */
import type { ApiRequest, Query } from '../http/index.ts'
import { type Estimate, estimate } from '../http/limits.ts'

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

/** Counts requests as an apply sends them: those that may share one are one. They are looked at one by one, and not kept. */
export const budgetOf = (requests: Iterable<ApiRequest>, now: number): Estimate =>
  estimate(asSent(requests), now)

function* asSent(requests: Iterable<ApiRequest>): Iterable<ApiRequest> {
  const shared = new Set<string>()
  for (const request of requests) {
    if (request.merge === undefined) yield request
    else if (!shared.has(keyOf(request))) {
      shared.add(keyOf(request))
      yield request
    }
  }
}
