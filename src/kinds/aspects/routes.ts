import { path, put } from '../../http/index.ts'
import {
  aspectOf,
  type Body,
  type FileObject,
  fieldsOf,
  integer,
  keyOfTexts,
  oneOf,
  schemaOfRows,
  text,
} from '../../rows/index.ts'
import { details, type ServiceLive } from '../shared/service-live.ts'

interface Route {
  readonly type: string
  readonly source: string
  readonly destination: string
  readonly position: number
}

const row = fieldsOf<Route>()

const fileFields = {
  type: row({
    doc: 'Whether the address in the browser changes.',
    codec: oneOf('redirect', 'rewrite'),
    onChange: 'update',
    read: (route) => route.type,
    write: (type) => ({ type }),
  }),
  source: row({
    doc: 'The paths that the rule is for.',
    codec: text({ examples: ['/*', '/blog/*'] }),
    onChange: 'update',
    read: (route) => route.source,
    write: (source) => ({ source }),
  }),
  destination: row({
    doc: 'Where they lead.',
    codec: text({ examples: ['/index.html', 'https://blog.example.com/*'] }),
    onChange: 'update',
    read: (route) => route.destination,
    write: (destination) => ({ destination }),
  }),
}

const fields = {
  ...fileFields,
  position: row({
    doc: 'The place in the list, from 0: the first rule that matches wins.',
    codec: integer(),
    onChange: 'update',
    read: (route) => route.position,
    write: (position) => ({ position }),
  }),
}

const plain = ({ type, source, destination }: Body | Route) => ({ type, source, destination })

/** Redirects and rewrites of a static site. The endpoint replaces the whole list; live-only ones go last. */
export const routes = aspectOf<ServiceLive>()<Route>({
  doc: 'Redirects and rewrites, in order; those that the file does not name follow after them.',
  part: 'route',
  fields,
  onItem: 'update',
  schema: {
    routes: {
      type: 'array',
      items: {
        ...schemaOfRows(fileFields, ['type', 'source', 'destination']),
        additionalProperties: true,
      },
      description: 'Redirects and rewrites; order matters.',
    },
  },
  declared: ({ routes }) =>
    (routes as readonly FileObject[] | undefined)?.map((route, index) => ({
      key: String(route.source),
      raw: { ...route, position: index },
      path: ['routes', index],
    })),
  spell: (items) => ({
    routes: [...items]
      .sort((a, b) => a.live.position - b.live.position)
      .map(({ values: { position: _, ...values } }) => values),
  }),
  list: ({ id }) => ({ path: path`/services/${id}/routes`, wrapper: 'route' }),
  items: (_live, listed) => (listed as readonly Route[]).map((route, position) => ({ ...route, position })),
  keyOf: (route) => route.source,
  entryKeys: { routes: keyOfTexts('source') },
  order: 'position',
  onCreate: (wanted) => details({ routes: wanted.map(({ body }) => plain(body)) }),
  write: ({ id }, { declared, removed, live }) => {
    const named = new Set([...declared.map(({ key }) => key), ...removed.keys()])
    const given = declared.map(({ body, live: route }) => plain({ ...route, ...body }))
    const kept = [...live].filter(([key]) => !named.has(key)).map(([, route]) => plain(route))
    return [put(path`/services/${id}/routes`, [...given, ...kept])]
  },
})
