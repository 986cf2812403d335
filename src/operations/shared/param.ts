/** What operations take. A parameter is a JSON Schema with one sentence, and the type of what fits it. */
import type { Hidden } from '../../hidden.ts'
import type { JsonSchema } from '../../rows/index.ts'

/** What may be named in place of its id. */
export type Noun =
  | 'service'
  | 'group'
  | 'postgres'
  | 'keyValue'
  | 'project'
  | 'environment'
  | 'registryCredential'
  | 'webhook'
  | 'workflow'
  | 'resource'

export interface Param<T = unknown> {
  readonly schema: JsonSchema
  readonly optional?: boolean
  /** What the API calls it, where we do not. */
  readonly sends?: string
  /** It is an id, and a name of one of these will do. */
  readonly of?: Noun
  /** It is, or has in it, what must not be seen: a value, a token. */
  readonly hidden?: true
  /** The one workspace as a filter that takes several. */
  readonly filter?: true
  /** A list that the API wants joined with commas. */
  readonly joined?: true
  /** Where the API wants a workspace: the one that a caller is in, if nothing is said. */
  readonly workspace?: true
  /** Only ever a type. */
  readonly is?: T
}

export type Params = Readonly<Record<string, Param>>
type ValueOf<P> = P extends Param<infer T> ? T : never

/** What has to be given for these, and what may be. */
export type GivenFor<P extends Params> = {
  readonly [K in keyof P as P[K] extends { readonly optional: true } ? never : K]: ValueOf<P[K]>
} & {
  readonly [K in keyof P as P[K] extends { readonly optional: true } ? K : never]?: ValueOf<P[K]> | undefined
}

const param = <T>(schema: JsonSchema, description: string): Param<T> => ({
  schema: { ...schema, description },
})

export const text = (says: string): Param<string> => param({ type: 'string' }, says)
export const flag = (says: string): Param<boolean> => param({ type: 'boolean' }, says)
export const time = (says: string): Param<string> => param({ type: 'string', format: 'date-time' }, says)
/** A whole number. */
export const count = (says: string, minimum?: number, maximum?: number): Param<number> =>
  param(
    { type: 'integer', ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) },
    says,
  )
export const number = (says: string, minimum?: number): Param<number> =>
  param({ type: 'number', ...(minimum !== undefined && { minimum }) }, says)

/** One of these words. Words that Render adds to belong into a {@link text} with `examples`: new ones have to go through. */
export const word = <const W extends string>(says: string, ...words: readonly W[]): Param<W> =>
  param({ type: 'string', enum: words }, says)

/** A word of a list that grows: the known ones are named, and others are sent as they are. */
export const growing = (says: string, examples: readonly string[]): Param<string> =>
  param({ type: 'string', examples }, says)

/** Something with keys of its own, which the API checks. */
export const open = (says: string): Param<Readonly<Record<string, unknown>>> =>
  param({ type: 'object', additionalProperties: true }, says)

/** Anything JSON has. */
export const anything = (says: string): Param => param({}, says)

/** Several of these. */
export const list = <T>({
  schema: { description = '', ...items },
  is: _,
  ...rest
}: Param<T>): Param<readonly T[]> => ({
  ...rest,
  ...param<readonly T[]>({ type: 'array', items }, description),
})

/** A list that a query has behind one name. */
export const joined = <T>(item: Param<T>): Param<readonly T[]> => ({ ...list(item), joined: true })

/** Values of a list that have these keys. */
export const items = (
  says: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): Param<readonly Readonly<Record<string, unknown>>[]> =>
  param({ type: 'array', items: { type: 'object', properties, required, additionalProperties: false } }, says)

/** A text that nobody may see on its way: it is never given on a command line. */
export const hiddenText = (says: string): Param<string | Hidden> => ({ ...text(says), hidden: true })

/** What holds such texts. */
export const holding = <T>(one: Param<T>): Param<T> => ({ ...one, hidden: true })

/** An id, or the name of what has it. */
export const idOf = (of: Noun, says: string, sends?: string): Param<string> => ({
  ...text(says),
  of,
  ...(sends !== undefined && { sends }),
})

/** As the API calls it. */
export const sent = <T>(sends: string, one: Param<T>): Param<T> => ({ ...one, sends })

/** None of these has to be given. */
export const optional = <P extends Params>(
  params: P,
): { readonly [K in keyof P]: P[K] & { readonly optional: true } } =>
  Object.fromEntries(Object.entries(params).map(([name, one]) => [name, { ...one, optional: true }])) as never
