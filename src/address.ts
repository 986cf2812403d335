/**
 * Addresses name things the same way in text, in JSON and on the command line: `service/api`,
 * `service/api/env/LOG_LEVEL`, `environment/shop/production`. Names are percent-encoded.
 */
export type Address = string

/** `address('environment', 'shop', 'my env')` is `environment/shop/my%20env`. */
export const address = (prefix: string, ...names: readonly string[]): Address =>
  [prefix, ...names.map(encodeURIComponent)].join('/')

/** The name that an address of a resource ends in. */
export const nameIn = (of: Address): string => decodeURIComponent(of.slice(of.lastIndexOf('/') + 1))

/** The address of something inside a resource: `within('service/api', 'env', 'KEY')`; an empty name is left out. */
export const within = (resource: Address, part: string, name: string): Address =>
  name === '' ? `${resource}/${part}` : `${resource}/${part}/${encodeURIComponent(name)}`
