/** What is done between two applies: deploys, rollbacks, jobs, logs. All of it by operations, and each followed to its end. */
export {
  type Deploy,
  type DeployWish,
  findDeploy,
  followDeploy,
  madeOf as codeInWords,
  type Service,
  startDeploy,
  stateOf as deployStateOf,
  unfinished,
} from './deploying.ts'
export { followJob, isEnded, type Job, startJob } from './jobs.ts'
export { followLogs, type LogLine, type LogWish, labelOf, readLogs } from './logs.ts'
export type { Place } from './place.ts'
export { type Power, switchPower } from './powering.ts'
export { type Rollback, type RollbackWish, rollBack } from './rollback.ts'
