import { isDeepStrictEqual } from 'node:util'

/** The parts of JSON Schema (2020-12) that rows use. */
export interface JsonSchema {
  readonly $id?: string
  readonly $comment?: string
  readonly $schema?: string
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly title?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: string | number | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly multipleOf?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly deprecated?: boolean
}

/** How one value is spelled in the file and in the API, and when two of them are the same. */
export interface Codec<File, Api> {
  /** What the file may say. */
  readonly schema: JsonSchema
  readonly toApi: (file: File) => Api
  readonly toFile: (api: Api) => File
  /** What to say in a new file to get it, where that is less than what is there. Default: `toFile`. */
  readonly toNewFile?: (api: Api) => File
  /** What is wanted, with what the file leaves out of it as it is live. Default: it is wanted as it stands. */
  readonly over?: (desired: Api, live: Api) => Api
  /** `desired` first; the two sides may differ in what Render adds by itself. Default: deep equality. */
  readonly equal?: (desired: Api, live: Api) => boolean
  /** Whether no new resource gets the value, and what it may have instead: live ones keep it. Default: none is such a value. */
  readonly retired?: (api: Api) => { readonly instead: File | undefined } | undefined
  /** The value is the name of another resource: the first segment of its address. */
  readonly refersTo?: string
}

export type ApiOf<C> = C extends Codec<infer _, infer Api> ? Api : never

export const same = <File, Api>(codec: Codec<File, Api>, desired: Api, live: Api | undefined): boolean =>
  live !== undefined && (codec.equal?.(desired, live) ?? isDeepStrictEqual(desired, live))

const asIs = <T>(schema: JsonSchema): Codec<T, T> => ({
  schema,
  toApi: (value) => value,
  toFile: (value) => value,
})

export const text = (schema: JsonSchema = {}): Codec<string, string> => asIs({ type: 'string', ...schema })
export const flag: Codec<boolean, boolean> = asIs({ type: 'boolean' })
export const integer = (schema: JsonSchema = {}): Codec<number, number> =>
  asIs({ type: 'integer', ...schema })

/** Notes what the API has where nothing was ever said: a file that says nothing means it, and `pull` leaves it out. */
export const usually = <File, Api>(usual: File, codec: Codec<File, Api>): Codec<File, Api> => ({
  ...codec,
  schema: { ...codec.schema, default: usual },
})

/** One of a few words, the same in the file and in the API; a word that only the API knows is passed through. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): Codec<Word, string> => ({
  schema: { type: 'string', enum: words },
  toApi: (word) => word,
  toFile: (api) => api as Word,
})

/**
 * Words that the file and the API spell differently. Where several words of the file mean one of the API, the first
 * is the one that {@link Codec.toFile} gives; a word that is not in the table is passed through.
 */
export const spelled = (words: Readonly<Record<string, string>>): Codec<string, string> => ({
  schema: { type: 'string', enum: Object.keys(words) },
  toApi: (file) => words[file] ?? file,
  toFile: (api) => Object.keys(words).find((word) => words[word] === api) ?? api,
})

const day = /^as of (\S+)$/

/**
 * Words that Render adds to from month to month, as they were on this day (`2026-11-26`): another one may be newer than the
 * table, and then goes to the API as it is.
 */
export const growing = <File, Api>(table: string, codec: Codec<File, Api>): Codec<File, Api> => ({
  ...codec,
  schema: { ...codec.schema, ...asOf(table) },
})

/** The same for words that are no row's. */
export const asOf = (table: string): JsonSchema => ({ $comment: `as of ${table}` })

/** The day of such a table; undefined: there are no other words. */
export const dayOf = ({ $comment = '' }: JsonSchema): string | undefined => day.exec($comment)?.[1]

/** Words whose only difference is `-` in the file and `_` in the API, those that only the API knows too. */
export const hyphenated = (...words: readonly string[]): Codec<string, string> => ({
  schema: { type: 'string', enum: words },
  toApi: (word) => word.replaceAll('-', '_'),
  toFile: (api) => api.replaceAll('_', '-'),
})

/** `enabled` and `disabled` in the file, whatever two values in the API. */
export const switched = <Api>(enabled: Api, disabled: Api): Codec<string, Api> => ({
  schema: { type: 'string', enum: ['enabled', 'disabled'] },
  toApi: (file) => (file === 'enabled' ? enabled : disabled),
  toFile: (api) => (api === enabled ? 'enabled' : 'disabled'),
})

/** A list whose order means nothing. */
export const setOf = <File, Api>(item: Codec<File, Api>, key: (api: Api) => string): Codec<File[], Api[]> => {
  const ordered = (items: readonly Api[]) => [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    schema: { type: 'array', items: item.schema },
    toApi: (files) => files.map(item.toApi),
    toFile: (apis) => apis.map(item.toFile),
    equal: (desired, live) => isDeepStrictEqual(ordered(desired), ordered(live)),
  }
}
