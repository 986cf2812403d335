import { blueprintOperations } from './blueprints.ts'
import { domainOperations } from './custom-domains.ts'
import { dedicatedIpOperations } from './dedicated-ips.ts'
import { deployOperations } from './deploy-routes.ts'
import { diskOperations } from './disks.ts'
import { envGroupOperations } from './env-groups.ts'
import { envVarOperations } from './env-vars.ts'
import { environmentOperations } from './environments.ts'
import { eventOperations } from './events.ts'
import { headerOperations } from './headers.ts'
import { jobOperations } from './jobs.ts'
import { keyValueOperations } from './key-value.ts'
import { logStreamOperations } from './log-streams.ts'
import { logTailOperations } from './log-tail.ts'
import { logOperations } from './logs.ts'
import { metricsOperations } from './metrics.ts'
import { metricsStreamOperations } from './metrics-stream.ts'
import { notificationOperations } from './notifications.ts'
import type { Operation } from './operation.ts'
import { ownerOperations } from './owners.ts'
import { postgresOperations } from './postgres.ts'
import { postgresBackupOperations } from './postgres-backups.ts'
import { projectOperations } from './projects.ts'
import { registryCredentialOperations } from './registry-credentials.ts'
import { routeOperations } from './routes.ts'
import { scalingOperations } from './scaling.ts'
import { secretFileOperations } from './secret-files.ts'
import { serviceActionOperations } from './service-actions.ts'
import { serviceOperations } from './services.ts'
import { webhookOperations } from './webhooks.ts'
import { workflowOperations } from './workflows.ts'

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
