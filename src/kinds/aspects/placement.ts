import { readable } from '../../address.ts'
import { del, form, path, post } from '../../http/index.ts'
import { aspectOf, type Codec, fieldsOf, type LiveRecord, text } from '../../rows/index.ts'

export interface Placement {
  /** The address of the environment; empty: none. */
  readonly environment: string
  readonly id: string
}

const row = fieldsOf<Placement>()

const environmentOrNone: Codec<string | undefined, string> = {
  ...text(),
  toApi: (environment) => environment ?? '',
  toFile: (environment) => (environment ? readable(environment) : undefined),
}

/** The environment that a resource is in. A resource at the root of the file keeps the one it has. */
export const placement = aspectOf<LiveRecord & { readonly environmentId?: string }>()<Placement>({
  doc: 'The environment it is in.',
  part: 'placement',
  fields: {
    environment: row({
      doc: 'The environment of a project, given by where the resource stands in the file.',
      codec: environmentOrNone,
      onChange: 'update',
      read: (live) => live.environment,
      write: (environment) => ({ environment }),
    }),
  },
  onItem: 'update',
  first: true,
  // A service does not get out of an environment while it is linked to a group in it.
  afterUnlinking: true,
  schema: {},
  declared: (_file, { environment }) =>
    environment === undefined ? undefined : [{ key: '', raw: { environment: environment ?? '' }, path: [] }],
  holder: ({ environment }) => environment,
  namedBy: 'environment',
  items: ({ environmentId }, _listed, around) => [
    {
      id: environmentId ?? '',
      environment: environmentId ? (around.addressOf(environmentId) ?? environmentId) : '',
    },
  ],
  keyOf: () => '',
  needs: ({ values }) => (values.environment ? [String(values.environment)] : []),
  onCreate: ([item], context) =>
    item?.body.environment ? { environmentId: context.id(String(item.body.environment)) } : {},
  write: (resource, { changed }, context) =>
    changed.map(({ body, live }) =>
      body.environment
        ? {
            ...post(
              path`/environments/${context.id(String(body.environment))}/resources`,
              { resourceIds: [resource.id] },
              'repeat',
              { body: form.object({ id: form.id }) },
            ),
            merge: 'resourceIds',
          }
        : {
            ...del(path`/environments/${live?.id ?? ''}/resources`, { resourceIds: [resource.id] }),
            merge: 'resourceIds',
          },
    ),
})
