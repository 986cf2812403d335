import type { ApiList, ApiRequest } from '../http/index.ts'
import type { JsonSchema } from './codec.ts'
import type { AnyFields, Body, EntryKey, Fields, WriteContext } from './field.ts'

/** A mapping of the file, as parsed. */
export type FileObject = Readonly<Record<string, unknown>>
/** The way from a resource's mapping to something in it, for error positions: `['envVars', 2]`. */
export type FilePath = readonly (string | number)[]

/** An item as the file declares it: its key, the raw value of each row, and where it stands below the resource. */
export interface DeclaredItem {
  readonly key: string
  readonly raw: FileObject
  readonly path: FilePath
}

export interface DeclareContext {
  /** The resource's own address and, for secrets, its name. */
  readonly address: string
  readonly name: string
  /** The environment that the file puts it in; null: `ungrouped`; undefined: it stays where it is. */
  readonly environment: string | null | undefined
}

/** One item after the comparison, as an aspect's `write` gets it. */
export interface Wanted<Item> {
  readonly key: string
  readonly action: 'create' | 'update' | 'none'
  /** What the rows write: all of them on create, the changed ones on update, nothing on none. */
  readonly body: Body
  /** Absent on create. */
  readonly live?: Item
}

/** A live item on its way into a file. */
export interface SpelledItem<Item> {
  readonly key: string
  /** By row, as the file spells it; of a secret row its source. Undefined: to be taken out. Absent: left alone. */
  readonly values: FileObject
  readonly live: Item
}

export interface SpellContext {
  /** The `type` that the file gives the resource at this address; undefined: resources of its kind have none. */
  readonly typeOf: (address: string) => string | undefined
}

/** What is to be done about one aspect of one resource. */
export interface Edit<Item> {
  /** The items to write. */
  readonly changed: readonly Wanted<Item>[]
  /** All items that the file declares, in its order, changed or not. */
  readonly declared: readonly Wanted<Item>[]
  /** Those that go, by key; empty for an aspect whose item is always there. */
  readonly removed: ReadonlyMap<string, Item>
  /** All items that are there, by key, in their order: also those that go, and those that the file does not declare. */
  readonly live: ReadonlyMap<string, Item>
}

/** What the rest of the workspace has to say about a resource's items. */
export interface Surroundings {
  /** The address of the resource with this id, if it is known. */
  readonly addressOf: (id: string) => string | undefined
  /** All live records whose addresses begin with this. */
  readonly records: (prefix: string) => readonly unknown[]
}

/**
 * Fields of a resource that one endpoint writes together, apart from the resource's own body: its variables, its disk,
 * its domains. Each item has the aspect's rows and its own lines in the plan.
 */
