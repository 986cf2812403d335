import { Buffer } from 'node:buffer'

/** Pseudo-random numbers whose whole state is one number, so that it can be saved and seeded. */
export interface Random {
  /** An integer from 0 up to, but not including, `below`. */
  below(below: number): number
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string
  bytes(length: number): Buffer
}

const lowerAlphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789'
const alphanumeric = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${lowerAlphanumeric}`

/** `holder.rng` advances in place: whoever saves the holder saves the sequence (mulberry32). */
export const randomOf = (holder: { rng: number }): Random => {
  const next = () => {
    holder.rng = (holder.rng + 0x6d2b79f5) | 0
    let mixed = Math.imul(holder.rng ^ (holder.rng >>> 15), 1 | holder.rng)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join(''),
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  }
}

/** What `generateValue` yields: 32 bytes in base64, 44 characters (API facts §1.2). */
export const generatedValue = (random: Random) => random.bytes(32).toString('base64')

/** The four characters behind a worker's slug or a database's name (API facts §1.1, §1.8). */
export const suffix = (random: Random) => random.text(4, lowerAlphanumeric)

/** A password of a database or a key value: 32 letters and digits. */
export const password = (random: Random) => random.text(32, alphanumeric)
