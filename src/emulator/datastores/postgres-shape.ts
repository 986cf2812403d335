import { ownerView } from '../operation/index.ts'
import type { Postgres } from '../records/index.ts'
import { microseconds, millis } from '../records/index.ts'
import { planName } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { allowListView, nowhere, statusOf } from './status.ts'

const freeDays = 30

const overridesOf = ({ parameterOverrides }: Postgres) =>
  Object.keys(parameterOverrides).length > 0 ? parameterOverrides : undefined

const replicaView = (replica: Postgres) => ({
  id: replica.id,
  name: replica.name,
  parameterOverrides: overridesOf(replica),
})

/** A free database is deleted by Render after its time. */
const expiresAt = ({ plan, createdAt }: Postgres) =>
  plan === 'free' ? new Date(millis(createdAt) + freeDays * 86_400_000).toISOString() : undefined

/** A database as lists have it: all but its parameters (API facts §7). */
export const postgresListView = (world: World, database: Postgres, digits = microseconds) => ({
  id: database.id,
  name: database.name,
  owner: ownerView(world.owners.find(database.ownerId)),
  plan: planName('postgres', database.plan, world.choices.planNames),
  region: database.region,
  version: database.version,
  role: database.primaryId === undefined ? 'primary' : 'replica',
  status: statusOf(world, database),
  suspended: database.suspended ? 'suspended' : 'not_suspended',
  suspenders: database.suspended ? ['user'] : [],
  databaseName: database.databaseName,
  databaseUser: database.databaseUser,
  diskSizeGB: database.diskSizeGB,
  diskAutoscalingEnabled: database.diskAutoscalingEnabled,
  highAvailabilityEnabled: database.highAvailabilityEnabled,
  // No recorded answer has the field, so it is there only when somebody has set it.
  connectionPool: database.connectionPool === 'none' ? undefined : database.connectionPool,
  ipAllowList: allowListView(database),
  readReplicas: world.postgres.by('primary', database.id).map(replicaView),
  environmentId: database.environmentId,
  primaryPostgresID: database.primaryId,
  expiresAt: expiresAt(database),
  dashboardUrl: `https://dashboard.render.com/d/${database.id}`,
  createdAt: digits(database.createdAt),
  updatedAt: digits(database.updatedAt),
})

export const postgresView = (world: World, database: Postgres, digits = microseconds) => ({
  ...postgresListView(world, database, digits),
  parameterOverrides: overridesOf(database),
})

/** With port in the open and without it inside, as recorded (API facts §1.8). */
export const connectionInfo = ({ id, region, databaseName, databaseUser, ...database }: Postgres) => {
  const { password } = database
  const login = `postgresql://${databaseUser}:${password}`
  const host = `${id}.${region}-postgres.${nowhere}`
  const pooled = database.connectionPool === 'pgbouncer'
  return {
    password,
    internalConnectionString: `${login}@${id}/${databaseName}`,
    externalConnectionString: `${login}@${host}:5432/${databaseName}`,
    psqlCommand: `PGPASSWORD=${password} psql -h ${host} -p 5432 -U ${databaseUser} ${databaseName}`,
    internalConnectionPoolString: pooled ? `${login}@${id}-pooler/${databaseName}` : undefined,
    externalConnectionPoolString: pooled
      ? `${login}@${id}-pooler.${region}-postgres.${nowhere}:5432/${databaseName}`
      : undefined,
  }
}
