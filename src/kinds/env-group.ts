import { del, get, patch, path } from '../http/index.ts'
import { kindOf } from '../rows/index.ts'
import { placement } from './aspects/placement.ts'
import { envVars, secretFiles } from './aspects/values.ts'
import { type EnvGroupLive, groupForm, listedGroup } from './shared/env-group-live.ts'
import { postNamed } from './shared/lookup.ts'

/** Bare by the documents, wrapped by what clients read (API facts §1.3). */
const groups = { path: '/env-groups', wrapper: 'envGroup', item: listedGroup } as const

export const envGroup = kindOf<EnvGroupLive>()({
  name: 'envGroup',
  title: 'environment group',
  doc: 'Variables that several services take.',
  prefix: 'group',
  idPrefix: 'evg',
  file: { list: 'envVarGroups', required: ['name', 'envVars'] },
  fields: {},
  aspects: {
    envVars: envVars<EnvGroupLive>(
      {
        read: (live) => (live.envVars ?? []).map(({ key, value }) => ({ key, text: value })),
        url: ({ id }, key) => path`/env-groups/${id}/env-vars/${key}`,
        written: groupForm,
      },
      'group',
    ),
    secretFiles: secretFiles<EnvGroupLive>({
      read: (live) => (live.secretFiles ?? []).map(({ name, content }) => ({ key: name, text: content })),
      url: ({ id }, name) => path`/env-groups/${id}/secret-files/${name}`,
      written: groupForm,
    }),
    placement,
  },
  outputs: {},
  blueprintOnly: {},
  ignored: {
    name: 'the identity',
    ownerId: 'the workspace',
    serviceIds: 'each service links itself: aspect groupLinks',
  },
  list: (owner) => ({ ...groups, query: { ownerId: [owner] } }),
  get: ({ id }) => get(path`/env-groups/${id}`, undefined, groupForm),
  detailed: true,
  // In clear: they stand in the parts, hidden.
  keep: ({ envVars: _variables, secretFiles: _files, ...live }) => live,
  nameOf: (live) => live.name,
  users: ({ serviceLinks }) => serviceLinks.map(({ id }) => id),
  create: (body, made) => postNamed(groups, { envVars: [], ...body }, made, groupForm),
  created: (live: EnvGroupLive) => ({ live }),
  update: ({ id }, body) => patch(path`/env-groups/${id}`, body, groupForm),
  remove: ({ id }) => del(path`/env-groups/${id}`),
  holdsData: () => false,
})
