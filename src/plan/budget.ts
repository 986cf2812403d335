/** Which requests an apply sends as one, and what is counted of them. Pure. */
import type { ApiRequest, Query } from '../http/index.ts'

/** What may share a request has the same key. */
export const keyOf = ({ method, path }: ApiRequest) => `${method} ${path}`

const listOf = ({ merge = '', body, query }: ApiRequest): readonly unknown[] => {
  const holder = (query ?? body) as Readonly<Record<string, unknown>>
  return (holder[merge] ?? []) as readonly unknown[]
}

export const merged = (requests: readonly [ApiRequest, ...ApiRequest[]]): ApiRequest => {
  const [first] = requests
  const list = { [first.merge ?? '']: requests.flatMap(listOf) }
  return first.query ? { ...first, query: list as Query } : { ...first, body: list }
}

/** The same requests with those merged that may share one. Pure. */
export const mergeRequests = (requests: readonly ApiRequest[]): readonly ApiRequest[] => {
  const shared = new Map<string, [ApiRequest, ...ApiRequest[]]>()
  for (const request of requests) {
    if (!request.merge) continue
    const others = shared.get(keyOf(request))
    if (others) others.push(request)
    else shared.set(keyOf(request), [request])
  }
  return [...requests.filter(({ merge }) => !merge), ...[...shared.values()].map(merged)]
}
