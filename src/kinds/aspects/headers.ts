import { del, form, path, post } from '../../http/index.ts'
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

interface Rule {
  readonly path: string
  readonly name: string
  readonly value: string
}

interface Header extends Rule {
  readonly id: string
}

const headerForm = form.object({ id: form.id, name: form.text, path: form.text, value: form.text })

const row = fieldsOf<Header>()
const column = (name: keyof Rule, doc: string, codec: Codec<string, string>) =>
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
const headerKey = (header: FileObject | Rule) => `${header.path} ${String(header.name).toLowerCase()}`
const keyTexts = keyOfTexts('path', 'name')

const isSame = (one: Rule, other: Rule) => headerKey(one) === headerKey(other) && one.value === other.value

/**
 * Response headers of a static site. They are written one by one: replacing the list would take along what somebody else
 * adds meanwhile. None can be changed, so a new one comes before the old one goes, and the site is never without.
 */
export const headers = aspectOf<ServiceLive>()<Header>({
  doc: 'Response headers; those that the file does not name are left alone.',
  part: 'header',
  fields,
  onItem: 'update',
  removable: 'plain',
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
  list: ({ id }) => ({ path: path`/services/${id}/headers`, wrapper: 'header', item: headerForm }),
  // The oldest first: of two that an interrupted apply left, the old one is what differs from the file, and goes.
  items: (_live, listed) => (listed as readonly Header[]).toReversed(),
  keyOf: headerKey,
  idOf: ({ id }) => id,
  entryKeys: { headers: (header) => keyTexts(header) && headerKey(header as FileObject) },
  onCreate: (wanted) => details({ headers: wanted.map(({ body }) => body) }),
  write: ({ id }, { changed, removed, live }) => {
    const list = path`/services/${id}/headers`
    const gone = (header: Header) => del(path`/services/${id}/headers/${header.id}`)
    const written = changed.flatMap(({ body, live: before }) => {
      const { id: _, ...wanted } = { ...before, ...body } as Header
      const isThere = [...live.values()].some((header) => isSame(header, wanted))
      return [...(isThere ? [] : [added(list, wanted)]), ...(before ? [gone(before)] : [])]
    })
    return [...written, ...[...removed.values()].map(gone)]
  },
})

const added = (list: string, header: Rule) =>
  post(
    list,
    header,
    {
      list: { path: list, wrapper: 'header', item: headerForm },
      match: (found: Header) => isSame(found, header),
    },
    // The document has it under a name for many.
    { body: form.either(form.object({ headers: headerForm }), headerForm) },
  )
