/** Render's rate limits: plans count with them, and the client waits by them. */
export { moment, type Room, type Wait } from './bucket.ts'
export { type BucketKey, bucketOf, type Sendable } from './buckets.ts'
export { type Estimate, estimate, pacer } from './estimate.ts'
export { untilReset } from './headers.ts'
export { createLimits, type Limits } from './limits.ts'
