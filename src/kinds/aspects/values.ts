/** Environment variables and secret files: texts under a key, of a service or of a group. */
import { address, within } from '../../address.ts'
import { generated, Hidden } from '../../hidden.ts'
import { type ApiList, type ApiRequest, del, type Form, put } from '../../http/index.ts'
import {
  type AnyAspect,
  aspectOf,
  type Codec,
  type DeclareContext,
  type DeclaredItem,
  type Edit,
  type FileObject,
  fieldsOf,
  keyOfTexts,
  type SpellContext,
  type SpelledItem,
} from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { fileSchema, groupVariable, secretsSchema, serviceVariable } from './values-schema.ts'

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
const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const isMapping = (value: unknown): value is FileObject => typeof value === 'object' && value !== null

const secretOf = (
  key: string,
  part: string,
  { address: owner, name }: DeclareContext,
  optional?: unknown,
): Source => ({
  from: 'secret',
  name: `${name}/${key}`,
  address: within(owner, part, key),
  ...(optional === true && { optional }),
})

/** What `fromService` means by a type; any other is one of a service. */
const prefixes = new Map<unknown, string>([
  ['keyvalue', 'keyvalue'],
  ['redis', 'keyvalue'],
  ['dpg', 'database'],
  ['workflow', 'workflow'],
])

/** Where the value of a variable or a file comes from, as the file says it. */
const sourceOf = (entry: FileObject, key: string, part: string, context: DeclareContext): Source => {
  if (isMapping(entry.fromDatabase)) {
    const { name: of, property } = entry.fromDatabase
    return { from: 'property', of: address('database', asText(of)), property: asText(property) }
  }
  if (isMapping(entry.fromService)) {
    const { name: of, type, property, envVarKey } = entry.fromService
    const target = address(prefixes.get(type) ?? 'service', asText(of))
    return envVarKey === undefined
      ? { from: 'property', of: target, property: asText(property) }
      : { from: 'variable', of: target, key: asText(envVarKey) }
  }
  if (entry.generateValue === true) return { from: 'generated' }
  if (entry.value === undefined) return secretOf(key, part, context, entry.optional)
  return { from: 'literal', text: asText(entry.value) }
}

const spelledSource = (source: Source, typeOf: SpellContext['typeOf']): FileObject => {
  if (source.from === 'literal') return { value: source.text }
  if (source.from !== 'property' && source.from !== 'variable') return { sync: false }
  const name = decodeURIComponent(source.of.slice(source.of.indexOf('/') + 1))
  const what = source.from === 'variable' ? { envVarKey: source.key } : { property: source.property }
  const type = typeOf(source.of)
  return type === undefined ? { fromDatabase: { name, ...what } } : { fromService: { name, type, ...what } }
}

/** Takes whatever gave the variable its value out of the file, and that it may be missing. */
const noSource = Object.fromEntries(
  ['value', 'generateValue', 'sync', 'fromDatabase', 'fromService', 'x-render-sync'].map((name) => [
    name,
    undefined,
  ]),
)

interface Endpoint<Live> {
  readonly list?: (live: Live) => ApiList
  readonly read: (live: Live, listed: readonly unknown[]) => readonly { key: string; text: string }[]
  readonly url: (live: Live, key: string) => string
  /** What a write is answered with. */
  readonly written: Form
}

const needsOf = ({ values }: { values: Readonly<Record<string, unknown>> }): readonly string[] => {
  const source = (values.value ?? values.content) as Source
  return source.from === 'property' || source.from === 'variable' ? [source.of] : []
}

/** Written key by key: replacing the whole list would delete what somebody else added since it was read. */
const writeEach =
  <Live>(endpoint: Endpoint<Live>) =>
  (resource: Live, { changed, removed }: Edit<ValueItem>): ApiRequest[] => [
    ...changed.map((item) => put(endpoint.url(resource, item.key), item.body, endpoint.written)),
    ...[...removed.keys()].map((key) => del(endpoint.url(resource, key))),
  ]

const itemsOf =
  <Live>(endpoint: Endpoint<Live>) =>
  (live: Live, listed: readonly unknown[]): ValueItem[] =>
    endpoint.read(live, listed).map(({ key, text }) => ({ key, value: new Hidden(text) }))

const variablePart = 'env'
const filePart = 'file'

/** What an entry says under `x-render-sync`. */
const added = (entry: FileObject): FileObject =>
  isMapping(entry['x-render-sync']) ? entry['x-render-sync'] : {}

