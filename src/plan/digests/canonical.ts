/** One way to write down each value, so that equal values have equal digests. */
import { createHash } from 'node:crypto'

/** JSON without spaces, keys in the order of their UTF-16 units: what RFC 8785 makes of plain data. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

/** SHA-256 over the canonical form, in hex. Of nothing hidden: what is short can be guessed from it. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('hex')
