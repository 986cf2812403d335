import { isIP } from 'node:net'
import { badRequest } from './errors.ts'
import type { Check } from './validate.ts'
import { growing, listOf, object, optional, text } from './validate.ts'
import { regions } from './vocabulary.ts'

/** Rules that several kinds share. */

export interface CidrBlock {
  readonly cidrBlock: string
  readonly description: string
}

export const region = growing(regions)

const cidr: Check<string> = (value, field) => {
  const [address = '', bits, ...more] = text(value, field).split('/')
  const family = isIP(address)
  const size = bits === undefined ? Number.NaN : Number(bits)
  if (family !== 0 && more.length === 0 && /^\d{1,3}$/.test(bits ?? '') && size <= (family === 4 ? 32 : 128))
    return text(value, field)
  throw badRequest(`invalid request: ${field} must be an address block such as 203.0.113.0/24`)
}

const cidrBlock: Check<CidrBlock> = (value, field) => {
  const block = object({ cidrBlock: cidr, description: optional(text) })(value, field)
  return { cidrBlock: block.cidrBlock, description: block.description ?? '' }
}

export const ipAllowList = listOf(cidrBlock)

/** Everyone, as the API writes it where it fills a list in by itself. */
export const everywhere: readonly CidrBlock[] = [{ cidrBlock: '0.0.0.0/0', description: 'everywhere' }]

const duplicate = (names: readonly string[]) => names.find((name, at) => names.indexOf(name) !== at)

/** A list in which no two items have the same name. */
export const distinct =
  <T>(list: Check<T[]>, nameOf: (item: T) => string): Check<T[]> =>
  (value, field, newer) => {
    const items = list(value, field, newer)
    const twice = duplicate(items.map(nameOf))
    if (twice !== undefined)
      throw badRequest(`invalid request: ${field || 'the request body'} has ${twice} twice`)
    return items
  }
