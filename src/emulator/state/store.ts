import type { Region } from '../request/vocabulary.ts'
import type { CidrBlock, EnvVar, SecretFile, Service } from '../services/record.ts'
import type { IdState } from './ids.ts'
import { newIdState } from './ids.ts'
import { randomOf } from './random.ts'
import type { Instant } from './time.ts'

/** Everything in this file is plain data: the state file is its JSON. */

export interface Owner {
  id: string
  name: string
  email: string
  type: 'user' | 'team'
}

export interface Disk {
  id: string
  serviceId: string
  name: string
  mountPath: string
  sizeGB: number
  createdAt: Instant
  updatedAt: Instant
}

export interface EnvGroup {
  id: string
  ownerId: string
  name: string
  environmentId?: string | undefined
  createdAt: Instant
  updatedAt: Instant
  envVars: EnvVar[]
  secretFiles: SecretFile[]
  serviceIds: string[]
}

/** What a database and a key value have in common. */
export interface Datastore {
  id: string
  ownerId: string
  name: string
  plan: string
  region: Region
  environmentId?: string | undefined
  ipAllowList: CidrBlock[]
  createdAt: Instant
  updatedAt: Instant
  suspended: boolean
  password: string
  /** Until `until` (milliseconds since the epoch) the status is `status`, then available. */
  busy: { status: string; until: number }
}

export interface Postgres extends Datastore {
  version: string
  databaseName: string
  databaseUser: string
  diskSizeGB: number
  diskAutoscalingEnabled: boolean
  highAvailabilityEnabled: boolean
  parameterOverrides: Record<string, string>
  connectionPool: 'none' | 'pgbouncer'
  /** Set on a replica alone. */
  primaryId?: string | undefined
  /** How many replicas there ever were, which their letters follow. */
  replicasMade: number
  exports: { id: string; createdAt: Instant }[]
}

export interface KeyValue extends Datastore {
  maxmemoryPolicy: string
  persistenceMode: string
}

export interface Project {
  id: string
  ownerId: string
  name: string
  createdAt: Instant
  updatedAt: Instant
}

export interface Environment {
  id: string
  projectId: string
  name: string
  protectedStatus: 'protected' | 'unprotected'
  networkIsolationEnabled: boolean
  ipAllowList: CidrBlock[]
  createdAt: Instant
  updatedAt: Instant
}

export interface RegistryCredential {
  id: string
  ownerId: string
  name: string
  registry: string
  username: string
  createdAt: Instant
  updatedAt: Instant
}

interface NotificationOverride {
  notificationsToSend: string
  previewNotificationsEnabled: string
}

export interface OwnerNotifications {
  emailEnabled: boolean
  previewNotificationsEnabled: boolean
  notificationsToSend: string
}

export interface Webhook {
  id: string
  ownerId: string
  name: string
  url: string
  enabled: boolean
  eventFilter: string[]
}

export interface DedicatedIp {
  id: string
  ownerId: string
  name: string
  description: string
  region: Region
  environmentIds: string[]
  ips: string[]
  createdAt: Instant
  updatedAt: Instant
}

export interface Blueprint {
  id: string
  ownerId: string
  name: string
  repo: string
  branch: string
  path: string
  autoSync: boolean
  resourceIds: string[]
  lastSync: Instant
}

export interface State {
  version: 1
  rng: number
  ids: IdState
  owners: Record<string, Owner>
  services: Record<string, Service>
  disks: Record<string, Disk>
  envGroups: Record<string, EnvGroup>
  postgres: Record<string, Postgres>
  keyValues: Record<string, KeyValue>
  projects: Record<string, Project>
  environments: Record<string, Environment>
  registryCredentials: Record<string, RegistryCredential>
  webhooks: Record<string, Webhook>
  dedicatedIps: Record<string, DedicatedIp>
  blueprints: Record<string, Blueprint>
  notificationOverrides: Record<string, NotificationOverride>
  ownerNotifications: Record<string, OwnerNotifications>
  /** By the id of the service, database or key value. */
  resourceLogStreams: Record<string, { setting: string; endpoint: string }>
  ownerLogStreams: Record<string, { preview: string; endpoint: string }>
  metricsStreams: Record<string, { provider: string; url: string }>
  /** The services with a deploy that is not finished. */
  deploying: string[]
}

/** An empty workspace. */
export const newState = (seed: number, owners: readonly Owner[]): State => {
  const holder = { rng: seed }
  const ids = newIdState(randomOf(holder))
  return {
    version: 1,
    rng: holder.rng,
    ids,
    owners: Object.fromEntries(owners.map((owner) => [owner.id, owner])),
    services: {},
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
    deploying: [],
  }
}
