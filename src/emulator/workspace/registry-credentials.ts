import { listed, madeWithin } from '../request/filters.ts'
import { noContent, ok, operation } from '../request/operation.ts'
import { newestPage } from '../request/pages.ts'
import { commaList } from '../request/query.ts'
import { nonEmpty, object, oneOf, text } from '../request/validate.ts'
import { registries } from '../request/vocabulary.ts'
import type { RegistryCredential } from '../state/store.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownedList, ownerOf } from './owners.ts'

/** The token is only ever written, and is not kept here at all. */
const view = ({ id, name, registry, username, updatedAt }: RegistryCredential) => ({
  id,
  name,
  registry,
  username,
  updatedAt: microseconds(updatedAt),
})

const fields = { registry: oneOf(registries), name: nonEmpty, username: text, authToken: nonEmpty }

const remove = (world: World, id: string): void => {
  for (const { config } of Object.values(world.state.services)) {
    if (config.imageCredentialId === id) config.imageCredentialId = undefined
    if (config.dockerCredentialId === id) config.dockerCredentialId = undefined
  }
  delete world.state.registryCredentials[id]
}

const credentialOf = (world: World, id: string) => find(world.state.registryCredentials, id)

const one = '/registrycredentials/:registryCredentialId'

export const registryCredentialOperations = [
  operation(
    'GET',
    '/registrycredentials',
    {
      query: {
        ...ownedList,
        name: commaList(text),
        username: commaList(text),
        type: commaList(oneOf(registries)),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = Object.values(world.state.registryCredentials).filter(
        (credential) =>
          owned(credential) &&
          listed(query.name, credential.name) &&
          listed(query.username, credential.username) &&
          listed(query.type, credential.registry) &&
          madeWithin(credential, query),
      )
      // A bare array, without cursors (API facts §1.11).
      return ok(newestPage('registry credentials', rows, query).rows.map(view))
    },
  ),
  operation(
    'POST',
    '/registrycredentials',
    { body: object({ ...fields, ownerId: nonEmpty }) },
    // 200 although something is made (API facts §1.11).
    ({ world, body: { authToken: _, ...input } }) => {
      ownerOf(world, input.ownerId)
      const now = world.moments.now()
      const credential = { id: world.newId('rgc'), ...input, createdAt: now, updatedAt: now }
      world.state.registryCredentials[credential.id] = credential
      return ok(view(credential))
    },
  ),
  operation('GET', one, {}, ({ world, param }) =>
    ok(view(credentialOf(world, param('registryCredentialId')))),
  ),
  operation(
    'PATCH',
    one,
    {
      // All four again, also those that stay (API facts §1.11).
      body: object(fields),
    },
    ({ world, param, body: { authToken: _, ...input } }) => {
      const credential = credentialOf(world, param('registryCredentialId'))
      return ok(view(Object.assign(credential, input, { updatedAt: world.moments.now() })))
    },
  ),
  operation('DELETE', one, {}, ({ world, param }) => {
    remove(world, credentialOf(world, param('registryCredentialId')).id)
    return noContent
  }),
]
