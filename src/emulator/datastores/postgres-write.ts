import { distinct, everywhere, ipAllowList, region } from '../request/checks.ts'
import { badRequest } from '../request/errors.ts'
import type { Check, Checked } from '../request/validate.ts'
import {
  clearable,
  flag,
  integer,
  listOf,
  mapOf,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  text,
} from '../request/validate.ts'
import { postgresPlans, postgresVersions, usualPostgresVersion } from '../request/vocabulary.ts'
import { withLetter } from '../state/ids.ts'
import { password, suffix } from '../state/random.ts'
import type { Postgres } from '../state/store.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownerOf } from '../workspace/owners.ts'
import { starting } from './datastores.ts'
import { replicasOf } from './postgres-shape.ts'

/** Gigabytes: 1, or a multiple of 5 (API facts §1.8). */
const diskSize: Check<number> = (value, field) => {
  const size = integer(1)(value, field)
  if (size !== 1 && size % 5 !== 0) throw badRequest(`invalid request: ${field} must be 1 or a multiple of 5`)
  return size
}

/** Render's MCP server calls it optional, and sends '' for none. */
const version: Check<string> = (value, field) =>
  oneOf(postgresVersions)(value === '' ? usualPostgresVersion : value, field)

const overrides = nullable(mapOf(text))
const replica = object({ name: nonEmpty, parameterOverrides: overrides })
type ReplicaInput = Checked<typeof replica>

/** Render's documentation of read replicas. */
const mostReplicas = 5

const replicas: Check<ReplicaInput[]> = (value, field) => {
  const given = distinct(listOf(replica), ({ name }) => name)(value, field)
  if (given.length > mostReplicas)
    throw badRequest(`invalid request: ${field} must have at most ${mostReplicas} items`)
  return given
}

const changeable = {
  plan: oneOf(postgresPlans),
  diskSizeGB: optional(diskSize),
  enableDiskAutoscaling: optional(flag),
  enableHighAvailability: optional(flag),
  connectionPool: optional(oneOf(['none', 'pgbouncer'])),
  ipAllowList: nullable(ipAllowList),
  parameterOverrides: overrides,
  readReplicas: clearable(replicas),
  datadogAPIKey: optional(text),
  datadogSite: optional(text),
}

export const postgresCreateBody = object({
  ...changeable,
  name: nonEmpty,
  ownerId: nonEmpty,
  version,
  databaseName: optional(text),
  databaseUser: optional(text),
  environmentId: optional(text),
  region: optional(region),
})

export const postgresPatchBody = object({
  ...changeable,
  name: optional(nonEmpty),
  plan: optional(changeable.plan),
})

type CreateInput = Checked<typeof postgresCreateBody>
type PatchInput = Checked<typeof postgresPatchBody>

/** Gigabytes when the body names none; recorded for two plans only (API facts §1.8). */
const defaultDisk = (plan: string) => (plan === 'free' ? 1 : plan.startsWith('basic') ? 15 : 100)

/** Given or not, the name of the database gets four characters behind it (API facts §1.8). */
const databaseName = (world: World, input: CreateInput) =>
  `${(input.databaseName || input.name).toLowerCase().replace(/[^a-z0-9_]+/g, '_')}_${suffix(world.random)}`

const addReplica = (world: World, primary: Postgres, input: ReplicaInput): void => {
  primary.replicasMade++
  const letter = String.fromCharCode('a'.charCodeAt(0) + primary.replicasMade)
  const id = withLetter(primary.id.slice(0, -2), letter)
  const now = world.moments.now()
  world.state.postgres[id] = {
    ...structuredClone(primary),
    id,
    name: input.name,
    primaryId: primary.id,
    parameterOverrides: input.parameterOverrides ?? {},
    highAvailabilityEnabled: false,
    replicasMade: 0,
    createdAt: now,
    updatedAt: now,
    exports: [],
    busy: starting(world, input.name, world.takes('postgres')),
  }
}

