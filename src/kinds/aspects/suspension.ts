import { path, post } from '../../http/index.ts'
import { aspectOf, fieldsOf, flag, type LiveRecord, usually } from '../../rows/index.ts'

export interface Suspendable extends LiveRecord {
  readonly suspended?: string
  readonly status?: string
}

const row = fieldsOf<{ readonly suspended: boolean }>()

/** Whether a resource is suspended. `collection`: the first segment of its path. */
export const suspension = (collection: 'services' | 'postgres' | 'key-value') =>
  aspectOf<Suspendable>()<{ readonly suspended: boolean }>({
    doc: 'Whether it is suspended.',
    part: 'suspension',
    fields: {
      suspended: row({
        doc: 'A suspended resource does not run and is not billed.',
        codec: usually(false, flag),
        onChange: 'update',
        read: (live) => live.suspended,
        write: (suspended) => ({ suspended }),
      }),
    },
    onItem: 'update',
    // A suspended service takes no deploy, and a database no change.
    last: true,
    schema: {
      'x-render-sync': {
        type: 'object',
        properties: { suspended: { ...flag.schema, description: 'Whether the resource is suspended.' } },
        additionalProperties: false,
      },
    },
    declared: (file) => {
      const { suspended } = (file['x-render-sync'] ?? {}) as { suspended?: boolean }
      return suspended === undefined
        ? undefined
        : [{ key: '', raw: { suspended }, path: ['x-render-sync', 'suspended'] }]
    },
    spell: ([item]) => ({ 'x-render-sync': item?.values }),
    // Key values tell by their status alone.
    items: ({ suspended, status }) => [{ suspended: suspended === 'suspended' || status === 'suspended' }],
    keyOf: () => '',
    write: ({ id }, { changed }) =>
      changed.flatMap(({ body, live }) =>
        body.suspended === (live?.suspended ?? false)
          ? []
          : [
              post(path`/${collection}/${id}/${body.suspended ? 'suspend' : 'resume'}`, undefined, 'repeat', {
                empty: true,
              }),
            ],
      ),
  })
