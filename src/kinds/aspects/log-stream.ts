import { del, form, path, put } from '../../http/index.ts'
import {
  aspectOf,
  type Body,
  fieldsOf,
  type LiveRecord,
  memo,
  oneOf,
  schemaOfRows,
} from '../../rows/index.ts'
import { endpoint, spelledToken, tokenRow, tokenSchema, tokenSource } from './log-target.ts'
import { hidden } from './values.ts'

/** Databases and key values tell their owner in another place than services do. */
export interface Logging extends LiveRecord {
  readonly ownerId?: string
  readonly owner?: { readonly id: string }
}

export interface LogStream {
  readonly resourceId: string
  readonly setting: string
  /** Empty where nothing is sent. */
  readonly endpoint?: string
}

const streamForm = form.object({ resourceId: form.id, setting: form.word })

const row = fieldsOf<LogStream>()

const fileFields = {
  setting: row({
    doc: 'Whether its logs are sent, or dropped.',
    codec: oneOf('send', 'drop'),
    onChange: 'update',
    read: (live) => live.setting,
    write: (setting) => ({ setting }),
  }),
  endpoint: row({
    doc: 'Where its logs are sent. Beside `drop` it says nothing.',
    codec: endpoint,
    onChange: 'update',
    read: (live) => live.endpoint || undefined,
    write: (endpoint) => ({ endpoint }),
  }),
}

/** The endpoint takes the whole stream, and an address only of one that is sent (API facts §1.11, the document). */
const whole = (body: Body, live?: LogStream): Body => {
  const { setting = live?.setting, endpoint = live?.endpoint, token } = body
  return setting === 'drop' ? { setting } : { setting, endpoint, ...(token !== undefined && { token }) }
}

const byResource = memo(
  (listed: readonly unknown[]): ReadonlyMap<string, LogStream> =>
    new Map((listed as readonly LogStream[]).map((stream) => [stream.resourceId, stream])),
)

const part = 'logStream'

/** Where a resource's logs go, if not where the workspace's go (API facts §1.11). */
export const logStream = aspectOf<Logging>()<LogStream>({
  doc: "Where its logs go, instead of to the workspace's log stream.",
  part,
  fields: { ...fileFields, token: row(tokenRow(hidden)) },
  onItem: 'update',
  removable: 'plain',
  schema: {
    'x-render-sync': {
      type: 'object',
      properties: {
        logStream: {
          ...schemaOfRows(fileFields, ['setting'], { token: tokenSchema }),
          description: "Where its logs go, instead of to the workspace's log stream.",
        },
      },
      additionalProperties: false,
    },
  },
  declared: (file, context) => {
    const { logStream } = (file['x-render-sync'] ?? {}) as { logStream?: Readonly<Record<string, unknown>> }
    if (!logStream) return undefined
    const { setting, endpoint, token } = logStream
    const target = { endpoint, ...(token !== undefined && { token: tokenSource(context, part) }) }
    const raw = { setting, ...(setting === 'send' && target) }
    return [{ key: '', raw, path: ['x-render-sync', 'logStream'] }]
  },
  spell: ([item]) => {
    const { token, ...values } = item?.values ?? {}
    const asked = token !== undefined && item?.live.setting === 'send'
    return { 'x-render-sync': { logStream: { ...values, ...(asked && { token: spelledToken }) } } }
  },
  // One list for all resources, without cursors.
  list: ({ ownerId, owner }) => ({
    path: '/logs/streams/resource',
    query: { ownerId: [ownerId ?? owner?.id ?? ''] },
    answers: 'one page',
    item: streamForm,
  }),
  alone: ({ id }) => ({ path: path`/logs/streams/resource/${id}`, answers: 'one item', item: streamForm }),
  items: ({ id }, listed) => {
    const stream = byResource(listed).get(id)
    return stream ? [stream] : []
  },
  keyOf: () => '',
  write: ({ id }, { changed, removed }) => [
    ...changed.map(({ body, live }) =>
      put(path`/logs/streams/resource/${id}`, whole(body, live), streamForm),
    ),
    ...[...removed].map(() => del(path`/logs/streams/resource/${id}`)),
  ],
})
