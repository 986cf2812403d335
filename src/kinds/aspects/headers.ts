import { path, put } from '../../http/index.ts'
import {
  aspectOf,
  type Codec,
  type FileObject,
  fieldsOf,
  keyOfTexts,
  schemaOfRows,
  text,
} from '../../rows/index.ts'
import { details, type ServiceLive } from '../shared/service-live.ts'

interface Header {
  readonly path: string
  readonly name: string
  readonly value: string
}

const row = fieldsOf<Header>()
const column = (name: keyof Header, doc: string, codec: Codec<string, string>) =>
  row({
    doc,
    codec,
    onChange: 'update',
    read: (header) => header[name],
    write: (value) => ({ [name]: value }),
  })

const fields = {
  path: column('path', 'The paths that get the header.', text({ examples: ['/*', '/assets/*'] })),
  name: column('name', 'The name of the header.', {
    ...text({ examples: ['Cache-Control', 'X-Frame-Options'] }),
    equal: (desired, live) => desired.toLowerCase() === live.toLowerCase(),
  }),
  value: column('value', 'The value of the header.', text({ examples: ['public, max-age=3600', 'DENY'] })),
}

/** HTTP tells no upper case from lower in a header's name. */
const headerKey = (header: FileObject | Header) => `${header.path} ${String(header.name).toLowerCase()}`
const keyTexts = keyOfTexts('path', 'name')
const plain = ({ path, name, value }: Header) => ({ path, name, value })

/** Response headers of a static site. The endpoint replaces the whole list, so live ones are sent along. */
export const headers = aspectOf<ServiceLive>()<Header>({
  doc: 'Response headers; those that the file does not name are left alone.',
  part: 'header',
  fields,
  onItem: 'update',
  schema: {
    headers: {
      type: 'array',
      items: { ...schemaOfRows(fields, ['path', 'name', 'value']), additionalProperties: true },
      description: 'Response headers.',
    },
  },
  declared: ({ headers }) =>
    (headers as readonly FileObject[] | undefined)?.map((header, index) => ({
      key: headerKey(header),
      raw: header,
      path: ['headers', index],
    })),
  spell: (items) => ({ headers: items.map(({ values }) => values) }),
  list: ({ id }) => ({ path: path`/services/${id}/headers`, wrapper: 'header' }),
  items: (_live, listed) => listed as readonly Header[],
  keyOf: headerKey,
  entryKeys: { headers: (header) => keyTexts(header) && headerKey(header as FileObject) },
  onCreate: (wanted) => details({ headers: wanted.map(({ body }) => body) }),
  write: ({ id }, { declared, removed, live }) => {
    const named = new Set([...declared.map(({ key }) => key), ...removed.keys()])
    const kept = [...live].filter(([key]) => !named.has(key)).map(([, header]) => plain(header))
    const given = declared.map(({ body, live: header }) => ({ ...(header && plain(header)), ...body }))
    return [put(path`/services/${id}/headers`, [...kept, ...given])]
  },
})
