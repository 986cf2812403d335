/** How long the limits make requests take. Pure. */
import { type BucketKey, bucketOf, rowOf, type Sendable, startOfWindow } from './buckets.ts'

export interface Estimate {
  /** How many requests each bucket would get. */
  readonly requests: Readonly<Record<string, number>>
  /** The seconds before the last may go if every bucket is full now. */
  readonly seconds: number
}

/** How long the limits alone make these requests take. `now`: in milliseconds since the epoch. */
export const estimate = (requests: Iterable<Sendable>, now: number): Estimate => {
  const counts = new Map<BucketKey, number>()
  const pace = pacer()
  let last = now
  for (const request of requests) {
    const key = bucketOf(request)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    last = Math.max(last, pace(key, now))
  }
  return { requests: Object.fromEntries<number>(counts), seconds: (last - now) / 1000 }
}

/** Tells for one request after another when it may go that is ready at a time; all buckets begin full. */
export const pacer = (): ((key: BucketKey, at: number) => number) => {
  const counts = new Map<BucketKey, Map<number, number>>()
  return (key, at) => {
    const { limit, window } = rowOf(key)
    const windows = counts.get(key) ?? new Map<number, number>()
    counts.set(key, windows)
    let start = startOfWindow(at, window)
    while ((windows.get(start) ?? 0) >= limit) start += window
    windows.set(start, (windows.get(start) ?? 0) + 1)
    return Math.max(at, start)
  }
}
