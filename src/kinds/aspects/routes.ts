import { address } from '../../address.ts'
import { Hidden } from '../../hidden.ts'
import { path } from '../../http/index.ts'
import {
  aspectOf,
  type DeclaredItem,
  type FileObject,
  fieldsOf,
  integer,
  type JsonSchema,
  keyOfTexts,
  oneOf,
  schemaOfRows,
  text,
} from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { details, type ServiceLive } from '../shared/service-live.ts'
import { type Route, routeForm, routeRequests, ruleOf, split } from './route-order.ts'
import { hidden } from './values.ts'

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
  address: row({
    doc: 'The address of the service of `destinationFromService`.',
    codec: hidden,
    onChange: 'update',
    secret: true,
    read: ({ destination }) => {
      const { address } = split(destination)
      return address === undefined ? undefined : new Hidden(address)
    },
    write: (value) => ({ address: value.reveal() }),
  }),
  path: row({
    doc: 'What stands behind that address.',
    codec: text({ examples: ['/*', '/api/*'] }),
    onChange: 'update',
    read: ({ destination }) => split(destination).path,
    write: (path) => ({ path }),
  }),
  position: row({
    doc: 'The place in the list, from 0: the first rule that matches wins.',
    codec: integer(),
    onChange: 'update',
    read: (route) => route.position,
    write: (position) => ({ position }),
  }),
}

interface ToService {
  readonly type?: string
  readonly source: string
  readonly destinationFromService: string
  readonly path?: string
}

const toServices: JsonSchema = {
  type: 'array',
  description: 'Destinations that are services, whatever their addresses are.',
  examples: [[{ source: '/api/*', destinationFromService: 'api', path: '/*' }]],
  items: {
    type: 'object',
    properties: {
      type: { ...fileFields.type.codec.schema, description: `${fileFields.type.doc} Default: rewrite.` },
      source: { ...fileFields.source.codec.schema, description: fileFields.source.doc },
      destinationFromService: {
        type: 'string',
        minLength: 1,
        description: 'The name of the service that they lead to.',
        examples: ['api'],
      },
      path: { type: 'string', description: fields.path.doc, examples: ['/*', '/api/*'] },
    },
    required: ['source', 'destinationFromService'],
    additionalProperties: false,
  },
}

/** Its address is one of the variables that Render provides. */
const addressOf = (service: string): Source => ({
  from: 'variable',
  of: address('service', service),
  key: 'RENDER_EXTERNAL_URL',
})

/** What stands under `x-render-sync` takes the place of the route from the same paths, else it comes first. */
const declaredIn = (file: FileObject): readonly DeclaredItem[] | undefined => {
  const { routes: extended } = (file['x-render-sync'] ?? {}) as { routes?: readonly ToService[] }
  const routes = file.routes as readonly FileObject[] | undefined
  if (!routes && !extended) return undefined
  const services = new Map((extended ?? []).map((one, index) => [one.source, { one, index }]))
  const toService = (source: string, type: unknown): Omit<DeclaredItem, 'key'> | undefined => {
    const { one, index = 0 } = services.get(source) ?? {}
    if (!one) return undefined
    const { destinationFromService: service, path = '' } = one
    const raw = { type: one.type ?? type ?? 'rewrite', source, address: addressOf(service), path }
    return { raw, path: ['x-render-sync', 'routes', index] }
  }
  const own = (routes ?? []).map((route, index) => {
    const source = String(route.source)
    return { key: source, ...(toService(source, route.type) ?? { raw: route, path: ['routes', index] }) }
  })
  const known = new Set(own.map(({ key }) => key))
  const added = [...services.keys()].flatMap((source) => {
    const item = known.has(source) ? undefined : toService(source, undefined)
    return item ? [{ key: source, ...item }] : []
  })
  return [...added, ...own].map((item, position) => ({ ...item, raw: { ...item.raw, position } }))
}

/** Redirects and rewrites of a static site; live-only ones go last. */
export const routes = aspectOf<ServiceLive>()<Route>({
  doc: 'Redirects and rewrites, in order; those that the file does not name follow after them.',
  part: 'route',
  fields,
  onItem: 'update',
  removable: 'plain',
  schema: {
    routes: {
      type: 'array',
      items: {
        ...schemaOfRows(fileFields, ['type', 'source', 'destination']),
        additionalProperties: true,
      },
      description: 'Redirects and rewrites; order matters.',
    },
    'x-render-sync': { type: 'object', properties: { routes: toServices }, additionalProperties: false },
  },
  declared: declaredIn,
  spell: (items) => ({
    routes: [...items]
      .sort((a, b) => a.live.position - b.live.position)
      .map(({ values: { position: _, address, path, ...values }, live }) =>
        address === undefined && path === undefined ? values : ruleOf({}, live),
      ),
  }),
  list: ({ id }) => ({ path: path`/services/${id}/routes`, wrapper: 'route', item: routeForm }),
  items: (_live, listed) => (listed as readonly Route[]).map((route, position) => ({ ...route, position })),
  keyOf: (route) => route.source,
  idOf: ({ id }) => id,
  entryKeys: { routes: keyOfTexts('source') },
  needs: ({ values }) => {
    const source = values.address as Source | undefined
    return source?.from === 'variable' ? [source.of] : []
  },
  order: 'position',
  alternatives: [['destination'], ['address', 'path']],
  onCreate: (wanted) => details({ routes: wanted.map(({ body }) => ruleOf(body)) }),
  write: ({ id }, edit) => routeRequests(id, edit),
})
