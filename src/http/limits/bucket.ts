/** A bucket of a limit as it is now, and who stands in line for its tokens. */
import type { Clock } from '../../clock.ts'
import { type BucketKey, limitInWords, type Row, rowOf, startOfWindow } from './buckets.ts'
import { createLine, type Line } from './line.ts'

/** Why a request has not gone out yet. */
export interface Wait {
  /** Render's rate limit that it waits for: `20 new services and databases an hour`. Absent: the API is unavailable. */
  readonly limit?: string
  /** When it is its turn, as far as is known by now, in milliseconds since the epoch. */
  readonly until: number
}

/** Somebody who stands in line. */
export interface Place {
  readonly rank: number
  /** How many tokens may be taken at once whose requests are not answered. */
  readonly most: number
  readonly onWait: ((wait: Wait) => void) | undefined
  readonly go: () => void
  /** The time that was told last. */
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
  /** Tokens taken in the current window. */
  taken: number
  /** What the last answer of the current window says that remains. */
  remaining: number
  /** The part of the limit that is ours, from 0 to 1: less where others are seen to use the key. */
  share: number
  /** Whether others were seen in the current window. */
  othersSeen: boolean
  /** All that have no token yet. */
  readonly line: Line<Place>
  /** Ends the sleep until the first in line may go. */
  wake: () => void
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
  const free = unlimited ? limit : Math.max(0, left - line.size())
  return { limit, left: pausedUntil > now ? 0 : free, ends: Math.max(end, pausedUntil), window }
}

/** The buckets that were used so far; one that is new is full. */
export const createBuckets = (clock: Clock) => {
  const buckets = new Map<BucketKey, Bucket>()
  /** By kind of limit, what answers have told: what one service may, others may as well. */
  const told = new Map<Row, number>()
  /** The part of the limits that was ours where others were seen last, or not seen any more. */
  let share = 1
  const at = (key: BucketKey): Bucket => {
    const now = clock.now()
    let bucket = buckets.get(key)
    if (!bucket) {
      bucket = fullBucket(key, now, share, told.get(rowOf(key)))
      buckets.set(key, bucket)
    }
    if (now >= bucket.end) roll(bucket, now)
    return bucket
  }
  return {
    at,
    all: (): Iterable<BucketKey> => buckets.keys(),
    /** Notes what the answers to a bucket have told that other ones begin with: its limit, and whether others use the key. */
    learned: (key: BucketKey, limit: number | undefined) => {
      if (limit !== undefined) told.set(rowOf(key), limit)
      share = at(key).share
    },
  }
}

export type Buckets = ReturnType<typeof createBuckets>

const fullBucket = (key: BucketKey, now: number, share: number, told: number | undefined): Bucket => {
  const { limit, window } = rowOf(key)
  return {
    window,
    limit: told ?? limit,
    left: told ?? limit,
    end: startOfWindow(now, window) + window,
    pausedUntil: 0,
    pausedByLimit: true,
    inFlight: 0,
    taken: 0,
    remaining: told ?? limit,
    share,
    othersSeen: share < 1,
    line: createLine(),
    wake: () => {},
  }
}

/** So many of ours were answered in a window, between which nobody else's came: others are gone. Fewer tell nothing. */
const enough = 10

/** Begins the next window. What is in flight may count in it, until its answer tells. */
const roll = (bucket: Bucket, now: number): void => {
  bucket.end += (Math.floor((now - bucket.end) / bucket.window) + 1) * bucket.window
  if (!bucket.othersSeen && bucket.taken - bucket.inFlight >= enough) bucket.share = 1
  bucket.othersSeen = false
  bucket.left = bucket.limit - bucket.inFlight
  bucket.taken = bucket.inFlight
  bucket.remaining = bucket.limit
}

/** Ends a request. `uncounted`: it counted for nothing, or in a window that is over: its token is free again. */
export const land = (bucket: Bucket, uncounted: boolean): void => {
  bucket.inFlight = Math.max(0, bucket.inFlight - 1)
  if (!uncounted) return
  bucket.left = Math.min(bucket.limit - bucket.inFlight, bucket.left + 1)
  bucket.taken = Math.max(0, bucket.taken - 1)
}

/** Shorter waits are not worth telling, nor are smaller changes of what was told. */
export const moment = 1_500

/** Tells who stands in line until when that will be. `ahead`: how many go before it; -1: no limit counts. */
export const tell = (key: BucketKey, bucket: Bucket, place: Place, ahead: number, now: number): void => {
  const { limit, left, end, window, pausedUntil, pausedByLimit } = bucket
  const turns = Math.floor((ahead - Math.max(0, left)) / limit)
  const isFull = turns >= 0 && end + turns * window >= pausedUntil
  const until = isFull ? end + turns * window : pausedUntil
  if (until - now <= moment || Math.abs(until - place.told) <= moment) return
  place.told = until
  place.onWait?.({ ...((isFull || pausedByLimit) && { limit: limitInWords(key, limit) }), until })
}
