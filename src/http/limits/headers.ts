/** What answers say about the limits. */
import type { Bucket } from './bucket.ts'

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

// Reset comes in whole seconds and clocks differ: closer than this, the clock's own minute is more exact.
const tolerance = 1500

/** The emulator says so where it is asked to have none: no table of Render's would be true of it. */
export const saysUnlimited = (headers: Headers): boolean => headers.get('emulator-limits') === 'off'

interface Learned {
  /** Whether the answer was counted in a window that is over: it says nothing about this one. */
  readonly isFormer?: boolean
  readonly limit?: number
}

/** Corrects a bucket by an answer. `takenAt`: when its token was taken; it was counted some time between that and `now`. */
export const learn = (bucket: Bucket, headers: Headers, takenAt: number, now: number): Learned => {
  const limit = numberIn(headers, 'ratelimit-limit')
  if (limit) {
    bucket.left += limit - bucket.limit
    bucket.remaining += limit - bucket.limit
    bucket.limit = limit
  }
  const learned = limit ? { limit } : {}
  const reset = untilReset(headers, now)
  if (reset !== undefined && reset <= bucket.window + tolerance) {
    // The window of the answer ends between these two: the second that the whole number leaves out is added.
    const [earliest, latest] = [takenAt + reset, now + reset + 1000]
    const isFormer = takenAt < bucket.end - bucket.window && latest < bucket.end - bucket.window / 2
    if (isFormer) return { ...learned, isFormer }
    // The server's next window has begun before ours. What is in flight may count in either: in the new one, to be safe.
    if (earliest > bucket.end + bucket.window / 2) begin(bucket)
    if (earliest > bucket.end + tolerance || latest < bucket.end - tolerance) bucket.end = latest
  }
  const remaining = numberIn(headers, 'ratelimit-remaining')
  if (remaining !== undefined) correctLeft(bucket, remaining)
  return learned
}

const begin = (bucket: Bucket): void => {
  bucket.left = bucket.limit - bucket.inFlight
  bucket.taken = bucket.inFlight
  bucket.remaining = bucket.limit
}

/** Never up: the server has not seen all that is in flight. What has gone and was not ours, others took. */
const correctLeft = (bucket: Bucket, remaining: number): void => {
  bucket.left = Math.min(bucket.left, remaining)
  bucket.remaining = Math.min(bucket.remaining, remaining)
  const others = bucket.limit - remaining - bucket.taken
  if (others <= 0) return
  bucket.othersSeen = true
  // Not all that is in flight has been counted: of several answers the least is nearest to the truth.
  bucket.share = Math.min(bucket.share, bucket.taken / (bucket.taken + others))
}
