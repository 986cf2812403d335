/** Lets go who stands in line, one bucket by one, and sleeps until the next may. */
import type { Clock } from '../../clock.ts'
import { type Bucket, type Buckets, type Place, tell } from './bucket.ts'
import type { BucketKey } from './buckets.ts'
import { type Forecast, nothingExpected, turnOf } from './choose.ts'

export interface Turns {
  /** Lets go who may. */
  readonly pump: (key: BucketKey) => void
  readonly pumpAll: () => void
  /** Tells one that stands in line behind so many until when that will be. */
  readonly tell: (key: BucketKey, place: Place, ahead: number) => void
  /** Tells all that stand in line of a bucket until when that will be, as though what is kept for others were taken. */
  readonly tellAll: (key: BucketKey) => void
  /** Whether no limit counts, as the last answer says. */
  unlimited: boolean
  /** What is expected besides those that stand in line. */
  forecast: Forecast
}

export const createTurns = (buckets: Buckets, clock: Clock): Turns => {
  /** Milliseconds until the first in line may go; Infinity: not before an answer comes. */
  const waitFor = (key: BucketKey, bucket: Bucket, { rank, most }: Place): number => {
    const now = clock.now()
    if (bucket.pausedUntil > now) return bucket.pausedUntil - now
    if (bucket.inFlight >= most) return Number.POSITIVE_INFINITY
    if (turns.unlimited) return 0
    const turn = turnOf(key, bucket, rank, now, turns.forecast)
    return turn <= now && isBeyondShare(bucket) ? Number.POSITIVE_INFINITY : turn - now
  }

  /** How many are kept for others than those who stand in line. */
  const kept = (key: BucketKey, bucket: Bucket): number => {
    const first = bucket.line.first()
    if (!first || bucket.left <= 0) return 0
    return turnOf(key, bucket, first.rank, clock.now(), turns.forecast) > clock.now() ? bucket.left : 0
  }

  const pumpAfter = (key: BucketKey, bucket: Bucket, wait: number): void => {
    if (wait === Number.POSITIVE_INFINITY) return
    const changed = new AbortController()
    bucket.wake = () => changed.abort()
    clock.sleep(wait, changed.signal).then(
      () => {
        turns.pump(key)
        turns.tellAll(key)
      },
      () => {},
    )
  }

  const turns: Turns = {
    unlimited: false,
    forecast: nothingExpected,
    pump: (key) => {
      const bucket = buckets.at(key)
      bucket.wake()
      for (let place = bucket.line.first(); place; place = bucket.line.first()) {
        const wait = waitFor(key, bucket, place)
        if (wait > 0) {
          pumpAfter(key, bucket, wait)
          return
        }
        bucket.line.shift()
        bucket.left -= 1
        bucket.taken += 1
        bucket.inFlight += 1
        place.go()
      }
    },
    pumpAll: () => {
      for (const key of buckets.all()) if (buckets.at(key).line.first()) turns.pump(key)
    },
    tell: (key, place, ahead) => {
      const bucket = buckets.at(key)
      tell(key, bucket, place, turns.unlimited ? -1 : ahead + kept(key, bucket), clock.now())
    },
    tellAll: (key) => {
      const bucket = buckets.at(key)
      let ahead = kept(key, bucket)
      for (const place of bucket.line) tell(key, bucket, place, turns.unlimited ? -1 : ahead++, clock.now())
    },
  }
  return turns
}

/** Where others use the key, no more are on the wire than will be let through if they go on taking their part. */
const isBeyondShare = ({ inFlight, remaining, share }: Bucket): boolean =>
  share < 1 && inFlight > 0 && inFlight + 1 > share * remaining
