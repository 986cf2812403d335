/** The HTTP client: within the limits, with retries, knowing no kind. It imports nothing but limits and clock. */
import { setMaxListeners } from 'node:events'
import { type Clock, realClock } from '../clock.ts'
import { createMask, type Mask } from '../mask/index.ts'
import { createFetch } from './connections/index.ts'
import { ApiError } from './errors.ts'
import { readHost } from './host.ts'
import { createLimits, type Fill, type Forecast, type Limits, type Room, type Wait } from './limits/index.ts'
import { type Page, readList, readPage, readPages } from './list.ts'
import type { ApiList, ApiRequest, Priority, SendOptions } from './request.ts'
import { sendUntilAnswered } from './send.ts'
import { createTransmit, type RequestEvent } from './transmit.ts'
import type { Fetch } from './wire/index.ts'

export type { RequestEvent }

export interface ClientOptions {
  /** RENDER_HOST, with or without `/v1`. */
  readonly host: string
  readonly apiKey: string
  readonly fetch?: Fetch
  readonly clock?: Clock
  /** Share it among clients that use one key. */
  readonly limits?: Limits
  /** How many requests may be on the wire at once. Default: 50. */
  readonly concurrency?: number
  /** How long one try may take; Infinity: as long as it likes. */
  readonly timeoutMs?: number
  /** The longest wait that an answer may ask for, in milliseconds: a longer one is an error. Default: 65 minutes. */
  readonly maxWaitMs?: number
  readonly userAgent?: string
  readonly onRequest?: (event: RequestEvent) => void
  /** Told of waits that nobody else is told of. `where`: method and path of what waits. */
  readonly onWait?: (wait: Wait, where: string) => void
  /** Learns what is hidden in requests and answers. Share it with whoever prints what was read. */
  readonly mask?: Mask
  /** From 0 to 1, for the jitter of waits. */
  readonly random?: () => number
}

export interface Client {
  /** Resolves with the body of the answer; undefined if it is empty, or if what was to be deleted is gone. */
  send<T>(request: ApiRequest, options?: SendOptions): Promise<T>
  /** All items of a list, whatever the number of pages. */
  list<T>(list: ApiList, options?: SendOptions): Promise<T[]>
  /** A list page by page: the next one is asked for when it is wanted. */
  pages<T>(list: ApiList, options?: SendOptions): AsyncIterable<readonly T[]>
  /** The one page of a list that its query asks for. */
  page<T>(list: ApiList, options?: SendOptions): Promise<Page<T>>
  /** Takes what was sent or read and is hidden out of a text of somebody else's. */
  hide(text: string): string
  /** Render's time when ours is this, as far as its answers have told; in milliseconds since the epoch. */
  serverTime(time: number): number
  /** What the limit of reads still lets through. */
  reads(): Room
  /** How many requests went out, by bucket. */
  sent(): Record<string, number>
  /** How full the limits are, as far as is known. */
  fill(): Fill
  /** Keeps what the limits let through for what is expected and outranks what waits. {@link recheck} is due when that changes. */
  expect(expected: Forecast): void
  /** Looks again what may go. */
  recheck(): void
}

// What the latencies of the API leave to be gained: with more, a plan or an apply of a hundred services is no faster by much, and
// without HTTP/2 each is a connection.
const defaultConcurrency = 50

// Creating a service has taken 13 seconds.
const defaultTimeout = 60_000

// No window of Render's limits is longer than an hour.
const defaultMaxWait = 65 * 60_000

/** A client for one host and one key. Throws an {@link ApiError} if the key must not be sent there. */
export const createClient = (options: ClientOptions): Client => {
  const { apiKey, clock = realClock, random = Math.random, mask = createMask() } = options
  const { concurrency = defaultConcurrency } = options
  const { base, loopback } = readHost(options.host)
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ApiError({ code: 'bad-key', where: 'RENDER_API_KEY', found: oddKey(apiKey) })
  mask.learn(apiKey)
  const limits = options.limits ?? createLimits(clock)
  const { transmit, serverTime, sent } = createTransmit({
    base,
    apiKey,
    clock,
    fetch:
      options.fetch ??
      createFetch({ origin: new URL(base).origin, isLoopback: loopback, connections: concurrency }),
    limits,
    concurrency,
    timeoutMs: options.timeoutMs ?? defaultTimeout,
    userAgent: options.userAgent ?? 'render-sync',
    onRequest: options.onRequest,
    mask,
  })
  const send = (request: ApiRequest, given: SendOptions): Promise<unknown> => {
    // Node takes more than ten waiting requests for a leak and warns on stderr.
    if (given.signal) setMaxListeners(0, given.signal)
    const { onWait } = options
    const where = mask.hide(`${request.method} ${request.path}`)
    const wish = { ...given, onWait: given.onWait ?? (onWait && ((wait) => onWait(wait, where))) }
    return sendUntilAnswered(request, wish, {
      transmit,
      serverTime,
      list,
      clock,
      random,
      mask,
      host: new URL(base).host,
      maxWait: options.maxWaitMs ?? defaultMaxWait,
    })
  }
  const list = (list: ApiList, signal?: AbortSignal, priority?: Priority): Promise<unknown[]> =>
    readList(list, (request) => send(request, { signal, priority }))

  return {
    send: <T>(request: ApiRequest, wish: SendOptions = {}) => send(request, wish) as Promise<T>,
    list: <T>(items: ApiList, { signal, priority }: SendOptions = {}) =>
      list(items, signal, priority) as Promise<T[]>,
    pages: <T>(items: ApiList, wish: SendOptions = {}) =>
      readPages(items, (request) => send(request, wish)) as AsyncIterable<readonly T[]>,
    page: <T>(items: ApiList, wish: SendOptions = {}) =>
      readPage(items, (request) => send(request, wish)) as Promise<Page<T>>,
    hide: mask.hide,
    serverTime,
    reads: () => limits.room('get'),
    sent,
    fill: limits.fill,
    expect: limits.expect,
    recheck: limits.recheck,
  }
}

const oddKey = (apiKey: string) => (apiKey === '' ? 'nothing' : 'other characters')
