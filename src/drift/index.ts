/** Whether a workspace still has what a file declares. */
export type { Accepted } from './accepted.ts'
export { type Acceptance, type Baseline, readBaseline } from './baseline.ts'
export type { Difference } from './differences.ts'
export { type Compared, type Drift, type DriftOptions, driftOf } from './drift.ts'
export { type Origin, type Origins, originKey, originsOf } from './origins.ts'
