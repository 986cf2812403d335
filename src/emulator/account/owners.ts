import { listed, newestPage, ok, operation, ownerView, wrapped } from '../operation/index.ts'
import { notFound, paging, repeated, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** The one person behind the API key. */
const user = (world: World) => {
  const [owner] = world.owners.all()
  return { name: 'Emulator User', email: owner?.email ?? '' }
}

export const ownerOperations = [
  operation(
    'GET',
    '/owners',
    { query: { ...paging, name: repeated(text), email: repeated(text) } },
    ({ world, query }) => {
      const rows = world.owners
        .all()
        .filter((owner) => listed(query.name, owner.name) && listed(query.email, owner.email))
      return ok(wrapped('owner', newestPage('owners', rows, query), ownerView))
    },
  ),
  operation('GET', '/owners/:ownerId', {}, ({ world, param }) =>
    ok(ownerView(world.owners.find(param('ownerId')))),
  ),
  operation('GET', '/users', {}, ({ world }) => {
    if (world.owners.size === 0) throw notFound('user')
    return ok(user(world))
  }),
]
