import type { ApiList, ApiRequest } from '../http/index.ts'
import type { AnyAspect } from './aspect.ts'
import type { ApiOf, JsonSchema } from './codec.ts'
import type { Deploys, MadeOf, Readiness } from './deploys.ts'
import type { AnyField, Body, Fields, WriteContext } from './field.ts'

/** How a kind is declared: the list that its mappings stand in, and what tells them from others there. */
export interface FileForm {
  /** The list that holds them: at the root, under `ungrouped` and in an environment; `projects` at the root only. */
  readonly list:
    | 'services'
    | 'databases'
    | 'envVarGroups'
    | 'projects'
    | 'environments'
    | 'webhooks'
    | 'registryCredentials'
    | 'logStream'
    | 'notifications'
  /** The list is no part of Render's language: it stands under the root's `x-render-sync`. */
  readonly extension?: true
  /** A workspace has one of it: a mapping without a name stands in the place of a list. The name that it goes by. */
  readonly single?: string
  /** Among `services`: the values of `type`, the preferred spelling first. */
  readonly types?: readonly string[]
  /** Among `services`: whether `runtime: static` picks this kind or another one of the same `type`. */
  readonly static?: boolean
  readonly required: readonly string[]
}

/** What one resource can tell others: a property that `fromDatabase` or `fromService` names. */
export interface Output<Live> {
  /** Whether the answer of {@link Kind.connection} is needed. */
  readonly connection?: true
  /** The rows that decide whether a resource has it, with the values that they must have. */
  readonly given?: Readonly<Record<string, unknown>>
  /** Undefined: this resource has no such property. */
  readonly value: (live: Live, connection: Readonly<Record<string, string>>) => string | undefined
}

/** A resource as far as its price is about it: its rows, and those of its items by aspect, in the API's spelling. */
export interface Billed {
  readonly values: Readonly<Record<string, unknown>>
  readonly items: (aspect: string) => readonly Readonly<Record<string, unknown>>[]
}

/** One thing that Render bills, so many times. */
export interface Bill {
  /** What is priced: an instance of a plan, a gigabyte of a disk or of a database's storage, what is added to a database. */
  readonly item: 'plan' | 'disk' | 'storage' | 'replica' | 'standby'
  /** Of an instance: its plan, in the API's spelling. */
  readonly plan?: string
  /** Undefined: nobody can know how many. */
  readonly count: number | undefined
  /** There may be more of it than that, such as instances of a service that scales by itself. */
  readonly atLeast?: true
}

/** What every live record has. */
export interface LiveRecord {
  readonly id: string
  /** Where Render's Dashboard shows it. */
  readonly dashboardUrl?: string
  readonly createdAt?: string
}

/** An answer to a create: the record, and the deploy that it started. */
export interface Created<Live> {
  readonly live: Live
  readonly deploy?: string
}

/**
 * A kind of resource: its rows and aspects describe it, its functions say which requests act on it. Functions are pure:
 * they make requests and read answers; sending is the engine's.
 */