export interface Aspect<Live, Item> {
  /** One sentence for the reference page. */
  readonly doc: string
  /** How addresses name it: `env` in `service/api/env/LOG_LEVEL`. */
  readonly part: string
  readonly fields: Fields<Item>
  /** What the appearance (or disappearance) of a whole item needs besides being written. */
  readonly onItem: 'update' | 'deploy'
  /** The keys of the resource's mapping that it reads, and what they may hold. */
  readonly schema: Readonly<Record<string, JsonSchema>>
  /** The items that the file declares; undefined: the aspect is unmanaged. */
  readonly declared: (file: FileObject, context: DeclareContext) => readonly DeclaredItem[] | undefined
  /** The inverse of {@link declared}: the part of the resource's mapping that declares these items. */
  readonly spell?: (items: readonly SpelledItem<Item>[], context: SpellContext) => FileObject
  /** Whether the file may give its secret rows as references to other resources. */
  readonly takesReferences?: true
  /** Where in the file an item puts its resource: the address of what holds it; empty: nothing does. */
  readonly holder?: (item: Item) => string
  /** The first segment of the addresses that its live items hold, which an item of the file need not name: those are listed first. */
  readonly namedBy?: string
  /** The request that reads it, where the resource's own record lacks it. */
  readonly list?: (live: Live) => ApiList
  /** The same of this resource by itself: where {@link list} is one page of all resources, and that is full. */
  readonly alone?: (live: Live) => ApiList
  /** The live items, from the record, from what {@link list} gave, or from other records. */
  readonly items: (live: Live, listed: readonly unknown[], around: Surroundings) => readonly Item[]
  readonly keyOf: (item: Item) => string
  /**
   * Where Render keeps items of one key apart, or an item with data from one that came after it: by this, of which the higher one
   * is the younger. Absent: a key is there once, and what has it is all there is to know.
   */
  readonly idOf?: (item: Item) => string
  /** By list of the file: the keys of its entries, where that is how they are told apart. */
  readonly entryKeys?: Readonly<Record<string, EntryKey>>
  /** Where order matters, the row that holds an item's index in the list. Declared items come first. */
  readonly order?: string
  /** Rows that say the same in other words, each way a list of them: an item is told in the one that the file uses, else in the first. */
  readonly alternatives?: readonly (readonly string[])[]
  /** What goes with an item that is deleted: nothing else, or data that no file can bring back. Absent: its item is always there. */
  readonly removable?: 'plain' | 'data'
  /** Whether only one resource of the workspace can have an item of this key. */
  readonly exclusive?: true
  /** The key of the item that Render made this one of by itself: it is never unmanaged, and goes with that one. */
  readonly derivedFrom?: (item: Item) => string | undefined
  /** Addresses of the resources that an item cannot be written without. */
  readonly needs?: (item: { key: string; values: Readonly<Record<string, unknown>> }) => readonly string[]
  /** Whether what the items link to passes its need for a deploy on to this resource: a group's variables. */
  readonly passesDeploys?: true
  /** The events that its writes leave in the audit log of the workspace. */
  readonly audited?: readonly string[]
  /**
   * Whether it is written before everything else of its resource: so that many can share one request, or because it may wait
   * for an hour, and nothing of what needs a deploy may be written by then.
   */
  readonly first?: true
  /** Whether what the resource is no longer linked to comes before it all the same. */
  readonly afterUnlinking?: true
  /** Whether it is written after the resource has come to rest. */
  readonly last?: true
  /** Items that may ride in the body that creates the resource. Absent: they are written after it. */
  readonly onCreate?: (items: readonly Wanted<Item>[], context: WriteContext) => Body
  /** The requests that make the items so. */
  readonly write: (resource: Live, edit: Edit<Item>, context: WriteContext) => readonly ApiRequest[]
}

// biome-ignore lint/suspicious/noExplicitAny: the engine walks aspects of all kinds; each is checked where it is written
export type AnyAspect<Live = any> = Aspect<Live, any>

/** Gives an aspect its types. */
export const aspectOf =
  <Live>() =>
  <Item>(aspect: Aspect<Live, Item>): Aspect<Live, Item> =>
    aspect

/** The JSON Schema of a mapping whose keys are rows, dotted names nested. */
export const schemaOfRows = (
  fields: AnyFields,
  required: readonly string[] = [],
  more: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema => {
  const properties: Record<string, JsonSchema> = { ...more }
  for (const [name, row] of Object.entries(fields)) {
    const [outer = name, ...inner] = name.split('.')
    const leaf: JsonSchema = { ...row.codec.schema, description: row.doc }
    properties[outer] = inner.length === 0 ? leaf : nest(properties[outer], inner, leaf)
  }
  return { type: 'object', properties, additionalProperties: false, ...(required.length > 0 && { required }) }
}

const nest = (
  outer: JsonSchema | undefined,
  [name = '', ...rest]: readonly string[],
  leaf: JsonSchema,
): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  ...outer,
  properties: {
    ...outer?.properties,
    [name]: rest.length === 0 ? leaf : nest(outer?.properties?.[name], rest, leaf),
  },
})
