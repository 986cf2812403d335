import type { Method } from '../operation/index.ts'
import { ApiError } from '../request/index.ts'

/** 'recorded' as the recordings show them, 'documented' as Render's page says, 'off' none at all. */
export type LimitsMode = 'recorded' | 'documented' | 'off'

interface Bucket {
  /** Requests with equal names share one count. */
  name: string
  limit: number
  window: 'minute' | 'hour'
}

const creating = new Set(['/services', '/postgres', '/key-value', '/redis'])
/** The last three are on the documentation's list only (API facts §4, service-mutation). */
const mutating = /^(?:PATCH \/services\/([^/]+)|POST \/services\/([^/]+)\/(?:deploys|scale|suspend|resume))$/
const domains = /^POST \/services\/[^/]+\/custom-domains$/
const jobs = /^POST \/services\/[^/]+\/jobs$/
/** By the API's page of rate limits, as users of it quote it. */
const log = /^\/logs(?:\/(?:values|subscribe))?$/
const ownerLogStream = /^\/logs\/streams\/owner\/[^/]+$/

const mutationBucket = (serviceId: string): Bucket => ({
  // All cron jobs share one count, every other service has its own (API facts §4).
  name: serviceId.startsWith('crn-') ? 'mutations of cron jobs' : `mutations of ${serviceId}`,
  limit: 10,
  window: 'minute',
})

/** The one bucket a request counts in; `path` is the one below /v1. */
export const bucketOf = (method: Method | string, path: string, mode: 'recorded' | 'documented'): Bucket => {
  const request = `${method} ${path}`
  if (ownerLogStream.test(path)) return { name: 'owner log stream', limit: 30, window: 'minute' }
  if (log.test(path)) return { name: 'logs', limit: 30, window: 'minute' }
  if (method === 'GET') return { name: 'reads', limit: 400, window: 'minute' }
  if (method === 'POST' && creating.has(path)) return { name: 'creates', limit: 20, window: 'hour' }
  if (domains.test(request)) return { name: 'domains', limit: 50, window: 'hour' }
  if (jobs.test(request)) return { name: 'jobs', limit: 2000, window: 'hour' }
  const mutation = mutating.exec(request)
  if (mutation) return mutationBucket(mutation[1] ?? mutation[2] ?? '')
  return { name: 'writes', limit: mode === 'recorded' ? 100 : 30, window: 'minute' }
}

const lengthOf = { minute: 60_000, hour: 3_600_000 }

export interface BucketFill {
  name: string
  used: number
  limit: number
  /** Milliseconds since the epoch. */
  endsAt: number
}

export interface Limiter {
  readonly mode: LimitsMode
  /** The buckets that something was taken from in their current window. */
  fills(): readonly BucketFill[]
  /** Counts a request and returns the headers its answer carries; throws 429 when its bucket is empty. */
  take(method: string, path: string): Record<string, string>
  reset(): void
}

/** Windows are fixed and begin on the full minute or hour of the clock, whatever the clock rate (API facts §4). */
export const limiterOf = (mode: LimitsMode, now: () => number): Limiter => {
  const counts = new Map<string, BucketFill>()
  const windowOf = (bucket: Bucket) => {
    const length = lengthOf[bucket.window]
    const known = counts.get(bucket.name)
    if (known && known.endsAt > now()) return known
    const endsAt = (Math.floor(now() / length) + 1) * length
    const fresh = { name: bucket.name, used: 0, limit: bucket.limit, endsAt }
    counts.set(bucket.name, fresh)
    return fresh
  }
  return {
    mode,
    fills: () => [...counts.values()].filter(({ endsAt }) => endsAt > now()),
    reset: () => counts.clear(),
    take: (method, path) => {
      // So that no client paces itself by a table of its own.
      if (mode === 'off') return { 'emulator-limits': 'off' }
      const bucket = bucketOf(method, path, mode)
      const window = windowOf(bucket)
      const left = window.endsAt - now()
      const headers = (remaining: number) => ({
        'ratelimit-limit': String(bucket.limit),
        'ratelimit-remaining': String(remaining),
        // Seconds remaining, not an epoch as Render's page says (API facts §4).
        'ratelimit-reset': String(Math.floor(left / 1000)),
      })
      if (window.used >= bucket.limit)
        throw new ApiError(429, 'rate limit exceeded', {
          ...headers(0),
          'retry-after': String(Math.max(1, Math.ceil(left / 1000))),
        })
      window.used++
      return headers(bucket.limit - window.used)
    },
  }
}
