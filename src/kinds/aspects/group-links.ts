import { address } from '../../address.ts'
import { aspectOf, type FileObject } from '../../aspect.ts'
import { path, post } from '../../http/request.ts'
import type { EnvGroupLive } from '../env-group-live.ts'
import type { ServiceLive } from '../service-live.ts'

export interface Link {
  readonly group: string
}

const linkedTo = (groups: readonly unknown[], service: string): readonly Link[] =>
  (groups as readonly EnvGroupLive[])
    .filter((group) => group.serviceLinks.some((link) => link.id === service))
    .map((group) => ({ group: group.name }))

/** The groups a service takes variables from: the `fromGroup` entries among its `envVars`. */
export const groupLinks = aspectOf<ServiceLive>()<Link>({
  doc: 'Links to environment groups; those that the file does not name are left alone.',
  part: 'group',
  fields: {},
  onItem: 'deploy',
  schema: {},
  declared: (file) =>
    (file.envVars as readonly FileObject[] | undefined)?.flatMap((entry, index) =>
      typeof entry.fromGroup === 'string'
        ? [{ key: entry.fromGroup, raw: {}, path: ['envVars', index, 'fromGroup'] }]
        : [],
    ),
  spell: (items) => ({ envVars: items.map(({ key }) => ({ fromGroup: key })) }),
  items: (live, _listed, around) => linkedTo(around.records('envGroup'), live.id),
  keyOf: (link) => link.group,
  needs: ({ key }) => [address('group', key)],
  passesDeploys: true,
  write: (service, { changed }, context) =>
    changed.map(({ key }) =>
      post(
        path`/env-groups/${context.id(address('group', key))}/services/${service.id}`,
        undefined,
        'repeat',
      ),
    ),
})
