import type {
  AuditLog,
  Blueprint,
  BlueprintSync,
  CronRun,
  DedicatedIp,
  Deploy,
  Disk,
  EnvGroup,
  Environment,
  IdState,
  Job,
  KeyValue,
  MaintenanceRun,
  Member,
  MetricsStream,
  NotificationOverride,
  Owner,
  OwnerLogStream,
  OwnerNotifications,
  Postgres,
  Project,
  RegistryCredential,
  ResourceLogStream,
  Service,
  ServiceEvent,
  TaskRun,
  Webhook,
  Workflow,
  WorkflowTask,
  WorkflowVersion,
} from '../records/index.ts'
import { newIdState, randomOf } from '../records/index.ts'

/** What kinds of records there are, by the names of their tables. */
export interface Kinds {
  owners: Owner
  services: Service
  deploys: Deploy
  events: ServiceEvent
  jobs: Job
  runs: CronRun
  disks: Disk
  envGroups: EnvGroup
  postgres: Postgres
  keyValues: KeyValue
  projects: Project
  environments: Environment
  registryCredentials: RegistryCredential
  webhooks: Webhook
  dedicatedIps: DedicatedIp
  blueprints: Blueprint
  notificationOverrides: NotificationOverride
  ownerNotifications: OwnerNotifications
  resourceLogStreams: ResourceLogStream
  ownerLogStreams: OwnerLogStream
  metricsStreams: MetricsStream
  workflows: Workflow
  workflowVersions: WorkflowVersion
  tasks: WorkflowTask
  taskRuns: TaskRun
  members: Member
  auditLogs: AuditLog
  maintenanceRuns: MaintenanceRun
  blueprintSyncs: BlueprintSync
}

/** The kinds that came when there were state files already: one without them has none of these records. */
export const laterKinds = [
  'workflows',
  'workflowVersions',
  'tasks',
  'taskRuns',
  'members',
  'auditLogs',
  'maintenanceRuns',
  'blueprintSyncs',
] as const satisfies readonly (keyof Kinds)[]

/** What new ids and values come from; both go on in place. */
export interface Seeds {
  rng: number
  ids: IdState
}

/** The records of every table by their ids. */
export type Records = { [K in keyof Kinds]: Record<string, Kinds[K]> }

/** A whole workspace at one moment, as plain data. */
export interface State extends Seeds, Records {
  version: 2
}

/** An empty workspace. */
export const newState = (seed: number, owners: readonly Owner[]): State => {
  const holder = { rng: seed }
  const ids = newIdState(randomOf(holder))
  return {
    version: 2,
    rng: holder.rng,
    ids,
    owners: Object.fromEntries(owners.map((owner) => [owner.id, owner])),
    services: {},
    deploys: {},
    events: {},
    jobs: {},
    runs: {},
    disks: {},
    envGroups: {},
    postgres: {},
    keyValues: {},
    projects: {},
    environments: {},
    registryCredentials: {},
    webhooks: {},
    dedicatedIps: {},
    blueprints: {},
    notificationOverrides: {},
    ownerNotifications: {},
    resourceLogStreams: {},
    ownerLogStreams: {},
    metricsStreams: {},
    workflows: {},
    workflowVersions: {},
    tasks: {},
    taskRuns: {},
    members: {},
    auditLogs: {},
    maintenanceRuns: {},
    blueprintSyncs: {},
  }
}
