import { type Address, readable } from './address.ts'

/**
 * Where the value of an environment variable or a secret file comes from (design page §4). References are resolved by
 * us, into literals: the API has no references of its own.
 */
export type Source =
  /** Stands in the file, and may be shown: as it is, or as far as `shown` says. */
  | { readonly from: 'literal'; readonly text: string; readonly shown?: string }
  /** 32 random bytes that Render makes once, when the variable is absent. */
  | { readonly from: 'generated' }
  /** `sync: false`: a live value is left alone, an absent one comes from the secrets given under one of its names. */
  | {
      readonly from: 'secret'
      /** `service/KEY`, which a group or a secret file may share. */
      readonly name: string
      /** Shared by nothing: `service/api/env/KEY`. */
      readonly address: Address
      /** It may stay unset: one that is neither live nor given is not made. */
      readonly optional?: true
      /** Why it is written whatever is live: the patterns that mean it. */
      readonly rotate?: readonly string[]
      /** It is given when the plan is applied: until then only its name is known. */
      readonly later?: true
    }
  /** A property of another resource: `connectionString` of `database/main`. */
  | { readonly from: 'property'; readonly of: Address; readonly property: string }
  /** Another service's variable. */
  | { readonly from: 'variable'; readonly of: Address; readonly key: string }

export type SecretSource = Extract<Source, { from: 'secret' }>

/** Sources that a live value satisfies whatever it is. */
export const keepsLive = (source: Source): boolean =>
  source.from === 'generated' || (source.from === 'secret' && !source.rotate)

/** What stands in for the value wherever it is printed. */
export const shownAs = (source: Source): string => {
  switch (source.from) {
    case 'literal':
      return source.shown ?? source.text
    case 'generated':
      return '(generated)'
    case 'secret':
      return source.later ? '(given at apply)' : '(secret)'
    case 'property':
      return `(from ${readable(source.of)} ${source.property})`
    case 'variable':
      return `(from ${readable(source.of)} env ${source.key})`
  }
}

/** Properties that lead to a resource from inside of its region: variables may say anything, and the name of a user leads nowhere. */
export const isPrivateAddress = (property: string): boolean =>
  ['connectionString', 'connectionPoolString', 'host', 'hostport'].includes(property)
