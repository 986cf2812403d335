import type { Postgres } from '../records/index.ts'
import { password, suffix, withLetter } from '../records/index.ts'
import { badRequest, everywhere, nextPlan, olderName } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { CreateInput, PatchInput } from './postgres-bodies.ts'
import { setReplicas } from './replicas.ts'
import { starting } from './status.ts'

/** Gigabytes when the body names none; recorded for two plans only (API facts §1.8). */
const defaultDisk = (plan: string) =>
  plan === 'free' ? 1 : olderName('postgres', plan).startsWith('basic') ? 15 : 100

/** Given or not, the name of the database gets four characters behind it (API facts §1.8). */
const databaseName = (world: World, input: CreateInput) =>
  `${(input.databaseName || input.name).toLowerCase().replace(/[^a-z0-9_]+/g, '_')}_${suffix(world.random)}`

export const createPostgres = (world: World, input: CreateInput): Postgres => {
  world.owners.find(input.ownerId)
  if (input.environmentId) world.environments.find(input.environmentId)
  const now = world.moments.now()
  const name = databaseName(world, input)
  const database = world.postgres.put({
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
  })
  setReplicas(world, database, input.readReplicas ?? [])
  return database
}

type Size = Pick<Postgres, 'plan' | 'diskSizeGB' | 'highAvailabilityEnabled'>

const rebuilds = (before: Size, after: Size) =>
  before.plan !== after.plan ||
  before.diskSizeGB !== after.diskSizeGB ||
  before.highAvailabilityEnabled !== after.highAvailabilityEnabled

export const changePostgres = (world: World, database: Postgres, input: PatchInput): void => {
  if (input.diskSizeGB !== undefined && input.diskSizeGB < database.diskSizeGB)
    throw badRequest('invalid request: diskSizeGB can only be increased')
  if (input.readReplicas?.length && database.primaryId !== undefined)
    throw badRequest('invalid request: readReplicas does not belong to a replica')
  const name = input.name ?? database.name
  const size = {
    plan: nextPlan('postgres', database.plan, input.plan),
    diskSizeGB: input.diskSizeGB ?? database.diskSizeGB,
    highAvailabilityEnabled: input.enableHighAvailability ?? database.highAvailabilityEnabled,
  }
  // Even a PATCH that changes nothing moves it (API facts §0, PATCH).
  const updatedAt = world.moments.now()
  world.postgres.change(database, {
    ...size,
    name,
    updatedAt,
    diskAutoscalingEnabled: input.enableDiskAutoscaling ?? database.diskAutoscalingEnabled,
    connectionPool: input.connectionPool ?? database.connectionPool,
    ipAllowList: input.ipAllowList ?? database.ipAllowList,
    // The whole map is replaced (API facts §1.8).
    parameterOverrides: input.parameterOverrides ?? database.parameterOverrides,
    busy: rebuilds(database, size) ? starting(world, name, world.takes('postgres')) : database.busy,
  })
  if (input.readReplicas) setReplicas(world, database, input.readReplicas)
}
