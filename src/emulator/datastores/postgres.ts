import { region } from '../request/checks.ts'
import { badRequest } from '../request/errors.ts'
import { listed, madeWithin } from '../request/filters.ts'
import { accepted, created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, single, truth } from '../request/query.ts'
import { oneOf, text } from '../request/validate.ts'
import { nanoseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownedList } from '../workspace/owners.ts'
import { makeBusy, setSuspended } from './datastores.ts'
import { connectionInfo, postgresListView, postgresView } from './postgres-shape.ts'
import {
  changePostgres,
  createPostgres,
  deletePostgres,
  postgresCreateBody,
  postgresPatchBody,
} from './postgres-write.ts'

const postgresOf = (world: World, id: string) => find(world.state.postgres, id)

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
      const rows = Object.values(world.state.postgres).filter(
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

const power = [
  operation('POST', `${one}/suspend`, {}, ({ world, param }) => {
    setSuspended(world, postgresOf(world, param('postgresId')), true, 0)
    return accepted
  }),
  operation('POST', `${one}/resume`, {}, ({ world, param }) => {
    setSuspended(world, postgresOf(world, param('postgresId')), false, world.takes('postgres'))
    return accepted
  }),
  operation('POST', `${one}/restart`, {}, ({ world, param }) => {
    makeBusy(world, postgresOf(world, param('postgresId')), 'unavailable', world.takes('restart'))
    return accepted
  }),
  operation('POST', `${one}/failover`, {}, ({ world, param }) => {
    const database = postgresOf(world, param('postgresId'))
    if (!database.highAvailabilityEnabled) throw badRequest('failover needs high availability')
    makeBusy(world, database, 'unavailable', world.takes('restart'))
    return accepted
  }),
]

export const postgresOperations = [...crud, ...power]
