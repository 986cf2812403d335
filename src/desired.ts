import type { Address } from './address.ts'
import type { KindName } from './kinds/index.ts'

/** A place in a file: 1-based line and column. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One item of an aspect: a variable, a domain, a route; or the only one, with an empty key (a disk). */
export interface DesiredItem {
  readonly key: string
  /** By row; in the API's spelling. Rows that the file leaves out are absent: they are unmanaged. */
  readonly values: Readonly<Record<string, unknown>>
  /** Row defaults that apply only when the item is created. */
  readonly defaults: Readonly<Record<string, unknown>>
  readonly at: Place
}

/** A resource as the file wants it. */
export interface DesiredResource {
  readonly kind: KindName
  readonly address: Address
  /** Its names from the outermost in: `['shop', 'production']` for an environment, else one. */
  readonly names: readonly string[]
  /** By row; in the API's spelling. Rows that the file leaves out are absent: they are unmanaged. */
  readonly values: Readonly<Record<string, unknown>>
  /** Row defaults that apply only when the resource is created. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** By aspect; an aspect that the file does not mention is absent: it is unmanaged. */
  readonly parts: Readonly<Record<string, readonly DesiredItem[]>>
  readonly at: Place
}

/** What a file says a workspace should have. */
export interface Desired {
  /** The root guard `x-render-sync: { workspace }`: a name or an id. */
  readonly workspace?: string
  readonly resources: ReadonlyMap<Address, DesiredResource>
}
