import {
  accepted,
  created,
  listed,
  madeWithin,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
  wrapped,
} from '../operation/index.ts'
import type { Postgres } from '../records/index.ts'
import { nanoseconds } from '../records/index.ts'
import { badRequest, commaList, oneOf, refuseRetired, region, single, text, truth } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { postgresCreateBody, postgresPatchBody } from './postgres-bodies.ts'
import { connectionInfo, postgresListView, postgresView } from './postgres-shape.ts'
import { changePostgres, createPostgres } from './postgres-write.ts'
import { deletePostgres } from './replicas.ts'
import { busyFor, resumed, suspended } from './status.ts'

const postgresOf = (world: World, id: string) => world.postgres.find(id)

const one = '/postgres/:postgresId'

const crud = [
  operation(
    'GET',
    '/postgres',
    {
      query: {
        ...ownedList,
        name: commaList(text),
        region: commaList(region),
        suspended: commaList(oneOf(['suspended', 'not_suspended'])),
        environmentId: commaList(text),
        includeReplicas: single(truth),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = world.postgres
        .all()
        .filter(
          (database) =>
            owned(database) &&
            listed(query.name, database.name) &&
            listed(query.region, database.region) &&
            listed(query.suspended, database.suspended ? 'suspended' : 'not_suspended') &&
            listed(query.environmentId, database.environmentId) &&
            (query.includeReplicas !== false || database.primaryId === undefined) &&
            madeWithin(database, query),
        )
      const page = newestPage('postgres', rows, query)
      return ok(wrapped('postgres', page, (database) => postgresListView(world, database)))
    },
  ),
  operation('POST', '/postgres', { body: postgresCreateBody }, ({ world, body }) => {
    refuseRetired('postgres', body.plan, world.choices.legacy)
    const database = createPostgres(world, body)
    const view = postgresView(world, database, nanoseconds)
    // Not yet creating, unless there are replicas (API facts §5).
    return created({ ...view, status: view.readReplicas.length > 0 ? 'creating' : 'unknown' })
  }),
  operation('GET', one, {}, ({ world, param }) =>
    ok(postgresView(world, postgresOf(world, param('postgresId')))),
  ),
  operation('PATCH', one, { body: postgresPatchBody }, ({ world, param, body }) => {
    const database = postgresOf(world, param('postgresId'))
    if (body.plan !== database.plan) refuseRetired('postgres', body.plan, world.choices.legacy)
    changePostgres(world, database, body)
    return ok(postgresView(world, database))
  }),
  operation('DELETE', one, {}, ({ world, param }) => {
    deletePostgres(world, postgresOf(world, param('postgresId')))
    return noContent
  }),
  operation('GET', `${one}/connection-info`, {}, ({ world, param }) =>
    ok(connectionInfo(postgresOf(world, param('postgresId')))),
  ),
]

const restart = (world: World, database: Postgres): void =>
  world.postgres.change(database, { busy: busyFor(world, 'unavailable', world.takes('restart')) })

const power = [
  operation('POST', `${one}/suspend`, {}, ({ world, param }) => {
    const database = postgresOf(world, param('postgresId'))
    world.postgres.change(database, suspended(world, database))
    return accepted
  }),
  operation('POST', `${one}/resume`, {}, ({ world, param }) => {
    const database = postgresOf(world, param('postgresId'))
    world.postgres.change(database, resumed(world, database, world.takes('postgres')))
    return accepted
  }),
  operation('POST', `${one}/restart`, {}, ({ world, param }) => {
    restart(world, postgresOf(world, param('postgresId')))
    return accepted
  }),
  operation('POST', `${one}/failover`, {}, ({ world, param }) => {
    const database = postgresOf(world, param('postgresId'))
    if (!database.highAvailabilityEnabled) throw badRequest('failover needs high availability')
    restart(world, database)
    return accepted
  }),
]

export const postgresOperations = [...crud, ...power]
