/** A live resource as a file declares it. Pure, and generic: it knows rows and aspects, and no kind. */
import { within } from '../../address.ts'
import { Hidden } from '../../hidden.ts'
import type { Live, LiveResource } from '../../live.ts'
import {
  type AnyAspect,
  type AnyField,
  type AnyFields,
  type DefaultContext,
  dayOf,
  type FileObject,
  misspelled,
  type SpelledItem,
  same,
} from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { recoverer } from './recover.ts'

/** Spells live resources and their items. */
export interface Speller {
  /** The whole mapping, without what a new resource would get by itself. */
  readonly resource: (live: LiveResource) => FileObject
  /** Of the mapping what tells which resource it is, what no file may leave out (which it leaves as it is), and this. */
  readonly part: (live: LiveResource, part: Part) => FileObject
  /** The rows alone, without those of the identity. */
  readonly rows: (live: LiveResource) => FileObject
  /** A part of the mapping: these items of an aspect; with `fields`, these rows of them. */
  readonly items: (
    live: LiveResource,
    aspect: AnyAspect,
    keys: readonly string[],
    fields?: readonly string[],
  ) => FileObject
}

/** Some rows of a resource, and by aspect some of its items. */
export interface Part {
  readonly rows: readonly string[]
  readonly items: ReadonlyMap<string, readonly string[]>
}

/** Whether the file gets a value as it is; else it stands there as a secret. */
export type Keeps = (live: LiveResource, aspect: AnyAspect, key: string, value: Hidden) => boolean

export const extension = 'x-render-sync'

export const spellerOf = (known: Live, keeps: Keeps): Speller => {
  const recover = recoverer(known)
  const sourceOf = (live: LiveResource, aspect: AnyAspect, key: string, value: Hidden): Source =>
    (aspect.takesReferences ? recover(value, key, live.address) : undefined) ??
    (keeps(live, aspect, key, value)
      ? { from: 'literal', text: value.reveal() }
      : secretSource(live, aspect.part, key))
  const context = {
    typeOf: (address: string) => {
      const live = known.get(address)
      return live?.kind.file.types?.[0]
    },
  }
  const items: Speller['items'] = (live, aspect, keys, fields) => {
    const part = partOf(live, aspect)
    const spelled = keys.flatMap((key): SpelledItem<unknown>[] => {
      const item = part.get(key)
      if (item === undefined) return []
      const values = fields
        ? Object.fromEntries(fields.map((name) => [name, spelledRow(aspect.fields[name], item)]))
        : spellRows(aspect.fields, item, [])
      return [{ key, values: withSources(values, (value) => sourceOf(live, aspect, key, value)), live: item }]
    })
    return spelled.length > 0 ? (aspect.spell?.(spelled, context) ?? {}) : {}
  }
  const rows = (live: LiveResource, isWanted: (row: string) => boolean = () => true): FileObject => {
    const { file, fields } = live.kind
    const idle = idleIn(live)
    const kept = Object.entries(spellRows(fields, live.record, file.required)).filter(
      ([name]) => !idle.includes(name) && isWanted(name),
    )
    return combine(...kept.map(([name, value]) => nested(name, value)))
  }
  const mappingOf = (live: LiveResource, ...parts: readonly FileObject[]): FileObject => {
    const mapping = combine(identityOf(live), ...parts)
    return withExtensionLast({ ...withoutNothing(mapping), ...emptyLists(live, mapping) })
  }
  return {
    resource: (live) => {
      const parts = aspectsOf(live).map(([, aspect]) => items(live, aspect, keysOf(live, aspect)))
      return mappingOf(live, rows(live), ...parts)
    },
    part: (live, part) => {
      const { required } = live.kind.file
      const needed = neededIn(live).filter((row) => !part.rows.includes(row))
      const wanted = [...required, ...needed, ...part.rows]
      const parts = aspectsOf(live).map(([name, aspect]) => items(live, aspect, part.items.get(name) ?? []))
      const said = rows(live, (row) => wanted.includes(row))
      return mappingOf(live, said, ...parts, needed.length > 0 ? nested(`${extension}.ignore`, needed) : {})
    },
    rows: (live) => rows(live),
    items,
  }
}

/** Rows that a resource like this cannot be made without. */
const neededIn = ({ kind, record }: LiveResource): readonly string[] => {
  const values = Object.entries(kind.fields as AnyFields).map(([name, row]) => [name, row.read(record)])
  return kind.needed?.(Object.fromEntries(values)) ?? []
}

const identityOf = ({ kind: { file }, name }: LiveResource): FileObject => ({
  ...(file.types && { type: file.types[0] }),
  ...(!file.single && { name }),
  ...(file.static && { runtime: 'static' }),
})

/** What means nothing for a resource, whatever the API says of it. */
const idleIn = ({ kind, record }: LiveResource): readonly string[] => {
  const { fields, useless } = kind
  return useless?.(spellRows(fields as AnyFields, record, [])) ?? []
}

/** The aspects that mean something for a resource, by name. */
export const aspectsOf = (live: LiveResource): readonly (readonly [string, AnyAspect])[] => {
  const idle = idleIn(live)
  return Object.entries(live.kind.aspects).filter(([name]) => !idle.includes(name))
}

