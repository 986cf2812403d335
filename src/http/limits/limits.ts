/** A scheduler that lets a request go when its bucket has a token. It has no timers of its own: it asks a {@link Clock}. */
import type { Clock } from '../../clock.ts'
import { createBuckets, land, type Place, type Room, roomOf, tell, type Wait, waitOf } from './bucket.ts'
import type { BucketKey } from './buckets.ts'
import { learn, saysUnlimited } from './headers.ts'

/** Lets requests go as fast as the limits allow: first come, first served in each bucket, no bucket waiting for another. */
export const createLimits = (clock: Clock) => {
  const buckets = createBuckets(clock)
  /** As the last answer says. */
  let unlimited = false

  const waitFor = (key: BucketKey): number => waitOf(buckets.at(key), unlimited, clock.now())

  const tellOne = (key: BucketKey, place: Place, ahead: number) =>
    tell(key, buckets.at(key), place, unlimited ? -1 : ahead, clock.now())

  const tellAll = (key: BucketKey) => {
    let ahead = 0
    for (const place of buckets.at(key).line) tellOne(key, place, ahead++)
  }

  const takeFirst = async (key: BucketKey, signal: AbortSignal | undefined, leave: () => void) => {
    signal?.throwIfAborted()
    for (let wait = waitFor(key); wait > 0; wait = waitFor(key)) {
      const changed = new AbortController()
      buckets.at(key).wake = () => changed.abort()
      const stop = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal
      await clock.sleep(wait, stop).catch(() => signal?.throwIfAborted())
    }
    const bucket = buckets.at(key)
    leave()
    bucket.left -= 1
    bucket.inFlight += 1
  }

  return {
    /** What a bucket still lets through in its window. */
    room: (key: BucketKey): Room => roomOf(buckets.at(key), unlimited, clock.now()),

    /** Stands in line for a token that will be taken. Returns how to leave it. */
    line(key: BucketKey, onWait?: (wait: Wait) => void): () => void {
      const { line } = buckets.at(key)
      const place = { onWait, told: 0 }
      tellOne(key, place, line.size)
      line.add(place)
      return () => void line.delete(place)
    },

    /** Resolves when a request of this bucket may be sent; one {@link correct} must follow. Rejects with the signal's reason. */
    take(key: BucketKey, signal?: AbortSignal, leave = () => {}): Promise<void> {
      const bucket = buckets.at(key)
      const turn = bucket.tail.then(() => takeFirst(key, signal, leave))
      bucket.tail = turn.catch(() => {})
      return orAborted(turn, signal)
    },

    /** Learns from an answer; without headers: it was lost. `takenAt`: when its token was taken. `uncounted`: for nothing. */
    correct(key: BucketKey, headers?: Headers, takenAt = clock.now(), uncounted = false): void {
      const bucket = buckets.at(key)
      land(bucket, takenAt, uncounted)
      if (headers) learn(bucket, headers, takenAt, clock.now())
      unlimited = headers ? saysUnlimited(headers) : unlimited
      for (const waited of unlimited ? buckets.all() : [bucket]) waited.wake()
      tellAll(key)
    },

    /** Holds a bucket back until a time: the server said so. `isLimit`: because it is spent. */
    pause(key: BucketKey, until: number, isLimit = true): void {
      const bucket = buckets.at(key)
      if (until <= bucket.pausedUntil) return
      bucket.pausedUntil = until
      bucket.pausedByLimit = isLimit
    },
  }
}

export type Limits = ReturnType<typeof createLimits>

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
