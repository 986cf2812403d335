import { within } from '../../address.ts'
import { unreadable } from '../../hidden.ts'
import { form, patch, path } from '../../http/index.ts'
import { aspectOf, fieldsOf, schemaOfRows, spelled, text } from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { hidden } from './values.ts'

export interface RegistryCredentialLive {
  readonly id: string
  readonly name: string
  readonly registry: string
  readonly username: string
}

export const credentialForm = form.object({
  id: form.id,
  name: form.word,
  registry: form.word,
  username: form.text,
})

const row = fieldsOf<RegistryCredentialLive>()

const fileFields = {
  registry: row({
    doc: 'The registry.',
    codec: spelled({
      github: 'GITHUB',
      gitlab: 'GITLAB',
      docker: 'DOCKER',
      'google-artifact': 'GOOGLE_ARTIFACT',
      'aws-ecr': 'AWS_ECR',
    }),
    onChange: 'deploy',
    read: (live) => live.registry,
    write: (registry) => ({ registry }),
  }),
  username: row({
    doc: 'The user to log in as.',
    codec: text({ minLength: 1, examples: ['acme-ci', 'acme-deploy'] }),
    onChange: 'deploy',
    read: (live) => live.username,
    write: (username) => ({ username }),
  }),
}

/** How to log in to a registry. The API takes all of it at once, and never gives the token back (API facts §1.11). */
export const login = aspectOf<RegistryCredentialLive>()<RegistryCredentialLive>({
  doc: 'The login; its token is the secret `NAME/authToken`.',
  part: 'login',
  fields: {
    name: row({
      doc: 'The name: the API takes it with the rest.',
      codec: text({ minLength: 1 }),
      onChange: 'update',
      read: (live) => live.name,
      write: (name) => ({ name }),
    }),
    ...fileFields,
    authToken: row({
      doc: 'The token or password: a secret, given as `NAME/authToken`.',
      codec: hidden,
      onChange: 'deploy',
      secret: true,
      read: () => unreadable,
      write: (token) => ({ authToken: token.reveal() }),
    }),
  },
  onItem: 'deploy',
  schema: schemaOfRows(fileFields).properties ?? {},
  declared: ({ registry, username }, { address, name }) => {
    const authToken: Source = {
      from: 'secret',
      name: `${name}/authToken`,
      address: within(address, 'login', ''),
    }
    return [{ key: '', raw: { name, registry, username, authToken }, path: [] }]
  },
  spell: ([login]) => {
    const { name: _name, authToken: _authToken, ...values } = login?.values ?? {}
    return values
  },
  items: (live) => [live],
  keyOf: () => '',
  onCreate: ([item]) => item?.body ?? {},
  write: ({ id, name, registry, username }, { changed }) =>
    changed.map(({ body }) =>
      patch(path`/registrycredentials/${id}`, { name, registry, username, ...body }, credentialForm),
    ),
})
