/**
 * What a workspace is made of: its records as plain data, whose JSON is the state file, and their ids, moments and
 * made-up values. Not where they are kept. A record is never changed in place but by its table, so all of it is read-only.
 */

export type { AuditLog, MaintenanceRun, Member } from './account.ts'
export type { DatabaseUser, Datastore, KeyValue, Postgres } from './datastore.ts'
export type { EnvGroup, EnvVar, SecretFile } from './env-group.ts'
export type { CronRun, Deploy, DeployEffect, DeployStage, Job, ServiceEvent } from './history.ts'
export type { IdPrefix, IdState } from './ids.ts'
export { newestFirst, newId, newIdState, withLetter } from './ids.ts'
export type { Random } from './random.ts'
export { generatedValue, password, randomOf, suffix } from './random.ts'
export type { CustomDomain, Disk, Route, Service, ServiceConfig } from './service.ts'
export { instanceIds } from './service.ts'
export type {
  DedicatedIp,
  MetricsStream,
  NotificationOverride,
  OwnerLogStream,
  OwnerNotifications,
  RegistryCredential,
  ResourceLogStream,
  Webhook,
} from './settings.ts'
export type { Moments } from './time.ts'
export { dateOf, instantAt, microseconds, millis, momentsOf, nanoseconds, nanosOf } from './time.ts'
export type { BuildConfig, TaskRun, Workflow, WorkflowTask, WorkflowVersion } from './workflow.ts'
export type { Blueprint, BlueprintSync, Environment, Owner, Project } from './workspace.ts'