const variableOf = (entry: FileObject, index: number, context: DeclareContext): DeclaredItem[] =>
  entry.key === undefined
    ? []
    : [
        {
          key: asText(entry.key),
          raw: { value: sourceOf({ ...entry, ...added(entry) }, asText(entry.key), variablePart, context) },
          path: ['envVars', index],
        },
      ]

/** Render ignores `sync: false` in groups, so the secrets of a group are named under `x-render-sync`. */
const groupSecrets = (file: FileObject, context: DeclareContext): DeclaredItem[] | undefined => {
  const { secrets } = (file['x-render-sync'] ?? {}) as { secrets?: readonly unknown[] }
  return secrets?.map((given, index) => {
    const { key, optional } = isMapping(given) ? given : { key: given, optional: undefined }
    return {
      key: asText(key),
      raw: { value: secretOf(asText(key), variablePart, context, optional) },
      path: ['x-render-sync', 'secrets', index],
    }
  })
}

const spelledInService = (
  items: readonly SpelledItem<ValueItem>[],
  { typeOf }: SpellContext,
): FileObject => ({
  envVars: items.map(({ key, values }) => ({
    key,
    ...noSource,
    ...spelledSource(values.value as Source, typeOf),
  })),
})

/** A group refers to nothing: what is no text of the file is a secret. */
const spelledInGroup = (items: readonly SpelledItem<ValueItem>[]): FileObject => {
  const texts = items.flatMap(({ key, values }) => {
    const source = values.value as Source
    return source.from === 'literal' ? [{ key, ...noSource, value: source.text }] : []
  })
  const secrets = items.map(({ key }) => key).filter((key) => !texts.some((text) => text.key === key))
  return { envVars: texts, ...(secrets.length > 0 && { 'x-render-sync': { secrets } }) }
}

export const envVars = <Live>(endpoint: Endpoint<Live>, holder: 'service' | 'group'): AnyAspect<Live> =>
  aspectOf<Live>()<ValueItem>({
    doc: 'Environment variables; those that the file does not name are left alone.',
    part: variablePart,
    fields: { value: textRow('value') },
    onItem: 'deploy',
    removable: 'plain',
    audited: ['CreateEnvVarsEvent', 'UpdateEnvVarsEvent', 'DeleteEnvVarsEvent'],
    schema: {
      envVars: {
        type: 'array',
        items: holder === 'group' ? groupVariable : serviceVariable,
        description: 'Environment variables.',
      },
      ...(holder === 'group' && {
        'x-render-sync': {
          type: 'object',
          properties: { secrets: secretsSchema },
          additionalProperties: false,
        },
      }),
    },
    declared: (file, context) => {
      const { envVars } = file as { envVars?: readonly FileObject[] }
      const secrets = holder === 'group' ? groupSecrets(file, context) : undefined
      return envVars || secrets
        ? [
            ...(envVars ?? []).flatMap((entry, index) => variableOf(entry, index, context)),
            ...(secrets ?? []),
          ]
        : undefined
    },
    spell: holder === 'group' ? spelledInGroup : spelledInService,
    ...(holder === 'service' && { takesReferences: true }),
    ...(endpoint.list && { list: endpoint.list }),
    items: itemsOf(endpoint),
    keyOf: (item) => item.key,
    entryKeys: { envVars: keyOfTexts('key') },
    needs: needsOf,
    onCreate: (wanted) => ({ envVars: wanted.map((item) => ({ key: item.key, ...item.body })) }),
    write: writeEach(endpoint),
  })

/** Secret files are no part of Render's language: they stand under `x-render-sync`. */
export const secretFiles = <Live>(endpoint: Endpoint<Live>): AnyAspect<Live> =>
  aspectOf<Live>()<ValueItem>({
    doc: 'Secret files; those that the file does not name are left alone.',
    part: filePart,
    fields: { content: textRow('content') },
    onItem: 'deploy',
    removable: 'plain',
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
        raw: { content: sourceOf({ ...entry, value: entry.content }, asText(entry.name), filePart, context) },
        path: ['x-render-sync', 'secretFiles', index],
      }))
    },
    spell: (items) => ({
      'x-render-sync': {
        secretFiles: items.map(({ key }) => ({ name: key, content: undefined, sync: false })),
      },
    }),
    ...(endpoint.list && { list: endpoint.list }),
    items: itemsOf(endpoint),
    keyOf: (item) => item.key,
    entryKeys: { secretFiles: keyOfTexts('name') },
    needs: needsOf,
    onCreate: (wanted) => ({ secretFiles: wanted.map((item) => ({ name: item.key, ...item.body })) }),
    write: writeEach(endpoint),
  })
