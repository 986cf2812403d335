/**
 * Workflows, their versions, the tasks of these and the runs of those. They have no part in the lists of services; their
 * variables, files and links to groups are as those of a service.
 */

export { runEventOperations } from './run-events.ts'
export { runMetricsOperations } from './run-metrics.ts'
export { runOperations } from './runs.ts'
export { taskOperations } from './tasks.ts'
export { versionOperations } from './versions.ts'
export { workflowOperations } from './workflows.ts'
export { deleteWorkflow } from './write.ts'
