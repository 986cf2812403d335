import type { CidrBlock } from '../request/index.ts'
import type { Instant } from './time.ts'

/** What a database and a key value have in common. */
export interface Datastore {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly plan: string
  readonly region: string
  readonly environmentId?: string | undefined
  readonly ipAllowList: readonly CidrBlock[]
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly suspended: boolean
  readonly password: string
  /** Until `until` (milliseconds since the epoch) the status is `status`, then available. */
  readonly busy: { readonly status: string; readonly until: number }
}

export interface DatabaseUser {
  readonly username: string
  readonly password: string
  readonly createdAt: Instant
}

export interface Postgres extends Datastore {
  readonly version: string
  readonly databaseName: string
  readonly databaseUser: string
  readonly diskSizeGB: number
  readonly diskAutoscalingEnabled: boolean
  readonly highAvailabilityEnabled: boolean
  readonly parameterOverrides: Readonly<Record<string, string>>
  readonly connectionPool: 'none' | 'pgbouncer'
  /** Set on a replica alone. */
  readonly primaryId?: string | undefined
  /** How many replicas there ever were, which their letters follow. */
  readonly replicasMade: number
  /** When the default user was made; with the database, if nothing is said. */
  readonly userCreatedAt?: Instant | undefined
  /** Those who were the default before, the oldest first. */
  readonly formerUsers?: readonly DatabaseUser[] | undefined
  readonly exports: readonly { readonly id: string; readonly createdAt: Instant }[]
}

export interface KeyValue extends Datastore {
  readonly maxmemoryPolicy: string
  readonly persistenceMode: string
}
