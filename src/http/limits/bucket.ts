/** A bucket of a limit as it is now, and who stands in line for its tokens. */
import type { Clock } from '../../clock.ts'
import { type BucketKey, hour, rowOf, startOfWindow } from './buckets.ts'

/** Why a request has not gone out yet. */
export interface Wait {
  /** Render's rate limit that it waits for: `20 new services and databases an hour`. Absent: the API is unavailable. */
  readonly limit?: string
  /** When it is its turn, as far as is known by now, in milliseconds since the epoch. */
  readonly until: number
}

/** Where somebody stands in line, and the time that was told last. */
export interface Place {
  readonly onWait: ((wait: Wait) => void) | undefined
  told: number
}

export interface Bucket {
  readonly window: number
  limit: number
  left: number
  /** When the current window ends. */
  end: number
  pausedUntil: number
  /** Whether the pause is for the limit; the API may as well be unavailable. */
  pausedByLimit: boolean
  /** Tokens taken for requests whose answer is not there yet. */
  inFlight: number
  /** Ends when the last in the queue has its token or gave up. */
  tail: Promise<unknown>
  /** Wakes the first in the queue: what it waits for has changed. */
  wake: () => void
  /** All that have no token yet, in the order in which they came. */
  readonly line: Set<Place>
}

/** How full a bucket is. Times are in milliseconds. */
export interface Room {
  /** Of one window. */
  readonly limit: number
  /** What nobody has taken, or stands in line for. */
  readonly left: number
  /** When it is renewed, since the epoch. */
  readonly ends: number
  readonly window: number
}

export const roomOf = (bucket: Bucket, unlimited: boolean, now: number): Room => {
  const { limit, left, end, window, line, pausedUntil } = bucket
  const free = unlimited ? limit : Math.max(0, left - line.size)
  return { limit, left: pausedUntil > now ? 0 : free, ends: Math.max(end, pausedUntil), window }
}

/** How long until it lets somebody through, as far as is known. */
export const waitOf = ({ pausedUntil, left, end }: Bucket, unlimited: boolean, now: number): number => {
  const pause = pausedUntil - now
  if (pause > 0) return pause
  return unlimited || left > 0 ? 0 : end - now
}

/** The buckets that were used so far; one that is new is full. */
export const createBuckets = (clock: Clock) => {
  const buckets = new Map<BucketKey, Bucket>()
  const at = (key: BucketKey): Bucket => {
    const now = clock.now()
    let bucket = buckets.get(key)
    if (!bucket) {
      bucket = fullBucket(key, now)
      buckets.set(key, bucket)
    }
    if (now >= bucket.end) {
      bucket.end += (Math.floor((now - bucket.end) / bucket.window) + 1) * bucket.window
      bucket.left = bucket.limit
    }
    return bucket
  }
  return { at, all: () => buckets.values() }
}

const fullBucket = (key: BucketKey, now: number): Bucket => {
  const { limit, window } = rowOf(key)
  return {
    window,
    limit,
    left: limit,
    end: startOfWindow(now, window) + window,
    pausedUntil: 0,
    pausedByLimit: true,
    inFlight: 0,
    tail: Promise.resolve(),
    wake: () => {},
    line: new Set(),
  }
}

/** Ends a request; the token of one that did not count is free again, unless its window is over. */
export const land = (bucket: Bucket, takenAt: number, uncounted: boolean): void => {
  bucket.inFlight = Math.max(0, bucket.inFlight - 1)
  const isFree = uncounted && takenAt >= bucket.end - bucket.window
  if (isFree) bucket.left = Math.min(bucket.limit, bucket.left + 1)
}

/** Shorter waits are not worth telling, nor are smaller changes of what was told. */
export const moment = 1_500

const limitInWords = (key: BucketKey, limit: number): string => {
  const { words, window } = rowOf(key)
  return `${limit} ${words} ${window === hour ? 'an hour' : 'a minute'}`
}

/** Tells who stands in line until when that will be. `ahead`: how many stand before it; -1: no limit counts. */
export const tell = (key: BucketKey, bucket: Bucket, place: Place, ahead: number, now: number): void => {
  const { limit, left, end, window, pausedUntil, pausedByLimit } = bucket
  const turns = Math.floor((ahead - Math.max(0, left)) / limit)
  const isFull = turns >= 0 && end + turns * window >= pausedUntil
  const until = isFull ? end + turns * window : pausedUntil
  if (until - now <= moment || Math.abs(until - place.told) <= moment) return
  place.told = until
  place.onWait?.({ ...((isFull || pausedByLimit) && { limit: limitInWords(key, limit) }), until })
}
