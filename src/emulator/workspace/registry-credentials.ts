import {
  listed,
  madeWithin,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
} from '../operation/index.ts'
import type { RegistryCredential } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { commaList, nonEmpty, object, oneOf, registries, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

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
  const kept = (used: string | undefined) => (used === id ? undefined : used)
  for (const service of world.services.by('credential', id)) {
    const { imageCredentialId, dockerCredentialId } = service.config
    const left = {
      imageCredentialId: kept(imageCredentialId),
      dockerCredentialId: kept(dockerCredentialId),
    }
    world.services.change(service, { config: { ...service.config, ...left } })
  }
  world.registryCredentials.remove(id)
}

const credentialOf = (world: World, id: string) => world.registryCredentials.find(id)

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
      const rows = world.registryCredentials
        .all()
        .filter(
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
      world.owners.find(input.ownerId)
      const now = world.moments.now()
      const credential = { id: world.newId('rgc'), ...input, createdAt: now, updatedAt: now }
      return ok(view(world.registryCredentials.put(credential)))
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
      world.registryCredentials.change(credential, { ...input, updatedAt: world.moments.now() })
      return ok(view(credential))
    },
  ),
  operation('DELETE', one, {}, ({ world, param }) => {
    remove(world, credentialOf(world, param('registryCredentialId')).id)
    return noContent
  }),
]
