/**
 * Addresses name things the same way in text, in JSON and on the command line: `service/api`,
 * `service/api/env/LOG_LEVEL`, `environment/shop/production`. Names are percent-encoded.
 */
export type Address = string

/** Whether a text can be a name, or stand in a file: valid Unicode (no half of a pair of surrogates), without NUL. */
export const isSound = (text: string): boolean => !/[\0\p{Cs}]/u.test(text)

/** What is no text in Unicode has no address of its own; the API may tell of such a name all the same. */
const encoded = (name: string): string => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'))

/** `address('environment', 'shop', 'my env')` is `environment/shop/my%20env`. */
export const address = (prefix: string, ...names: readonly string[]): Address =>
  [prefix, ...names.map(encoded)].join('/')

/** An address for people: its names stand in it as in the file. Flags and programs have it encoded. */
export const readable = (of: Address): string => of.split('/').map(decoded).join('/')

/** What is no encoded name, because somebody has typed it, stays as it is. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The name that an address of a resource ends in. */
export const nameIn = (of: Address): string => decodeURIComponent(of.slice(of.lastIndexOf('/') + 1))

/** The address of something inside a resource: `within('service/api', 'env', 'KEY')`; an empty name is left out. */
export const within = (resource: Address, part: string, name: string): Address =>
  name === '' ? `${resource}/${part}` : `${resource}/${part}/${encoded(name)}`

const patterns = new Map<string, RegExp>()

/** A glob: `*` stands for any text. */
const compiled = (pattern: string): RegExp => {
  const known = patterns.get(pattern)
  if (known) return known
  const text = pattern.split('*').map(escaped).join('.*')
  const made = new RegExp(`^${text}$`, 's')
  patterns.set(pattern, made)
  return made
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

/** Whether a pattern means this text; `*` stands for any text. */
export const matches = (pattern: string, text: string): boolean => compiled(pattern).test(text)

/** Whether a pattern means this path or something that it is inside of: `scaling` and `env/*` mean all that is below. */
export const covers = (pattern: string, path: string): boolean =>
  matches(pattern, path) || matches(`${pattern}/*`, path)

/** A pattern of addresses as they spell it: names may be given as they are. */
const spelled = (pattern: string): string => pattern.replace(/[^/*%]+/g, encoded)

/** Whether a pattern of addresses covers this one, or something that it is inside of. */
export const means = (pattern: string, address: Address): boolean => covers(spelled(pattern), address)

/** Whether a pattern of addresses covers this one itself. */
export const meansItself = (pattern: string, address: Address): boolean => matches(spelled(pattern), address)
