/**
 * The way of a request through the API: its key, its limit, its operation, its answer, and the log. It is told which
 * operations there are, and what stands beside the API.
 */

export { apiOf, createApp } from './app.ts'
export { KeptAnswers } from './kept-answers.ts'
export type { KeyArea, KeyLevel, ScopedKey } from './keys.ts'
export { keysOf, parseKey, textOf } from './keys.ts'
export type { BucketFill, Limiter, LimitsMode } from './limits.ts'
export { limiterOf } from './limits.ts'
export type { LoggedRequest } from './request-log.ts'
export { RequestLog } from './request-log.ts'
