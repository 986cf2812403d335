/** A scheduler that lets a request go when its bucket has a token. It has no timers of its own: it asks a {@link Clock}. */
import type { Clock } from '../../clock.ts'
import { createBuckets, land, type Place, type Room, roomOf, type Wait } from './bucket.ts'
import type { BucketKey } from './buckets.ts'
import type { Forecast, Window } from './choose.ts'
import { learn, saysUnlimited } from './headers.ts'
import { createTurns } from './turns.ts'

/** How a request stands in line. */
export interface Turn {
  /** Those of higher rank go first; 0: what nothing waits for. */
  readonly rank?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Told until when it waits, where that is long, and again when it changes. */
  readonly onWait?: ((wait: Wait) => void) | undefined
  /** How many of this bucket may be on the wire at once. */
  readonly most?: number
}

/** How full each bucket is that was used so far; one that was not is as the table says. */
export type Fill = ReadonlyMap<BucketKey, Window & { readonly limit: number }>

/**
 * Lets requests go as fast as the limits allow, no bucket waiting for another: in each, those of the highest rank first, and first
 * come, first served among equals.
 */
export const createLimits = (clock: Clock) => {
  const buckets = createBuckets(clock)
  const turns = createTurns(buckets, clock)
  return {
    /** What a bucket still lets through in its window. */
    room: (key: BucketKey): Room => roomOf(buckets.at(key), turns.unlimited, clock.now()),

    /** Resolves when a request of this bucket may be sent; one {@link correct} must follow. Rejects with the signal's reason. */
    take(key: BucketKey, { rank = 0, signal, onWait, most = Number.POSITIVE_INFINITY }: Turn = {}) {
      return new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const bucket = buckets.at(key)
        const leave = () => {
          if (!bucket.line.remove(place)) return
          reject(signal?.reason)
          turns.pump(key)
        }
        const go = () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        const place: Place = { rank, most, onWait, go, told: 0 }
        signal?.addEventListener('abort', leave, { once: true })
        const ahead = bucket.line.add(place)
        turns.tell(key, place, ahead)
        turns.pump(key)
      })
    },

    /** Learns from an answer; without headers: it was lost. `takenAt`: when its token was taken. `uncounted`: for nothing. */
    correct(key: BucketKey, headers?: Headers, takenAt = clock.now(), uncounted = false): void {
      const bucket = buckets.at(key)
      const learned = headers ? learn(bucket, headers, takenAt, clock.now()) : {}
      land(bucket, uncounted || learned.isFormer === true)
      buckets.learned(key, learned.limit)
      turns.unlimited = headers ? saysUnlimited(headers) : turns.unlimited
      if (turns.unlimited) turns.pumpAll()
      else turns.pump(key)
      turns.tellAll(key)
    },

    /** Holds a bucket back until a time: the server said so. `isLimit`: because it is spent. */
    pause(key: BucketKey, until: number, isLimit = true): void {
      const bucket = buckets.at(key)
      if (until <= bucket.pausedUntil) return
      bucket.pausedUntil = until
      bucket.pausedByLimit = isLimit
    },

    /** Keeps tokens for what is expected and outranks who is there. Whoever expects says so with {@link recheck} when that changes. */
    expect(expected: Forecast): void {
      turns.forecast = expected
    },

    /** Looks again who may go. */
    recheck: turns.pumpAll,

    fill: (): Fill =>
      new Map(
        Array.from(buckets.all(), (key) => {
          const { limit, left, end, window } = buckets.at(key)
          const without = { limit: Number.POSITIVE_INFINITY, left: Number.POSITIVE_INFINITY }
          return [key, { limit, left, end, window, ...(turns.unlimited && without) }]
        }),
      ),
  }
}

export type Limits = ReturnType<typeof createLimits>
