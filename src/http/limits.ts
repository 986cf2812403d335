/**
 * Render's rate limits: the table of buckets, and a scheduler that lets a request go when its bucket has a token.
 * Plans count with it and the client waits by it. It has no timers of its own: it asks a {@link Clock}.
 */
import type { Clock } from '../clock.ts'

/** What a bucket is chosen by. `path` is below `/v1`. */
export interface Sendable {
  readonly method: string
  readonly path: string
}

const minute = 60_000
const hour = 60 * minute

interface Row {
  readonly limit: number
  readonly window: number
  readonly methods: readonly string[]
  readonly paths: RegExp
  /** Each id in the path (the pattern's first group) has a bucket of its own. */
  readonly perId?: true
}

const writes = ['POST', 'PUT', 'PATCH', 'DELETE']
const deployAndPower = '(deploys|scale|suspend|resume)$'

// The first row that matches takes the request: every request counts in one bucket only.
const rows = {
  // Reading the owner's log stream counts together with writing it, unlike every other read. Users quote the same limit for
  // the log itself; whether the two share a counter was never seen, and sharing is the assumption that gets no 429.
  logs: {
    limit: 30,
    window: minute,
    methods: ['GET', ...writes],
    paths: /^\/logs(\/(values|subscribe|streams\/owner\/.*))?$/,
  },
  // Whether the four families share one counter was never seen; sharing is the assumption that gets no 429.
  create: { limit: 20, window: hour, methods: ['POST'], paths: /^\/(services|postgres|key-value|redis)$/ },
  domains: { limit: 50, window: hour, methods: ['POST'], paths: /^\/services\/[^/]+\/custom-domains$/ },
  // Known from the documentation only.
  jobs: { limit: 2000, window: hour, methods: ['POST'], paths: /^\/services\/[^/]+\/jobs$/ },
  // All cron jobs of a workspace share one counter, where every other service has its own.
  'cron-mutation': {
    limit: 10,
    window: minute,
    methods: ['PATCH', 'POST'],
    paths: new RegExp(`^/services/crn-[^/]+(/${deployAndPower}|$)`),
  },
  // A changed service costs two of these: its PATCH and its deploy.
  'service-mutation': {
    limit: 10,
    window: minute,
    methods: ['PATCH', 'POST'],
    paths: new RegExp(`^/services/([^/]+)(/${deployAndPower}|$)`),
    perId: true,
  },
  // A 404 counts as well.
  get: { limit: 400, window: minute, methods: ['GET'], paths: /^/ },
  // The documentation still says 30; every recorded answer says 100.
  write: { limit: 100, window: minute, methods: writes, paths: /^/ },
} as const satisfies Record<string, Row>

type RowName = keyof typeof rows
export type BucketKey = Exclude<RowName, 'service-mutation'> | `service-mutation:${string}`

const table = Object.entries(rows) as [RowName, Row][]

const rowOf = (key: BucketKey): Row => rows[key.split(':', 1)[0] as RowName]

/** The one bucket that a request counts in. */
export const bucketOf = ({ method, path }: Sendable): BucketKey => {
  for (const [name, row] of table) {
    const match = row.methods.includes(method) ? row.paths.exec(path) : null
    if (match) return (row.perId ? `${name}:${match[1]}` : name) as BucketKey
  }
  return 'write'
}

export interface Estimate {
  /** How many requests each bucket would get. */
  readonly requests: Readonly<Record<string, number>>
  /** The seconds before the last may go if every bucket is full now. */
  readonly seconds: number
}

