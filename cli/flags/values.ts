/** Reads the values of flags. */
import { InvalidArgumentError } from 'commander'

const expected = (what: string): never => {
  throw new InvalidArgumentError(`Expected ${what}.`)
}

const whole = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)

/** A whole number from 1. */
export const positive = (text: string): number => whole(text) || expected('a whole number from 1')

/** A number above 0. */
export const count = (text: string): number =>
  /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) : expected('a number above 0')

/** An amount of US dollars. */
export const dollars = (text: string): number =>
  /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Number(text) : expected('an amount of US dollars, such as 50')

export const port = (text: string): number => {
  const number = whole(text)
  return number <= 65_535 ? number : expected('a port from 0 to 65535')
}

/** `5`, `40%`. */
export const limit = (text: string): number | `${number}%` => {
  const [, amount = '', percent] = /^(\d{1,9})(%)?$/.exec(text) ?? []
  if (amount === '') return expected('a whole number from 0, or a part such as 40%')
  return percent ? `${Number(amount)}%` : Number(amount)
}

/** `bun,500g`. */
export const words = (text: string): readonly string[] => {
  const list = text.split(',').map((word) => word.trim())
  return list.includes('') ? expected('words joined by commas, such as bun,500g') : list
}

/** A commit by its SHA, or the beginning of one. */
export const commit = (text: string): string =>
  /^[0-9a-f]{7,40}$/i.test(text) ? text.toLowerCase() : expected('the SHA of a commit, such as 1a2b3c4d')

const units = { s: 1000, m: 60_000, h: 3_600_000 }

/** `90s`, `20m`, `1h30m`, in milliseconds. */
export const duration = (text: string): number => {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smh])/g)]
  const read = parts.map(([part]) => part).join('')
  const ms = parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units],
    0,
  )
  return read === text && ms > 0 ? ms : expected('a duration such as 90s, 20m or 1h30m')
}
