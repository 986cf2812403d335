import type { Codec } from './codec.ts'

/** A part of a request body; bodies of several rows are merged key by key. */
export type Body = Readonly<Record<string, unknown>>

/** What a change of a field does, besides being written. */
export type OnChange =
  /** It takes effect at once. */
  | 'update'
  /** It takes effect with the next deploy, so one follows. */
  | 'deploy'
  /** The API cannot change it: the resource would have to be deleted and created anew. */
  | 'replace'
  /** The API cannot change it, Render's own Blueprint sync can: never planned, named in a note. */
  | 'blueprint-only'
  /** It is not done, for the reason given. */
  | { readonly refuse: string }
  /** It takes effect at once, and destroys the data that is said: only where that is confirmed. */
  | { readonly destroys: string }
  /** It takes effect at once, and takes away what is said. */
  | { readonly smaller: string }
  /** The live value is as good, for the reason given: never planned, named in a note. */
  | { readonly keep: string }

/** Whether a difference is one that a plan does something about, be it to refuse. */
export const isPlanned = (onChange: OnChange): boolean =>
  onChange !== 'blueprint-only' && !(typeof onChange === 'object' && 'keep' in onChange)

export interface WriteContext {
  /** The workspace's id. */
  readonly owner: string
  /** The id of a resource, live or created by this apply. Throws for one that does not exist. */
  readonly id: (address: string) => string
}

/** What a default may be derived from. */
export interface DefaultContext<Live = unknown> {
  /** The repository that holds the file, if it is known. */
  readonly repo?: string | undefined
  /** The values that the file gives, by field. */
  readonly values: Readonly<Record<string, unknown>>
  /** What is there already, where a pull asks whether a value has come by itself. */
  readonly live?: Live
}

/** What two entries of a list in the file have in common that mean the same; undefined: this one has no such thing. */
export type EntryKey = (entry: unknown) => string | undefined

/** A key that consists of these texts of a mapping. */
export const keyOfTexts =
  (...names: readonly string[]): EntryKey =>
  (entry) => {
    if (typeof entry !== 'object' || entry === null) return undefined
    const texts = names.map((name) => (entry as Readonly<Record<string, unknown>>)[name])
    return texts.includes(undefined) ? undefined : texts.map(String).join(' ')
  }

/**
 * One row of a kind: a field of the file and where it lives in the API. The name of the row is the field's path in
 * the file, dotted where it is nested (`maintenanceMode.enabled`).
 */
export interface Field<Live, File, Api> {
  /** One sentence for the schema and the reference page. */
  readonly doc: string
  readonly codec: Codec<File, Api>
  /** `values`: what the file gives, by field. */
  readonly onChange:
    | OnChange
    | ((
        desired: Api,
        live: Api | undefined,
        record: Live,
        values: Readonly<Record<string, unknown>>,
      ) => OnChange)
  /** What is sent on create when the file is silent. Absent: nothing, and the API decides. */
  readonly default?: Api | ((context: DefaultContext<Live>) => Api | undefined)
  /** The value that `null` in the file stands for. Absent: the API cannot clear it. */
  readonly clear?: Api
  /** Of a list: the key of an entry of it in the file. Absent: the list is one value. */
  readonly entryKey?: EntryKey
  /** Whether its live value must never be shown. */
  readonly secret?: true
  /** Undefined: the live resource has none. */
  readonly read: (live: Live) => Api | undefined
  readonly write: (value: Api, context: WriteContext, live: Live | undefined) => Body
}

// biome-ignore lint/suspicious/noExplicitAny: the engine walks rows of all kinds; each row is checked where it is written
export type AnyField<Live = any> = Field<Live, any, any>
export type AnyFields = Readonly<Record<string, AnyField>>
export type Fields<Live> = Readonly<Record<string, AnyField<Live>>>

/** Gives a row its types: the codec's two sides are inferred, the live side comes from the caller. */
export const fieldsOf =
  <Live>() =>
  <File, Api>(row: Field<Live, File, Api>): Field<Live, File, Api> =>
    row

const isPlain = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Merges partial bodies key by key; the later one wins where both give a value. */
export const merge = (...bodies: readonly Body[]): Body => {
  const merged: Record<string, unknown> = {}
  for (const body of bodies) {
    for (const [key, value] of Object.entries(body)) {
      const before = merged[key]
      merged[key] = isPlain(before) && isPlain(value) ? merge(before, value) : value
    }
  }
  return merged
}