const partOf = (live: LiveResource, aspect: AnyAspect): ReadonlyMap<string, unknown> => {
  const { aspects } = live.kind
  const name = Object.keys(aspects).find((candidate) => aspects[candidate] === aspect)
  return live.parts.get(name ?? '') ?? new Map()
}

/** The keys of the items of an aspect that people gave, sorted. */
export const keysOf = (live: LiveResource, aspect: AnyAspect): readonly string[] =>
  [...partOf(live, aspect)].flatMap(([key, item]) => (aspect.derivedFrom?.(item) ? [] : [key])).sort()

const spelledRow = (row: AnyField | undefined, live: unknown): unknown => {
  const value = row?.read(live)
  return value === undefined || row === undefined ? undefined : spelledValue(row, value)
}

/** A word that only the API knows, and that a file would be told is a misspelling. */
const isUnspeakable = ({ codec }: AnyField, value: unknown): boolean => {
  const { schema } = codec
  const word = codec.toFile(value)
  const words = (schema.enum ?? []).map(String)
  return (
    dayOf(schema) !== undefined &&
    typeof word === 'string' &&
    !words.includes(word) &&
    misspelled(word, words) !== undefined
  )
}

/** The rows of a resource that a file cannot say, with what is live. */
export const unspeakable = ({ kind, record }: LiveResource): readonly string[] =>
  Object.entries(kind.fields as AnyFields).flatMap(([name, row]) => {
    const value = row.read(record)
    return value !== undefined && isUnspeakable(row, value) ? [`${name} ${JSON.stringify(value)}`] : []
  })

const spelledValue = ({ codec }: AnyField, value: unknown): unknown =>
  (codec.toNewFile ?? codec.toFile)(value)

/** By row; without the ones that would come by themselves, but for the ones that the file must have. */
const spellRows = (fields: AnyFields, live: unknown, required: readonly string[]): FileObject => {
  const values = Object.fromEntries(
    Object.entries(fields).flatMap(([name, row]) => {
      const value = row.read(live)
      return value === undefined || isUnspeakable(row, value) ? [] : [[name, value]]
    }),
  )
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, row]) => {
      const value = values[name]
      if (value === undefined || (!required.includes(name) && comesByItself(row, value, { values, live })))
        return []
      return [[name, spelledValue(row, value)]]
    }),
  )
}

const comesByItself = (row: AnyField, value: unknown, context: DefaultContext): boolean => {
  const given = typeof row.default === 'function' ? row.default(context) : row.default
  if (given !== undefined) return same(row.codec, given, value)
  const { default: usual } = row.codec.schema
  const usualValue = usual === undefined ? undefined : row.codec.toApi(usual)
  return [usualValue, row.clear].some((one) => one !== undefined && same(row.codec, one, value))
}

/** In the place of a hidden value stands where it comes from. */
const withSources = (values: FileObject, sourceOf: (value: Hidden) => Source): FileObject =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value instanceof Hidden ? sourceOf(value) : value]),
  )

const secretSource = ({ address, name }: LiveResource, part: string, key: string): Source => ({
  from: 'secret',
  name: `${name}/${key}`,
  address: within(address, part, key),
})

/** `nested('image.url', x)` is `{ image: { url: x } }`. */
export const nested = (path: string, value: unknown): FileObject =>
  path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, name) => ({ [name]: inner }), value) as FileObject

export const isMapping = (value: unknown): value is FileObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Mappings go into each other, lists after each other. */
export const combine = (...objects: readonly FileObject[]): FileObject => {
  const all: Record<string, unknown> = {}
  for (const [key, value] of objects.flatMap(Object.entries)) {
    const before = all[key]
    if (isMapping(before) && isMapping(value)) all[key] = combine(before, value)
    else if (Array.isArray(before) && Array.isArray(value)) all[key] = [...before, ...value]
    else if (value !== undefined || before === undefined) all[key] = value
  }
  return all
}

/** Without keys that have nothing, and mappings in which nothing is left. */
export const withoutNothing = (object: FileObject): FileObject =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const kept = cleaned(value)
      return kept === undefined || (isMapping(kept) && Object.keys(kept).length === 0) ? [] : [[key, kept]]
    }),
  )

export const cleaned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(cleaned)
  return isMapping(value) ? withoutNothing(value) : value
}

/** Lists that the file must have, though there is nothing in them. */
const emptyLists = ({ kind }: LiveResource, mapping: FileObject): FileObject => {
  const { file, aspects } = kind
  const lists = Object.values(aspects).flatMap(({ schema }) =>
    Object.entries(schema).flatMap(([key, { type }]) => (type === 'array' ? [key] : [])),
  )
  const missing = file.required.filter((name) => lists.includes(name) && mapping[name] === undefined)
  return Object.fromEntries(missing.map((name) => [name, []]))
}

const withExtensionLast = ({ [extension]: added, ...rest }: FileObject): FileObject =>
  added === undefined ? rest : { ...rest, [extension]: added }
