import { accepted, ok, operation } from '../operation/index.ts'
import type { Postgres } from '../records/index.ts'
import { microseconds, millis } from '../records/index.ts'
import {
  badRequest,
  growing,
  moment,
  nonEmpty,
  object,
  optional,
  postgresPlans,
  refuseRetired,
  text,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import { postgresView } from './postgres-shape.ts'
import { createPostgres } from './postgres-write.ts'

/** Exports, and a new database from an earlier moment of another. Both are there as soon as the database is. */

const recoverable = ({ plan }: Postgres) => plan !== 'free'

const isReady = (world: World, { busy }: Postgres) => world.moments.ms() >= busy.until

const restored = (world: World, from: Postgres, name: string, plan: string, environmentId?: string) =>
  createPostgres(world, {
    name,
    plan,
    version: from.version,
    ownerId: from.ownerId,
    region: from.region,
    environmentId: environmentId ?? from.environmentId,
    databaseName: from.databaseName.replace(/_[a-z0-9]{4}$/, ''),
    databaseUser: from.databaseUser,
    diskSizeGB: from.diskSizeGB,
    enableDiskAutoscaling: from.diskAutoscalingEnabled,
    enableHighAvailability: from.highAvailabilityEnabled,
    connectionPool: from.connectionPool,
    ipAllowList: [...from.ipAllowList],
    parameterOverrides: from.parameterOverrides,
    readReplicas: undefined,
    datadogAPIKey: undefined,
    datadogSite: undefined,
  })

const databaseOf = (world: World, id: string) => world.postgres.find(id)

const one = '/postgres/:postgresId'

export const postgresBackupOperations = [
  operation('GET', `${one}/recovery`, {}, ({ world, param }) => {
    const database = databaseOf(world, param('postgresId'))
    if (!recoverable(database)) return ok({ recoveryStatus: 'NOT_AVAILABLE' })
    if (!isReady(world, database)) return ok({ recoveryStatus: 'BACKUP_NOT_READY' })
    return ok({ recoveryStatus: 'AVAILABLE', startsAt: microseconds(database.createdAt) })
  }),
  operation(
    'POST',
    `${one}/recovery`,
    {
      body: object({
        restoreTime: moment,
        restoreName: optional(nonEmpty),
        plan: optional(growing(postgresPlans)),
        environmentId: optional(text),
        datadogApiKey: optional(text),
        datadogSite: optional(text),
      }),
    },
    ({ world, param, body }) => {
      const from = databaseOf(world, param('postgresId'))
      if (!recoverable(from) || !isReady(world, from)) throw badRequest('recovery is not available')
      if (body.restoreTime < millis(from.createdAt) || body.restoreTime > world.moments.ms())
        throw badRequest('invalid request: restoreTime must be a time at which the database was there')
      refuseRetired('postgres', body.plan, world.choices.legacy)
      const name = body.restoreName ?? `${from.name}-recovery`
      return ok(postgresView(world, restored(world, from, name, body.plan ?? from.plan, body.environmentId)))
    },
  ),
  operation('GET', `${one}/export`, {}, ({ world, param }) => {
    const { id, exports } = databaseOf(world, param('postgresId'))
    const url = (name: string) => `https://exports.example.com/${id}/${name}.dir.tar.gz`
    return ok(
      exports
        .map(({ id: name, createdAt }) => ({ id: name, createdAt: microseconds(createdAt), url: url(name) }))
        .reverse(),
    )
  }),
  operation('POST', `${one}/export`, {}, ({ world, param }) => {
    const database = databaseOf(world, param('postgresId'))
    const createdAt = world.moments.now()
    world.postgres.change(database, { exports: [...database.exports, { id: createdAt, createdAt }] })
    return accepted
  }),
]
