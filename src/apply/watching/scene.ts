/** What there is to look at, as the policy sees it. Times are in milliseconds, moments since the epoch. */

/** Something that is waited for: a deploy, or a database that becomes available. */
export interface Watched {
  readonly key: number
  /** The same for those that began together and are expected to take as long: how one goes tells how the others may. */
  readonly cohort: number
  readonly since: number
  /** How long it is expected to take. */
  readonly takes: number
  /** When waiting for it ends. */
  readonly until: number
  /** When it was looked at last; undefined: nothing is known of it yet. */
  readonly looked: number | undefined
  /** When its list told that it has moved; undefined: it was looked at since. */
  readonly moved: number | undefined
  /** When any of its cohort was looked at last. */
  readonly cohortLooked: number
  /** How long another one of its cohort took that has ended; undefined: none has. */
  readonly siblingTook: number | undefined
  /** How often it was found to go on after as long. */
  readonly vain: number
  /** Whether a look at it is on its way. */
  readonly looking: boolean
  /** The name of the list that it stands in. */
  readonly list: string | undefined
}

/** What a list is known to tell: that something has ended, always; seen once; never; or nobody has seen whether it does. */
export type Tells = 'always' | 'seen' | 'unseen' | 'never'

/** A list that many stand in. */
export interface Listing {
  readonly name: string
  readonly looked: number | undefined
  readonly looking: boolean
  readonly tells: Tells
  /** How many requests a look at it takes. */
  readonly pages: number
}

/** How many looks may go out until a moment. */
export interface Allowance {
  readonly left: number
  readonly ends: number
}

/** A look at one of them, or at a list. `at`: not before. */
export type Look = { readonly at: number } & ({ readonly key: number } | { readonly list: string })

/** A list is worth its requests for more of those in it than they are. */
export const isUsed = ({ name, tells, pages }: Listing, watched: readonly Watched[]): boolean =>
  tells !== 'never' && watched.filter(({ list }) => list === name).length > pages

/** The list that tells of a cohort. */
export const listOf = ([first]: readonly Watched[], used: readonly Listing[]): Listing | undefined =>
  used.find(({ name }) => name === first?.list)
