/** Every operation of the API, by its id. */
import { account } from './rows/account.ts'
import { deploys } from './rows/deploys.ts'
import { disks } from './rows/disks.ts'
import { domains } from './rows/domains.ts'
import { groups } from './rows/groups.ts'
import { jobs } from './rows/jobs.ts'
import { keyValue, redis } from './rows/key-value.ts'
import { events, logStreams, logs, metricsStreams } from './rows/logs.ts'
import { metrics } from './rows/metrics.ts'
import { postgres } from './rows/postgres.ts'
import { environments, projects } from './rows/projects.ts'
import { services } from './rows/services.ts'
import { headers, routes } from './rows/static-sites.ts'
import { secretFiles, variables } from './rows/variables.ts'
import { tasks, workflows } from './rows/workflows.ts'
import {
  blueprints,
  dedicatedIps,
  maintenance,
  notifications,
  registryCredentials,
  webhooks,
} from './rows/workspace.ts'

export const operations = {
  ...services,
  ...deploys,
  ...domains,
  ...variables,
  ...secretFiles,
  ...groups,
  ...headers,
  ...routes,
  ...jobs,
  ...events,
  ...logs,
  ...metrics,
  ...disks,
  ...postgres,
  ...keyValue,
  ...redis,
  ...projects,
  ...environments,
  ...account,
  ...webhooks,
  ...registryCredentials,
  ...notifications,
  ...logStreams,
  ...metricsStreams,
  ...dedicatedIps,
  ...maintenance,
  ...blueprints,
  ...workflows,
  ...tasks,
}

export type OperationId = keyof typeof operations
