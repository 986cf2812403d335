/** How long the limits make requests take. Pure. */
import { type BucketKey, bucketOf, limitInWords, rowOf, type Sendable, startOfWindow } from './buckets.ts'
import type { Fill } from './limits.ts'

export interface Estimate {
  /** How many requests each bucket would get. */
  readonly requests: Readonly<Record<string, number>>
  /** The seconds before the last may go. */
  readonly seconds: number
}

/** How long the limits alone make these requests take. `now`: in milliseconds since the epoch. `fill`: what of them is spent by then. */
export const estimate = (requests: Iterable<Sendable>, now: number, fill: Fill = new Map()): Estimate => {
  const counts = new Map<BucketKey, number>()
  for (const request of requests) {
    const key = bucketOf(request)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const last = [...counts].reduce((time, [key, count]) => Math.max(time, lastOf(key, count, now, fill)), now)
  return { requests: Object.fromEntries<number>(counts), seconds: (last - now) / 1000 }
}

/** When the last of so many may go. */
const lastOf = (key: BucketKey, count: number, now: number, fill: Fill): number => {
  const { limit, window } = rowOf(key)
  const {
    left,
    end,
    limit: told,
  } = fill.get(key) ?? {
    limit,
    left: limit,
    end: startOfWindow(now, window) + window,
  }
  if (count <= left) return now
  return end + (Math.ceil((count - Math.max(0, left)) / told) - 1) * window
}

/** What each bucket gets of what it lets through, in words: `45 of 20 new services and databases an hour`; of many of one kind, the most. */
export const budgetInWords = (requests: Readonly<Record<string, number>>): readonly string[] => {
  const counts = new Map<string, number>()
  for (const [key, count] of Object.entries(requests)) {
    const words = limitInWords(key as BucketKey)
    counts.set(words, Math.max(count, counts.get(words) ?? 0))
  }
  return Array.from(counts, ([words, count]) => `${count} of ${words}`)
}
