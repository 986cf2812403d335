import { del, get, path, post } from '../http/index.ts'
import { kindOf } from '../rows/index.ts'
import { credentialForm, login, type RegistryCredentialLive } from './aspects/login.ts'

/** All of them. */
const credentials = { path: '/registrycredentials', item: credentialForm } as const

/** Credentials for image registries. Services refer to them by name, whether the file declares them or not. */
export const registryCredential = kindOf<RegistryCredentialLive>()({
  name: 'registryCredential',
  title: 'registry credential',
  doc: 'A credential for a registry of images.',
  prefix: 'registry-credential',
  idPrefix: 'rgc',
  file: { list: 'registryCredentials', extension: true, required: ['name', 'registry', 'username'] },
  fields: {},
  aspects: { login },
  outputs: {},
  blueprintOnly: {},
  ignored: { name: 'the identity', ownerId: 'the workspace' },
  onDemand: true,
  list: (owner) => ({ ...credentials, query: { ownerId: [owner] } }),
  get: ({ id }) => get(path`/registrycredentials/${id}`, undefined, credentialForm),
  nameOf: (live) => live.name,
  create: (body, { names: [name = ''], owner }) =>
    post(
      '/registrycredentials',
      { ...body, name, ownerId: owner },
      {
        list: { ...credentials, query: { ownerId: [owner] } },
        match: (found: RegistryCredentialLive) => found.name === name,
      },
      { body: credentialForm },
    ),
  created: (live: RegistryCredentialLive) => ({ live }),
  remove: ({ id }) => del(path`/registrycredentials/${id}`),
  holdsData: () => false,
})
