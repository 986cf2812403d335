/** Requests that may share one: moves of many resources into one environment. */
import type { Clock } from '../clock.ts'
import { ApiError, type ApiRequest, type Client, type Priority, type SendOptions } from '../http/index.ts'
import { keyOf, merged } from '../plan/index.ts'

/** How long the first of them waits for others, in milliseconds. */
const patience = 50

export type Send = <T>(request: ApiRequest, options?: SendOptions) => Promise<T>

/** Whether the API refused what was asked for, and not who asked or how often. */
const concernsContent = (error: unknown): boolean => {
  const status = error instanceof ApiError ? (error.status ?? 0) : 0
  return status >= 400 && status < 500 && ![401, 403, 429].includes(status)
}

interface Batch {
  readonly requests: [ApiRequest, ...ApiRequest[]]
  /** How each of them was to be sent. */
  readonly all: SendOptions[]
  readonly answer: Promise<unknown>
}

/** That of the most urgent of them, which stands in line for all. */
const highest = (all: readonly SendOptions['priority'][]): Priority => ({
  rank: Math.max(0, ...all.map((priority) => priority?.rank ?? 0)),
  joined: (bucket) => {
    for (const priority of all) priority?.joined(bucket)
  },
})

/** Sends like the client, and holds requests that may share one back for a moment, until the others are there. */
export const batching = (client: Client, clock: Clock): Send => {
  const open = new Map<string, Batch>()
  const start = (request: ApiRequest, signal?: AbortSignal) => {
    const requests: [ApiRequest, ...ApiRequest[]] = [request]
    const all: SendOptions[] = []
    const shared: SendOptions = {
      signal,
      onWait: (wait) => {
        for (const { onWait } of all) onWait?.(wait)
      },
      onSend: () => {
        for (const { onSend } of all) onSend?.()
      },
    }
    const others = clock.sleep(patience, signal).finally(() => open.delete(keyOf(request)))
    const answer = others.then(() =>
      client.send(merged(requests), { ...shared, priority: highest(all.map(({ priority }) => priority)) }),
    )
    const batch = { requests, all, answer }
    open.set(keyOf(request), batch)
    return batch
  }
  return async <T>(request: ApiRequest, options?: SendOptions) => {
    if (!request.merge) return await client.send<T>(request, options)
    const batch = open.get(keyOf(request)) ?? start(request, options?.signal)
    if (options) batch.all.push(options)
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
