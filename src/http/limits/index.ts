/** Render's rate limits: plans count with them, and the client waits by them. */
export { moment, type Room, type Wait } from './bucket.ts'
export {
  type BucketKey,
  bucketOf,
  latencyOf,
  limitInWords,
  rowOf,
  type Sendable,
  startOfWindow,
} from './buckets.ts'
export { type Forecast, turnOf } from './choose.ts'
export { budgetInWords, type Estimate, estimate } from './estimate.ts'
export { untilReset } from './headers.ts'
export { createLimits, type Fill, type Limits, type Turn } from './limits.ts'
export { createLine, type Line } from './line.ts'
