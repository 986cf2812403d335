import { form, patch, path } from '../../http/index.ts'
import { aspectOf, fieldsOf, type LiveRecord, schemaOfRows, usually } from '../../rows/index.ts'
import { type Overrides, overrides } from '../shared/parameters.ts'

interface Configurable extends LiveRecord {
  readonly connectionPool?: string
}

const detailForm = form.object({ id: form.id, name: form.word })

interface Parameters {
  readonly parameterOverrides?: Overrides
}

const row = fieldsOf<Parameters>()

const fields = {
  parameterOverrides: row({
    doc: 'Parameters of Postgres that differ from what Render sets: exact, `{}` is none. Some take a restart to take effect.',
    codec: usually({}, overrides),
    onChange: 'update',
    read: ({ parameterOverrides = {} }) => parameterOverrides,
    write: (parameterOverrides) => ({ parameterOverrides }),
  }),
}

/** Parameters of a database: alone among its settings they are missing from the list of databases (API facts §7). */
export const parameters = aspectOf<Configurable>()<Parameters>({
  doc: 'Parameters of Postgres.',
  part: 'parameters',
  fields,
  onItem: 'update',
  schema: {
    'x-render-sync': {
      type: 'object',
      properties: schemaOfRows(fields).properties ?? {},
      additionalProperties: false,
    },
  },
  declared: (file) => {
    const { parameterOverrides } = (file['x-render-sync'] ?? {}) as Record<string, unknown>
    return parameterOverrides === undefined
      ? undefined
      : [{ key: '', raw: { parameterOverrides }, path: ['x-render-sync'] }]
  },
  spell: ([item]) => ({ 'x-render-sync': item?.values }),
  list: ({ id }) => ({ path: path`/postgres/${id}`, answers: 'one item', item: detailForm }),
  items: (_live, listed) => listed as readonly Parameters[],
  keyOf: () => '',
  onCreate: ([item]) => item?.body ?? {},
  // The API takes a missing pool for `none` (API facts §1.8).
  write: ({ id, connectionPool }, { changed }) =>
    changed.map(({ body }) =>
      patch(path`/postgres/${id}`, { ...(connectionPool && { connectionPool }), ...body }, detailForm),
    ),
})
