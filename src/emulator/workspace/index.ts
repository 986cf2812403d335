/**
 * What stands around the resources: projects, environments and groups, credentials, Blueprints, and where news of
 * the resources go.
 */

export { blueprintSyncOperations } from './blueprint-syncs.ts'
export { blueprintOperations } from './blueprints.ts'
export { dedicatedIpOperations } from './dedicated-ips.ts'
export { envGroupOperations } from './env-groups.ts'
export { environmentOperations } from './environments.ts'
export { logStreamOperations } from './log-streams.ts'
export { metricsOperations } from './metrics.ts'
export { metricsStreamOperations } from './metrics-stream.ts'
export { notificationOperations } from './notifications.ts'
export { projectOperations } from './projects.ts'
export { registryCredentialOperations } from './registry-credentials.ts'
export { webhookOperations } from './webhooks.ts'