export const deletePostgres = (world: World, database: Postgres): void => {
  for (const replica of replicasOf(world, database)) deletePostgres(world, replica)
  delete world.state.postgres[database.id]
  delete world.state.resourceLogStreams[database.id]
}

/** Makes the replicas what the list says, matched by name: another name is another replica (API facts §1.8). */
const setReplicas = (world: World, primary: Postgres, wanted: readonly ReplicaInput[]): void => {
  const there = replicasOf(world, primary)
  for (const replica of there)
    if (!wanted.some(({ name }) => name === replica.name)) deletePostgres(world, replica)
  for (const input of wanted) {
    const known = there.find(({ name }) => name === input.name)
    if (!known) addReplica(world, primary, input)
    else if (input.parameterOverrides) known.parameterOverrides = input.parameterOverrides
  }
}

export const createPostgres = (world: World, input: CreateInput): Postgres => {
  ownerOf(world, input.ownerId)
  if (input.environmentId) find(world.state.environments, input.environmentId)
  const now = world.moments.now()
  const name = databaseName(world, input)
  const database: Postgres = {
    id: withLetter(world.newId('dpg'), 'a'),
    ownerId: input.ownerId,
    name: input.name,
    plan: input.plan,
    region: input.region ?? 'oregon',
    environmentId: input.environmentId || undefined,
    // What an omitted list means is not recorded; the Blueprint's documentation says everyone.
    ipAllowList: input.ipAllowList ?? [...everywhere],
    createdAt: now,
    updatedAt: now,
    suspended: false,
    password: password(world.random),
    busy: starting(world, input.name, world.takes('postgres')),
    version: input.version,
    databaseName: name,
    databaseUser: input.databaseUser || `${name}_user`,
    diskSizeGB: input.diskSizeGB ?? defaultDisk(input.plan),
    diskAutoscalingEnabled: input.enableDiskAutoscaling ?? false,
    highAvailabilityEnabled: input.enableHighAvailability ?? false,
    parameterOverrides: input.parameterOverrides ?? {},
    connectionPool: input.connectionPool ?? 'none',
    replicasMade: 0,
    exports: [],
  }
  world.state.postgres[database.id] = database
  setReplicas(world, database, input.readReplicas ?? [])
  return database
}

const rebuilds = (before: Postgres, after: Postgres) =>
  before.plan !== after.plan ||
  before.diskSizeGB !== after.diskSizeGB ||
  before.highAvailabilityEnabled !== after.highAvailabilityEnabled

export const changePostgres = (world: World, database: Postgres, input: PatchInput): void => {
  if (input.diskSizeGB !== undefined && input.diskSizeGB < database.diskSizeGB)
    throw badRequest('invalid request: diskSizeGB can only be increased')
  if (input.readReplicas?.length && database.primaryId !== undefined)
    throw badRequest('invalid request: readReplicas does not belong to a replica')
  const before = { ...database }
  Object.assign(database, {
    name: input.name ?? database.name,
    plan: input.plan ?? database.plan,
    diskSizeGB: input.diskSizeGB ?? database.diskSizeGB,
    diskAutoscalingEnabled: input.enableDiskAutoscaling ?? database.diskAutoscalingEnabled,
    highAvailabilityEnabled: input.enableHighAvailability ?? database.highAvailabilityEnabled,
    connectionPool: input.connectionPool ?? database.connectionPool,
    ipAllowList: input.ipAllowList ?? database.ipAllowList,
    // The whole map is replaced (API facts §1.8).
    parameterOverrides: input.parameterOverrides ?? database.parameterOverrides,
    // Even a PATCH that changes nothing moves it (API facts §0, PATCH).
    updatedAt: world.moments.now(),
  })
  if (rebuilds(before, database)) database.busy = starting(world, database.name, world.takes('postgres'))
  if (input.readReplicas) setReplicas(world, database, input.readReplicas)
}
