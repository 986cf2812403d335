import { address, nameIn } from '../../address.ts'
import { del, form, path, post } from '../../http/index.ts'
import {
  aspectOf,
  type FileObject,
  keyOfTexts,
  type LiveRecord,
  memo,
  type Surroundings,
} from '../../rows/index.ts'
import type { EnvGroupLive } from '../shared/env-group-live.ts'

export interface Link {
  readonly group: string
}

/** The groups by the services that they are linked to. */
const groupsByService = memo((groups: readonly unknown[]): ReadonlyMap<string, readonly EnvGroupLive[]> => {
  const linked = new Map<string, EnvGroupLive[]>()
  for (const group of groups as readonly EnvGroupLive[]) {
    for (const { id } of group.serviceLinks) {
      const known = linked.get(id)
      if (known) known.push(group)
      else linked.set(id, [group])
    }
  }
  return linked
})

/** A group goes by the name that the file gives it now, which a rename has yet to make its live one. */
const linkedTo = (around: Surroundings, service: string): readonly Link[] =>
  (groupsByService(around.records('group')).get(service) ?? []).map(({ id, name }) => ({
    group: nameIn(around.addressOf(id) ?? address('group', name)),
  }))

/** The groups a service takes variables from: the `fromGroup` entries among its `envVars`. */
export const groupLinks = aspectOf<LiveRecord>()<Link>({
  doc: 'Links to environment groups; those that the file does not name are left alone.',
  part: 'group',
  fields: {},
  onItem: 'deploy',
  removable: 'plain',
  schema: {},
  declared: (file) =>
    (file.envVars as readonly FileObject[] | undefined)?.flatMap((entry, index) =>
      typeof entry.fromGroup === 'string'
        ? [{ key: entry.fromGroup, raw: {}, path: ['envVars', index, 'fromGroup'] }]
        : [],
    ),
  spell: (items) => ({ envVars: items.map(({ key }) => ({ fromGroup: key })) }),
  namedBy: 'group',
  items: (live, _listed, around) => linkedTo(around, live.id),
  keyOf: (link) => link.group,
  entryKeys: { envVars: keyOfTexts('fromGroup') },
  needs: ({ key }) => [address('group', key)],
  passesDeploys: true,
  write: (service, { changed, removed }, context) => {
    const url = (group: string) =>
      path`/env-groups/${context.id(address('group', group))}/services/${service.id}`
    return [
      ...changed.map(({ key }) =>
        post(url(key), undefined, 'repeat', { body: form.object({ id: form.id }), empty: true }),
      ),
      ...[...removed.keys()].map((key) => del(url(key))),
    ]
  },
})
