/** Workflows. They have no part in the lists of services; their variables, files and links to groups are as those of a service. */

export { workflowOperations } from './workflows.ts'
export { deleteWorkflow } from './write.ts'
