/** Requests that may share one: moves of many resources into one environment. */
import type { Clock } from './clock.ts'
import type { Client, SendOptions } from './http/client.ts'
import { ApiError } from './http/errors.ts'
import type { ApiRequest, Query } from './http/request.ts'

/** How long the first of them waits for others, in milliseconds. */
const patience = 50

const keyOf = ({ method, path }: ApiRequest) => `${method} ${path}`

const listOf = ({ merge = '', body, query }: ApiRequest): readonly unknown[] => {
  const holder = (query ?? body) as Readonly<Record<string, unknown>>
  return (holder[merge] ?? []) as readonly unknown[]
}

const merged = (requests: readonly [ApiRequest, ...ApiRequest[]]): ApiRequest => {
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

export type Send = <T>(request: ApiRequest, options?: SendOptions) => Promise<T>

/** Whether the API refused what was asked for, and not who asked or how often. */
const concernsContent = (error: unknown): boolean => {
  const status = error instanceof ApiError ? (error.status ?? 0) : 0
  return status >= 400 && status < 500 && ![401, 403, 429].includes(status)
}

/** Sends like the client, and holds requests that may share one back for a moment, until the others are there. */
export const batching = (client: Client, clock: Clock): Send => {
  const open = new Map<string, { requests: [ApiRequest, ...ApiRequest[]]; answer: Promise<unknown> }>()
  const start = (request: ApiRequest, options?: SendOptions) => {
    const requests: [ApiRequest, ...ApiRequest[]] = [request]
    const answer = clock.sleep(patience, options?.signal).finally(() => open.delete(keyOf(request)))
    const batch = { requests, answer: answer.then(() => client.send(merged(requests), options)) }
    open.set(keyOf(request), batch)
    return batch
  }
  return async <T>(request: ApiRequest, options?: SendOptions) => {
    if (!request.merge) return await client.send<T>(request, options)
    const batch = open.get(keyOf(request)) ?? start(request, options)
    if (!batch.requests.includes(request)) batch.requests.push(request)
    try {
      return (await batch.answer) as T
    } catch (error) {
      // One resource that is gone is no reason for the others to stay where they are.
      if (batch.requests.length > 1 && concernsContent(error)) return await client.send<T>(request, options)
      throw error
    }
  }
}
