/** Environment variables and secret files: texts under a key, of a service or of a group. */
import { address } from '../../address.ts'
import { type AnyAspect, aspectOf, type DeclareContext, type Edit, type FileObject } from '../../aspect.ts'
import type { Codec, JsonSchema } from '../../codec.ts'
import { fieldsOf } from '../../field.ts'
import { generated, Hidden } from '../../hidden.ts'
import { type ApiList, type ApiRequest, put } from '../../http/request.ts'
import type { Source } from '../../source.ts'

/** A live variable or file. */
export interface ValueItem {
  readonly key: string
  readonly value: Hidden
}

/** Before the comparison the engine turns every source into a hidden value, known or not yet. */
export const hidden: Codec<Source, Hidden> = {
  schema: { type: 'string' },
  toApi: (source) => source as never,
  toFile: (value) => value as never,
  // What stays as it is is the live value itself, which may be one that nobody can read.
  equal: (desired, live) => desired === live || desired.equals(live),
}

const row = fieldsOf<ValueItem>()

const textRow = (name: 'value' | 'content') =>
  row({
    doc: name === 'value' ? 'The value.' : 'What stands in the file.',
    codec: hidden,
    onChange: 'deploy',
    secret: true,
    read: (item) => item.value,
    write: (value) => (value === generated ? { generateValue: true } : { [name]: value.reveal() }),
  })

/** Literals may be numbers or booleans in the file; in the workspace they are texts. */
export const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const isMapping = (value: unknown): value is FileObject => typeof value === 'object' && value !== null

/** Where the value of a variable comes from, as the file says it. */
export const sourceOf = (entry: FileObject, { name }: DeclareContext): Source => {
  if (isMapping(entry.fromDatabase)) {
    const { name: of, property } = entry.fromDatabase
    return { from: 'property', of: address('database', asText(of)), property: asText(property) }
  }
  if (isMapping(entry.fromService)) {
    const { name: of, type, property, envVarKey } = entry.fromService
    const target = address(type === 'keyvalue' || type === 'redis' ? 'keyvalue' : 'service', asText(of))
    return envVarKey === undefined
      ? { from: 'property', of: target, property: asText(property) }
      : { from: 'variable', of: target, key: asText(envVarKey) }
  }
  if (entry.generateValue === true) return { from: 'generated' }
  if (entry.value === undefined) return { from: 'secret', name: `${name}/${asText(entry.key ?? entry.name)}` }
  return { from: 'literal', text: asText(entry.value) }
}

const oneValue: JsonSchema = {
  anyOf: [{ type: 'string' }, { type: 'number' }],
  description: 'The value itself.',
}

const ownValue = {
  key: { type: 'string', minLength: 1, description: 'The name of the variable.' },
  value: oneValue,
  generateValue: { type: 'boolean', description: 'Render makes up 32 random bytes, once.' },
  sync: { type: 'boolean', description: '`false`: a secret that is given elsewhere.' },
  previewValue: {
    ...oneValue,
    description: "The value in preview environments; set by Render's Blueprint sync only.",
  },
} as const

const reference = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({
  type: 'object',
  description: 'A property of another resource.',
  properties: { name: { type: 'string', description: 'The name of the resource.' }, ...properties },
  required: ['name', ...required],
})

export const databaseProperties = [
  'connectionString',
  'connectionPoolString',
  'host',
  'port',
  'user',
  'password',
  'database',
]

const groupVariable: JsonSchema = {
  type: 'object',
  properties: ownValue,
  required: ['key'],
  additionalProperties: false,
}

const serviceVariable: JsonSchema = {
  ...groupVariable,
  properties: {
    ...ownValue,
    fromGroup: { type: 'string', description: 'Link an environment group; stands alone.' },
    fromDatabase: reference(
      { property: { type: 'string', enum: databaseProperties, description: 'Which property.' } },
      ['property'],
    ),
    fromService: reference(
      {
        type: {
          type: 'string',
          enum: ['web', 'pserv', 'worker', 'cron', 'static', 'keyvalue', 'redis', 'dpg', 'job'],
          description: 'The type of the service.',
        },
        property: {
          type: 'string',
          enum: ['host', 'port', 'hostport', 'connectionString'],
          description: 'Which property.',
        },
        envVarKey: { type: 'string', description: "The name of one of that service's variables." },
      },
      ['type'],
    ),
  },
  required: [],
}

