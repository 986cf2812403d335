import { accepted, ok, operation, rowOf, withoutRow } from '../operation/index.ts'
import type { DatabaseUser, Postgres } from '../records/index.ts'
import { microseconds, password } from '../records/index.ts'
import { badRequest, matching, object } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** The users of a database. The newest is its default one, whom connection infos and `databaseUser` name from then on. */

const username = matching(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'letters, digits and _, at most 63')

const defaultUser = ({
  databaseUser,
  password: secret,
  userCreatedAt,
  createdAt,
}: Postgres): DatabaseUser => ({
  username: databaseUser,
  password: secret,
  createdAt: userCreatedAt ?? createdAt,
})

const formerUsers = ({ formerUsers: users = [] }: Postgres) => users

const view = (database: Postgres) => (user: DatabaseUser) => ({
  username: user.username,
  default: user.username === database.databaseUser,
  createdAt: microseconds(user.createdAt),
  // Nobody connects to what does not run.
  openConnections: 0,
})

/** A primary; the users of a replica are those of its primary. */
const primaryOf = (world: World, id: string): Postgres => {
  const database = world.postgres.find(id)
  if (database.primaryId !== undefined) throw badRequest(`${id} is a replica of ${database.primaryId}`)
  return database
}

/** A database and its replicas have the same users. */
const changeUsers = (world: World, database: Postgres, changes: Partial<Postgres>) => {
  for (const each of [database, ...world.postgres.by('primary', database.id)])
    world.postgres.change(each, changes)
}

const path = '/postgres/:postgresId/credentials'

export const postgresCredentialOperations = [
  operation('GET', path, {}, ({ world, param }) => {
    const database = world.postgres.find(param('postgresId'))
    return ok([defaultUser(database), ...formerUsers(database).toReversed()].map(view(database)))
  }),
  operation('POST', path, { body: object({ username }) }, ({ world, param, body }) => {
    const database = primaryOf(world, param('postgresId'))
    const users = [...formerUsers(database), defaultUser(database)]
    if (users.some((user) => user.username === body.username))
      throw badRequest(`user ${body.username} is there already`)
    changeUsers(world, database, {
      databaseUser: body.username,
      password: password(world.random),
      userCreatedAt: world.moments.now(),
      formerUsers: users,
    })
    return accepted
  }),
  operation('DELETE', `${path}/:username`, {}, ({ world, param }) => {
    const database = primaryOf(world, param('postgresId'))
    if (database.databaseUser === param('username'))
      throw badRequest('the default user of a database cannot be deleted')
    const user = rowOf(
      formerUsers(database),
      param('username'),
      (each) => each.username === param('username'),
    )
    changeUsers(world, database, { formerUsers: withoutRow(formerUsers(database), user) })
    return { status: 200 }
  }),
]
