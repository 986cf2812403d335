/** Which request of a bucket goes next, and when. Pure: the client goes by it, and so do estimates, on a clock of their own. */
import type { BucketKey } from './buckets.ts'

/**
 * How many requests of a bucket outrank a rank, have not come yet, and are expected before a time, in milliseconds since the epoch.
 * More than `most` need not be counted.
 */
export type Forecast = (key: BucketKey, rank: number, before: number, most: number) => number

/** Nothing is expected. */
export const nothingExpected: Forecast = () => 0

/** The window that a bucket is in; `end` in milliseconds since the epoch. */
export interface Window {
  readonly left: number
  readonly end: number
  /** Its length, in milliseconds. */
  readonly window: number
}

/** Long enough for what was kept to arrive in its window still, and for clocks that differ. */
const releasedBefore = (window: number): number => Math.min(window / 20, 15_000)

/**
 * When the first in line may go, as far as is known now: with a token that is kept for none that outranks it. What is kept, and
 * was expected in vain, is free shortly before the window ends, so that no token is lost.
 */
export const turnOf = (
  key: BucketKey,
  { left, end, window }: Window,
  rank: number,
  now: number,
  forecast: Forecast,
): number => {
  if (left <= 0) return end
  const release = end - releasedBefore(window)
  if (now >= release) return now
  return forecast(key, rank, end, left) >= left ? release : now
}
