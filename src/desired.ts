import type { Address } from './address.ts'
import type { Position } from './problem.ts'
import type { AnyKind } from './rows/index.ts'

/** One item of an aspect: a variable, a domain, a route; or the only one, with an empty key (a disk). */
export interface DesiredItem {
  readonly key: string
  /** By row; in the API's spelling. Rows that the file leaves out are absent: they are unmanaged. */
  readonly values: Readonly<Record<string, unknown>>
  /** Row defaults that apply only when the item is created. */
  readonly defaults: Readonly<Record<string, unknown>>
  readonly at: Position
  /** By row: where its value stands. */
  readonly positions: Readonly<Record<string, Position>>
}

/** A resource as the file wants it. */
export interface DesiredResource {
  readonly kind: AnyKind
  readonly address: Address
  /** Its names from the outermost in: `['shop', 'production']` for an environment, else one. */
  readonly names: readonly string[]
  /** By row; in the API's spelling. Rows that the file leaves out are absent: they are unmanaged. */
  readonly values: Readonly<Record<string, unknown>>
  /** Row defaults that apply only when the resource is created. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** By aspect; an aspect that the file does not mention is absent: it is unmanaged. */
  readonly parts: Readonly<Record<string, readonly DesiredItem[]>>
  /** The name it had: a live resource of this name is renamed, instead of a new one created. */
  readonly renamedFrom?: string
  /** Must not be deleted or replaced, whatever the flags. */
  readonly protected?: true
  /** The keys of all variables that its build reads. Absent: nobody said. */
  readonly buildVariables?: readonly string[]
  /** Fields and items that something else owns: compared, shown, and never planned. */
  readonly ignore?: readonly Ignored[]
  /** What of it this run leaves as it is, because it was told to. */
  readonly untouched?: Untouched
  readonly at: Position
  /** By row: where its value stands. */
  readonly positions: Readonly<Record<string, Position>>
}

interface Untouched {
  /** Whether its own fields are. */
  readonly fields: boolean
  readonly items: ReadonlySet<Address>
}

/** What something else owns: a row (`image.url`), an aspect (`scaling`) or an item (`env/RELEASE`); `*` stands for any text. */
export interface Ignored {
  readonly path: string
  /** Why, for the people who read the plan. */
  readonly reason?: string
}

/**
 * Where resources are deleted that no file has, each with all of the ones before it: in the projects and environments that
 * the file declares; also what stands in no environment; everywhere.
 */
export const pruneScopes = ['declared', 'ungrouped', 'workspace'] as const

export type PruneScope = (typeof pruneScopes)[number]

/** What is deleted because the file does not have it. */
export interface Prune {
  /** Lists of resources and parts of resources, as files call them: `services`, `envVars`, `domains`. */
  readonly kinds: readonly string[]
  /** Of resources. Absent: `declared`, which has to be said where the file declares no project. */
  readonly scope?: PruneScope
}

/** Which live things a run is about. `inside`: the environment that a resource stands in, if it does. */
export type Selects = (address: Address, inside: Address | undefined) => boolean

/** What a file says a workspace should have. */
export interface Desired {
  /** The root guard `x-render-sync: { workspace }`: a name or an id. */
  readonly workspace?: string
  readonly prune?: Prune
  /** What is drift because the file does not have it. */
  readonly strict?: Prune
  readonly resources: ReadonlyMap<Address, DesiredResource>
  /** All that the file declares, where a run is about a part of it only: what is in here is not unmanaged. */
  readonly whole?: ReadonlyMap<Address, DesiredResource>
  /** What a run is about, where that is less than the file: what is live and not in the file is told by it too. */
  readonly selects?: Selects
  /** Whether all that is declared here is to be deleted, and nothing made. */
  readonly destroys?: true
  /** Declared services of types that are not known yet: left to Render, and not undeclared. */
  readonly leftOut?: ReadonlySet<Address>
}