interface Place<Live> {
  readonly list?: (live: Live) => ApiList
  readonly read: (live: Live, listed: readonly unknown[]) => readonly { key: string; text: string }[]
  readonly url: (live: Live, key: string) => string
}

const needsOf = ({ values }: { values: Readonly<Record<string, unknown>> }): readonly string[] => {
  const source = (values.value ?? values.content) as Source
  return source.from === 'property' || source.from === 'variable' ? [source.of] : []
}

/** Written key by key: replacing the whole list would delete what somebody else added since it was read. */
const writeEach =
  <Live>(place: Place<Live>) =>
  (resource: Live, { changed }: Edit<ValueItem>): ApiRequest[] =>
    changed.map((item) => put(place.url(resource, item.key), item.body))

const itemsOf =
  <Live>(place: Place<Live>) =>
  (live: Live, listed: readonly unknown[]): ValueItem[] =>
    place.read(live, listed).map(({ key, text }) => ({ key, value: new Hidden(text) }))

export const envVars = <Live>(place: Place<Live>, holder: 'service' | 'group'): AnyAspect<Live> =>
  aspectOf<Live>()<ValueItem>({
    doc: 'Environment variables; those that the file does not name are left alone.',
    part: 'env',
    fields: { value: textRow('value') },
    onItem: 'deploy',
    schema: {
      envVars: {
        type: 'array',
        items: holder === 'group' ? groupVariable : serviceVariable,
        description: 'Environment variables.',
      },
    },
    declared: (file, context) =>
      (file.envVars as readonly FileObject[] | undefined)?.flatMap((entry, index) =>
        entry.key === undefined
          ? []
          : [
              {
                key: asText(entry.key),
                raw: { value: sourceOf(entry, context) },
                path: ['envVars', index],
              },
            ],
      ),
    ...(place.list && { list: place.list }),
    items: itemsOf(place),
    keyOf: (item) => item.key,
    needs: needsOf,
    onCreate: (wanted) => ({ envVars: wanted.map((item) => ({ key: item.key, ...item.body })) }),
    write: writeEach(place),
  })

const fileSchema: JsonSchema = {
  type: 'array',
  description: 'Secret files.',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, description: 'The name of the file.' },
      content: { type: 'string', description: 'What stands in it.' },
      sync: { type: 'boolean', const: false, description: '`false`: the content is given elsewhere.' },
    },
    required: ['name'],
    additionalProperties: false,
  },
}

/** Secret files are no part of Render's language: they stand under `x-render-sync`. */
export const secretFiles = <Live>(place: Place<Live>): AnyAspect<Live> =>
  aspectOf<Live>()<ValueItem>({
    doc: 'Secret files; those that the file does not name are left alone.',
    part: 'file',
    fields: { content: textRow('content') },
    onItem: 'deploy',
    schema: {
      'x-render-sync': {
        type: 'object',
        properties: { secretFiles: fileSchema },
        additionalProperties: false,
      },
    },
    declared: (file, context) => {
      const extension = file['x-render-sync'] as { secretFiles?: readonly FileObject[] } | undefined
      return extension?.secretFiles?.map((entry, index) => ({
        key: asText(entry.name),
        raw: { content: sourceOf({ name: entry.name, value: entry.content }, context) },
        path: ['x-render-sync', 'secretFiles', index],
      }))
    },
    ...(place.list && { list: place.list }),
    items: itemsOf(place),
    keyOf: (item) => item.key,
    needs: needsOf,
    onCreate: (wanted) => ({ secretFiles: wanted.map((item) => ({ name: item.key, ...item.body })) }),
    write: writeEach(place),
  })
