/**
 * What happens to a service while time passes: deploys, jobs, runs, events, and the log that is made of them. Not what a
 * service is.
 */

export { beginDeploy, cancelDeploy } from './begin.ts'
export { cronRunOperations } from './cron-runs.ts'
export { deployOperations } from './deploys.ts'
export { eventOperations, recordEvent } from './events.ts'
export { jobOperations } from './jobs.ts'
export { logTailOperations } from './log-tail.ts'
export { logOperations } from './logs.ts'
export { runningDeploy } from './progress.ts'
export { pushed } from './push.ts'
export { settleDeploys } from './settle.ts'
