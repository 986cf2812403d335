import { notFound } from '../request/errors.ts'
import { listed } from '../request/filters.ts'
import { ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, createdBetween, paging, repeated, updatedBetween } from '../request/query.ts'
import { text } from '../request/validate.ts'
import type { Owner } from '../state/store.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'

/** A workspace as the API tells of it, by itself and inside of what belongs to it. */
export const ownerView = ({ id, name, email, type }: Owner) => ({ id, name, email, type })

/** A workspace that the key may use, or 404. */
export const ownerOf = (world: World, ownerId: string): Owner => find(world.state.owners, ownerId)

/** A test for the `ownerId` filter of lists; naming another workspace is 404 there as well. */
export const ownedBy = (world: World, ownerIds: readonly string[] | undefined) => {
  for (const id of ownerIds ?? []) ownerOf(world, id)
  return (record: { ownerId: string }) => !ownerIds || ownerIds.includes(record.ownerId)
}

export const ownerFilter = { ownerId: commaList(text) }

/** What the lists of a workspace's own records have in common. */
export const ownedList = { ...paging, ...createdBetween, ...updatedBetween, ...ownerFilter }

/** The one person behind the API key. */
const user = (world: World) => {
  const [owner] = Object.values(world.state.owners)
  return { name: 'Emulator User', email: owner?.email ?? '' }
}

export const ownerOperations = [
  operation(
    'GET',
    '/owners',
    { query: { ...paging, name: repeated(text), email: repeated(text) } },
    ({ world, query }) => {
      const rows = Object.values(world.state.owners).filter(
        (owner) => listed(query.name, owner.name) && listed(query.email, owner.email),
      )
      return ok(wrapped('owner', newestPage('owners', rows, query), ownerView))
    },
  ),
  operation('GET', '/owners/:ownerId', {}, ({ world, param }) =>
    ok(ownerView(ownerOf(world, param('ownerId')))),
  ),
  operation('GET', '/owners/:ownerId/members', {}, ({ world, param }) => {
    const owner = ownerOf(world, param('ownerId'))
    // A user's id is no fact of the workspace: the same for everyone, made from the workspace's own.
    const userId = owner.id.replace(/^[a-z]+-/, 'usr-')
    return ok([{ userId, ...user(world), status: 'active', role: 'ADMIN', mfaEnabled: false }])
  }),
  operation('GET', '/users', {}, ({ world }) => {
    if (Object.keys(world.state.owners).length === 0) throw notFound('user')
    return ok(user(world))
  }),
]