/** How long the limits alone make these requests take. `now`: in milliseconds since the epoch. */
export const estimate = (requests: Iterable<Sendable>, now: number): Estimate => {
  const counts = new Map<BucketKey, number>()
  for (const request of requests) {
    const key = bucketOf(request)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const waits = [...counts].map(([key, count]) => {
    const { limit, window } = rowOf(key)
    const windowsAway = Math.ceil(count / limit) - 1
    return windowsAway && startOfWindow(now, window) + windowsAway * window - now
  })
  return { requests: Object.fromEntries<number>(counts), seconds: Math.max(0, ...waits) / 1000 }
}

const startOfWindow = (now: number, window: number) => Math.floor(now / window) * window

const numberIn = (headers: Headers, name: string): number | undefined => {
  const text = headers.get(name)
  return text && /^\d+$/.test(text) ? Number(text) : undefined
}

/**
 * Milliseconds until the window of an answer ends. Render sends the seconds that remain; its documentation says a UTC
 * epoch second, so both are read: no window has a billion seconds.
 */
export const untilReset = (headers: Headers, now: number): number | undefined => {
  const reset = numberIn(headers, 'ratelimit-reset')
  if (reset === undefined || reset < 1e9) return reset && reset * 1000
  const serverNow = Date.parse(headers.get('date') ?? '')
  return Math.max(0, reset * 1000 - (Number.isNaN(serverNow) ? now : serverNow))
}

// Reset comes in whole seconds and the answer took time: closer than this, the clock's own minute is more exact.
const tolerance = 1500

interface Bucket {
  readonly window: number
  limit: number
  left: number
  /** When the current window ends. */
  end: number
  pausedUntil: number
  /** Tokens taken for requests whose answer is not there yet. */
  inFlight: number
  /** Ends when the last in the queue has its token or gave up. */
  tail: Promise<unknown>
  /** Wakes the first in the queue: what it waits for has changed. */
  wake: () => void
}

/** Lets requests go as fast as the limits allow: first come, first served in each bucket, no bucket waiting for another. */
export const createLimits = (clock: Clock) => {
  const buckets = new Map<BucketKey, Bucket>()
  /** As the last answer says. */
  let unlimited = false

  const bucketAt = (key: BucketKey): Bucket => {
    const now = clock.now()
    let bucket = buckets.get(key)
    if (!bucket) {
      const { limit, window } = rowOf(key)
      const end = startOfWindow(now, window) + window
      const tail = Promise.resolve()
      bucket = { window, limit, left: limit, end, pausedUntil: 0, inFlight: 0, tail, wake: () => {} }
      buckets.set(key, bucket)
    }
    if (now >= bucket.end) {
      bucket.end += (Math.floor((now - bucket.end) / bucket.window) + 1) * bucket.window
      bucket.left = bucket.limit
    }
    return bucket
  }

  const waitFor = (key: BucketKey): number => {
    const bucket = bucketAt(key)
    const pause = bucket.pausedUntil - clock.now()
    if (pause > 0) return pause
    return unlimited || bucket.left > 0 ? 0 : bucket.end - clock.now()
  }

  const takeFirst = async (key: BucketKey, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted()
    for (let wait = waitFor(key); wait > 0; wait = waitFor(key)) {
      const changed = new AbortController()
      bucketAt(key).wake = () => changed.abort()
      const stop = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal
      await clock.sleep(wait, stop).catch(() => signal?.throwIfAborted())
    }
    const bucket = bucketAt(key)
    bucket.left -= 1
    bucket.inFlight += 1
  }

  return {
    /** Resolves when a request of this bucket may be sent; one {@link correct} must follow. Rejects with the signal's reason. */
    take(key: BucketKey, signal?: AbortSignal): Promise<void> {
      const bucket = bucketAt(key)
      const turn = bucket.tail.then(() => takeFirst(key, signal))
      bucket.tail = turn.catch(() => {})
      return orAborted(turn, signal)
    },

    /** Learns from an answer; without headers: the answer was lost. `takenAt`: when its token was taken. */
    correct(key: BucketKey, headers?: Headers, takenAt = clock.now()): void {
      const bucket = bucketAt(key)
      bucket.inFlight = Math.max(0, bucket.inFlight - 1)
      if (headers) learn(bucket, headers, takenAt, clock.now())
      unlimited = headers ? saysUnlimited(headers) : unlimited
      for (const waited of unlimited ? buckets.values() : [bucket]) waited.wake()
    },

    /** Holds a bucket back until a time: the server said so. */
    pause(key: BucketKey, until: number): void {
      const bucket = bucketAt(key)
      bucket.pausedUntil = Math.max(bucket.pausedUntil, until)
    },
  }
}

export type Limits = ReturnType<typeof createLimits>

/** The emulator says so where it is asked to have none: no table of Render's would be true of it. */
const saysUnlimited = (headers: Headers): boolean => headers.get('emulator-limits') === 'off'

const learn = (bucket: Bucket, headers: Headers, takenAt: number, now: number) => {
  const limit = numberIn(headers, 'ratelimit-limit')
  if (limit) {
    bucket.left += limit - bucket.limit
    bucket.limit = limit
  }
  const reset = untilReset(headers, now)
  if (reset !== undefined && reset <= bucket.window + tolerance) {
    const later = now + reset - bucket.end
    // Counted in a window that is over: it says nothing about this one.
    if (later < -tolerance && takenAt < bucket.end - bucket.window) return
    // The server's next window has begun before ours. What is in flight may count in either: in the new one, to be safe.
    if (later > bucket.window / 2) bucket.left = bucket.limit - bucket.inFlight
    // The second that the whole number leaves out is added.
    if (Math.abs(later) > tolerance) bucket.end = now + reset + 1000
  }
  // Never up: the server has not seen all that is in flight.
  const remaining = numberIn(headers, 'ratelimit-remaining')
  if (remaining !== undefined) bucket.left = Math.min(bucket.left, remaining)
}

/** The promise, or the signal's reason as soon as it aborts. */
const orAborted = (promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> => {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
