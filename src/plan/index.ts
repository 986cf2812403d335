export { keyOf, merged } from './budget.ts'
export { compare } from './compare.ts'
export {
  type Aside,
  asideOf,
  type Confirmations,
  takenOver,
  type Unmanaged,
  undeclaredWithin,
  unmanaged,
  usesAmong,
  withoutScope,
} from './deleting/index.ts'
export { asItWas, type DeployWishes, type Undo, undoOf } from './deploys/index.ts'
export {
  type Digests,
  deeds,
  digestOf,
  fingerprintOf,
  hiddenUnits,
  type Rests,
  saysOf,
} from './digests/index.ts'

export { courseOf, endOf, type Step, takes } from './estimate/index.ts'
export { isReady, itemRequests } from './item-requests.ts'
export { type Narrowed, narrow, type Selection } from './narrow.ts'
export { childrenByHolder, isRefused, type Plan, type PlanOptions, plan, totals } from './plan.ts'
export { creationOf, type Made, needNewDeploy, updateOf } from './requests.ts'
export { allowMissing, declaredSecrets, rotate, secretNames, settle } from './secrets/index.ts'
export type { Need } from './until.ts'
export { needsAmong, waitsAmong } from './waits.ts'
