import { form, path, put } from '../../http/index.ts'
import { aspectOf, fieldsOf, oneOf, schemaOfRows } from '../../rows/index.ts'
import { endpoint, spelledToken, tokenRow, tokenSchema, tokenSource } from './log-target.ts'
import { hidden } from './values.ts'

/** The log stream of a workspace, which has the id of its workspace. */
export interface OwnerStream {
  readonly id: string
  readonly ownerId: string
  readonly endpoint: string
  readonly preview: string
}

export const streamForm = form.object({ ownerId: form.id, preview: form.text })

export const ownerStreamPath = (owner: string): string => path`/logs/streams/owner/${owner}`

const row = fieldsOf<OwnerStream>()

const fileFields = {
  endpoint: row({
    doc: 'Where the logs are sent.',
    codec: endpoint,
    onChange: 'update',
    read: (live) => live.endpoint,
    write: (endpoint) => ({ endpoint }),
  }),
  preview: row({
    doc: 'Whether the logs of previews are sent as well, or dropped.',
    codec: oneOf('send', 'drop'),
    onChange: 'update',
    read: (live) => live.preview,
    write: (preview) => ({ preview }),
  }),
}

const part = 'target'

/** Where the logs of a workspace go. The API takes all of it at once, and never gives the token back (API facts §1.11). */
export const target = aspectOf<OwnerStream>()<OwnerStream>({
  doc: 'Where the logs go; its token is the secret `workspace/logStreamToken`.',
  part,
  fields: { ...fileFields, token: row(tokenRow(hidden)) },
  onItem: 'update',
  schema: schemaOfRows(fileFields, [], { token: tokenSchema }).properties ?? {},
  declared: ({ endpoint, preview, token }, context) => {
    const raw = { endpoint, preview, ...(token !== undefined && { token: tokenSource(context, part) }) }
    return [{ key: '', raw, path: [] }]
  },
  spell: ([item]) => {
    const { token, ...values } = item?.values ?? {}
    return { ...values, ...(token !== undefined && { token: spelledToken }) }
  },
  items: (live) => [live],
  keyOf: () => '',
  onCreate: ([item]) => item?.body ?? {},
  write: ({ id, endpoint, preview }, { changed }) =>
    changed.map(({ body }) => put(ownerStreamPath(id), { endpoint, preview, ...body }, streamForm)),
})
