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

// Reset comes in whole seconds and the answer took time: closer than this, the clock's own minute is more exact.
const tolerance = 1500

/** The emulator says so where it is asked to have none: no table of Render's would be true of it. */
export const saysUnlimited = (headers: Headers): boolean => headers.get('emulator-limits') === 'off'

export const learn = (bucket: Bucket, headers: Headers, takenAt: number, now: number) => {
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
