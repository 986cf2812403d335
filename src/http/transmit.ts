import pLimit from 'p-limit'
import type { Clock } from '../clock.ts'
import { type Hide, hideFor, learnRead, learnSent, type Mask } from '../mask/index.ts'
import { type BucketKey, bucketOf, type Limits } from './limits/index.ts'
import type { ApiRequest, Method, SendOptions } from './request.ts'
import { type Exchange, exchange, type Fetch, toWire } from './wire/index.ts'

/** One request that was sent, for `--debug`: nothing in it is hidden. */
export interface RequestEvent {
  readonly method: Method
  readonly path: string
  readonly ms: number
  readonly status?: number
  readonly requestId?: string
  /** Why there is no status. */
  readonly failure?: string
}

interface Settings {
  readonly base: string
  readonly apiKey: string
  readonly userAgent: string
  readonly fetch: Fetch
  readonly clock: Clock
  readonly limits: Limits
  readonly concurrency: number
  readonly timeoutMs: number
  readonly onRequest: ((event: RequestEvent) => void) | undefined
  readonly mask: Mask
}

interface Transmitted<Decision> {
  readonly result: Exchange
  readonly sentAt: number
  readonly decision: Decision
}

/** Sends each request once, when its bucket and then a connection is free. */
export const createTransmit = (settings: Settings) => {
  const { base, apiKey, userAgent, fetch, clock, limits, concurrency, timeoutMs, onRequest, mask } = settings
  const slots = pLimit(concurrency)
  const counts = new Map<BucketKey, number>()
  const skews: number[] = []

  const onWire = async (request: ApiRequest, bucket: BucketKey, signal: AbortSignal | undefined) => {
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
    const sentAt = clock.now()
    const wire = toWire(request, base, apiKey, userAgent)
    learnSent(mask, request)
    const result = await exchange(wire, { answer: request.answer, fetch, clock, timeoutMs, signal })
    if (result.kind === 'answer' && result.ok) learnRead(mask, { ...request, body: result.body })
    onRequest?.(eventOf(request, result, clock.now() - sentAt, hideFor(mask, request)))
    return { result, sentAt }
  }

  return {
    /** `decide` says how long the answer wants its bucket to pause, in milliseconds, and whether the request counted. */
    transmit<Decision extends { readonly pause: number; readonly uncounted: boolean }>(
      request: ApiRequest,
      { signal, onWait, onSend, before, priority }: SendOptions,
      decide: (result: Exchange) => Decision,
    ): Promise<Transmitted<Decision>> {
      const bucket = bucketOf(request)
      const inTurn = async (begin: () => void) => {
        priority?.joined(bucket)
        // No bucket has more tokens taken than can be on the wire: none grows old waiting for a slot and is sent in a later
        // window than it counts in, and a pause holds the rest.
        await limits.take(bucket, { rank: priority?.rank, signal, onWait, most: concurrency })
        const takenAt = clock.now()
        let headers: Headers | undefined
        // A token that nothing is sent for is given back.
        let uncounted = true
        try {
          await before?.()
          uncounted = false
          const { result, sentAt } = await slots(() => {
            begin()
            onSend?.()
            return onWire(request, bucket, signal)
          })
          headers = result.headers
          skews.push(...skewIn(headers, clock.now()))
          skews.splice(0, skews.length - mostSkews)
          const decision = decide(result)
          uncounted = decision.uncounted
          const isLimit = result.status === 429
          if (decision.pause > 0) limits.pause(bucket, clock.now() + decision.pause, isLimit)
          return { result, sentAt, decision }
        } finally {
          limits.correct(bucket, headers, takenAt, uncounted)
        }
      }
      return abortableUntilBegun(signal, inTurn)
    },

    /** The server's time when ours is `time`, at the least. */
    serverTime: (time: number): number => time + (skews.length > 0 ? Math.max(...skews) : 0),

    sent: (): Record<string, number> => Object.fromEntries(counts),
  }
}

// Few enough that a clock that is set right soon counts.
const mostSkews = 50

// Date is whole seconds, rounded down, of some time before now: the server's clock is ahead by that at least.
const skewIn = (headers: Headers | undefined, now: number): readonly number[] => {
  const date = Date.parse(headers?.get('date') ?? '')
  return Number.isNaN(date) ? [] : [date - now]
}

export type Transmit = ReturnType<typeof createTransmit>['transmit']

const eventOf = ({ method, path }: ApiRequest, result: Exchange, ms: number, hide: Hide): RequestEvent => {
  const requestId = result.headers?.get('render-request-id')
  return {
    method,
    path: hide(path),
    ms,
    ...(result.kind === 'answer' ? { status: result.status } : { failure: hide(result.found) }),
    ...(requestId && { requestId: hide(requestId) }),
  }
}

/** Rejects with the signal's reason at once, but no longer when the run has begun: from then on the run itself decides. */
const abortableUntilBegun = <T>(
  signal: AbortSignal | undefined,
  run: (begin: () => void) => Promise<T>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(signal?.reason)
    const begin = () => {
      signal?.throwIfAborted()
      signal?.removeEventListener('abort', stop)
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    run(begin)
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', stop))
  })
