import { address, nameIn } from '../../address.ts'
import { path, post } from '../../http/index.ts'
import { aspectOf, type FileObject, type Surroundings } from '../../rows/index.ts'
import type { EnvGroupLive } from '../env-group-live.ts'
import type { ServiceLive } from '../service-live.ts'

export interface Link {
  readonly group: string
}

/** A group goes by the name that the file gives it now, which a rename has yet to make its live one. */
const linkedTo = (around: Surroundings, service: string): readonly Link[] =>
  (around.records('group') as readonly EnvGroupLive[])
    .filter((group) => group.serviceLinks.some((link) => link.id === service))
    .map(({ id, name }) => ({ group: nameIn(around.addressOf(id) ?? address('group', name)) }))

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
  items: (live, _listed, around) => linkedTo(around, live.id),
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