export interface Kind<Live extends LiveRecord, F extends Fields<Live> = Fields<Live>> {
  /** The name of its file in `src/kinds`, and of its rows in the registry there. */
  readonly name: string
  /** For people: `web service`. */
  readonly title: string
  readonly doc: string
  /** The first segment of its addresses. Kinds that share one share an identity: another kind under the same name is a replace. */
  readonly prefix: string
  /** The prefix of its ids: `srv`. */
  readonly idPrefix: string
  /** The prefix of the kind that holds it: environments are listed and named by their project. */
  readonly parent?: { readonly prefix: string; readonly id: (live: Live) => string }
  /** Every workspace has it from its beginning: it is never deleted because no file has it. */
  readonly always?: true
  /** Listed only when a file mentions it: most workspaces do without. Default: always. */
  readonly onDemand?: true
  /** Kinds that are listed by one request share it: equal requests are sent once. `parents`: the ids of those that hold it. */
  readonly list: (owner: string, parents: readonly string[]) => ApiList
  /** Which items of the list are of this kind. Default: all. */
  readonly owns?: (live: Live) => boolean
  /** Whether Render made it by itself from another resource (a read replica): to be referred to, but never unmanaged. */
  readonly derived?: (live: Live) => boolean
  /** Reads it by itself. */
  readonly get: (live: Live) => ApiRequest
  /** Whether that tells what the list leaves out, and some aspects stand in. */
  readonly detailed?: true
  readonly nameOf: (live: Live) => string
  /** The API has no two of one name. */
  readonly unique?: true
  /** The ids of what takes from it, where its record tells. */
  readonly users?: (live: Live) => readonly string[]
  /** What is kept of an answer of the API: without what nobody asks for and nobody must see. Default: all. */
  readonly keep?: (answer: Live) => Live
  readonly outputs: Readonly<Record<string, Output<Live>>>
  /** Gives the passwords and connection strings that some outputs are made of. */
  readonly connection?: (live: Live) => ApiRequest
  /** Variables that Render itself provides to the service, as another service may refer to them. */
  readonly platformVariables?: (live: Live) => Readonly<Record<string, string>>
  /** Those of them that a service will have once it is created with these values. */
  readonly platformKeys?: (values: Readonly<Record<string, unknown>>) => readonly string[]
  readonly file: FileForm
  readonly fields: F
  readonly aspects: Readonly<Record<string, AnyAspect<Live>>>
  /** Fields of the file that only Render's own Blueprint sync can set: accepted, never planned, named in a note. */
  readonly blueprintOnly: Readonly<Record<string, JsonSchema>>
  /** Fields of the file that have no meaning for this kind, or for this runtime of it: accepted with a warning. */
  readonly useless?: (values: Readonly<Record<string, unknown>>) => readonly string[]
  /** Rows that the API cannot create the resource without, given the others. */
  readonly needed?: (values: Readonly<Record<string, unknown>>) => readonly string[]
  /** The part of its address that Render makes of a name; live ones have it as `slug`. Absent: it is never the name alone. */
  readonly slugOf?: (name: string) => string
  /** Names of further resources that come with this one and may be referred to: read replicas. */
  readonly alsoProvides?: (values: Readonly<Record<string, unknown>>) => readonly string[]
  /** What a live one has that no file can say, in words: named when it is pulled. */
  readonly unsaid?: (live: Live) => readonly string[]
  /** Properties of the create body that no row or aspect writes, each with the reason. */
  readonly ignored: Readonly<Record<string, string>>
  readonly create: (body: Body, context: CreateContext) => ApiRequest
  readonly created: (answer: never) => Created<Live>
  /** Absent: an aspect writes everything there is, the name included. */
  readonly update?: (live: Live, body: Body) => ApiRequest
  /** Deletes it. */
  readonly remove: (live: Live) => ApiRequest
  /** The ids of all that stands in it, as its own record tells, also of types that are not known yet. */
  readonly contains?: (live: Live) => readonly string[]
  /** Whether something goes with it that no file can bring back: rows of a database, a disk, all that a project has in it. */
  readonly holdsData: (live: Live) => boolean
  /** Whether it keeps its addresses under another name, and a second one may have its name: a replaced one stays until that is there. */
  readonly standsAside?: true
  readonly deploys?: Deploys<Live>
  /**
   * The seconds from its last write until it can be used, as estimates assume. `changed`: the rows that an update
   * writes; absent: it is created, or deployed. `madeOf`: what of. Default: none.
   */
  readonly takes?: (
    values: Readonly<Record<string, unknown>>,
    changed: readonly string[] | undefined,
    madeOf?: MadeOf,
  ) => number
  /** What Render bills for one like this. Absent: nothing. */
  readonly bills?: (billed: Billed) => readonly Bill[]
  /** For resources that take time without a deploy: databases. */
  readonly ready?: (live: Live) => Readiness
}

export interface CreateContext extends WriteContext {
  readonly names: readonly string[]
  /** The id of the resource that holds this one, when it has one. */
  readonly parentId?: string
  /** Bodies of the declared children, which some kinds are created together with. */
  readonly children: readonly Body[]
  /** Whether the parent is created by this same apply, with its children in its body. */
  readonly withParent: boolean
}

/** Declares a kind. Its rows keep their own types. */
export const kindOf =
  <Live extends LiveRecord>() =>
  <const F extends Readonly<Record<string, AnyField<Live>>>>(kind: Kind<Live, F>): Kind<Live, F> =>
    kind

/** The values of a kind's rows, in the API's spelling: inferred from the rows. */
export type ValuesOf<K> =
  K extends Kind<infer _, infer F> ? { readonly [Name in keyof F]?: ApiOf<F[Name]['codec']> } : never

// biome-ignore lint/suspicious/noExplicitAny: the engine walks all kinds; each is checked where it is written
export type AnyKind = Kind<any, any>
