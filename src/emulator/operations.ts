import { keyValueOperations } from './datastores/key-value.ts'
import { postgresOperations } from './datastores/postgres.ts'
import { postgresBackupOperations } from './datastores/postgres-backups.ts'
import { eventOperations } from './deploys/events.ts'
import { jobOperations } from './deploys/jobs.ts'
import { logTailOperations } from './deploys/log-tail.ts'
import { logOperations } from './deploys/logs.ts'
import { deployOperations } from './deploys/routes.ts'
import type { Operation } from './request/operation.ts'
import { serviceActionOperations } from './services/actions.ts'
import { domainOperations } from './services/custom-domains.ts'
import { diskOperations } from './services/disks.ts'
import { envVarOperations } from './services/env-vars.ts'
import { headerOperations } from './services/headers.ts'
import { routeOperations } from './services/routes.ts'
import { scalingOperations } from './services/scaling.ts'
import { secretFileOperations } from './services/secret-files.ts'
import { serviceOperations } from './services/services.ts'
import { blueprintOperations } from './workspace/blueprints.ts'
import { dedicatedIpOperations } from './workspace/dedicated-ips.ts'
import { envGroupOperations } from './workspace/env-groups.ts'
import { environmentOperations } from './workspace/environments.ts'
import { logStreamOperations } from './workspace/log-streams.ts'
import { metricsOperations } from './workspace/metrics.ts'
import { metricsStreamOperations } from './workspace/metrics-stream.ts'
import { notificationOperations } from './workspace/notifications.ts'
import { ownerOperations } from './workspace/owners.ts'
import { projectOperations } from './workspace/projects.ts'
import { registryCredentialOperations } from './workspace/registry-credentials.ts'
import { webhookOperations } from './workspace/webhooks.ts'
import { workflowOperations } from './workspace/workflows.ts'

/** Every operation the emulator has. */
export const operations: readonly Operation[] = [
  ...serviceOperations,
  ...serviceActionOperations,
  ...scalingOperations,
  ...envVarOperations,
  ...secretFileOperations,
  ...headerOperations,
  ...routeOperations,
  ...domainOperations,
  ...deployOperations,
  ...eventOperations,
  ...diskOperations,
  ...envGroupOperations,
  ...postgresOperations,
  ...keyValueOperations,
  ...projectOperations,
  ...environmentOperations,
  ...registryCredentialOperations,
  ...notificationOperations,
  ...logStreamOperations,
  ...blueprintOperations,
  ...dedicatedIpOperations,
  ...jobOperations,
  ...logOperations,
  ...logTailOperations,
  ...metricsOperations,
  ...metricsStreamOperations,
  ...postgresBackupOperations,
  ...webhookOperations,
  ...workflowOperations,
  ...ownerOperations,
]
