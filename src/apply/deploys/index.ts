export { failureOf, heldProblem } from './failure.ts'
export type { Watch } from './poll.ts'
export { watchReady } from './ready.ts'
export { newestDeploy, queuedDeploy, watchDeploy } from './watch.ts'
