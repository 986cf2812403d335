import { badRequest } from './errors.ts'
import type { Check, NewerWords } from './validate.ts'

/** Judges all values that a query string gives for one name; undefined when there is none. */
export type Param<T> = (given: readonly string[], name: string, newer?: NewerWords) => T | undefined

export type Params = Record<string, Param<unknown>>
export type Query<P extends Params> = { [K in keyof P]: P[K] extends Param<infer T> ? T | undefined : never }

const refuse = (name: string, expected: string): never => {
  throw badRequest(`invalid query parameter: ${name} must be ${expected}`)
}

const judged = <T>(check: Check<T>, value: string, name: string, newer: NewerWords = []): T =>
  check(value, `query parameter ${name}`, newer)

/** At most one value. */
export const single =
  <T>(check: Check<T>): Param<T> =>
  (given, name, newer) => {
    const [first, ...others] = given
    if (others.length > 0) return refuse(name, 'given once')
    return first === undefined ? undefined : judged(check, first, name, newer)
  }

/** Several values joined by commas in one parameter: how most filters are written (API facts §0, query arrays). */
export const commaList =
  <T>(check: Check<T>): Param<T[]> =>
  (given, name, newer) => {
    const [first, ...others] = given
    if (others.length > 0) return refuse(name, 'one list joined by commas')
    return first === undefined
      ? undefined
      : first.split(',').map((value) => judged(check, value, name, newer))
  }

/** The parameter itself repeated, one value each (API facts §0, query arrays). */
export const repeated =
  <T>(check: Check<T>): Param<T[]> =>
  (given, name, newer) =>
    given.length === 0 ? undefined : given.map((value) => judged(check, value, name, newer))

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** `Date.parse` takes the 30th of February for the 1st of March. */
const isDay = (time: string) => {
  const [year, month, day] = time.slice(0, 10).split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() === day
}

/** Milliseconds since the Unix epoch of any RFC 3339 time, with microseconds as their fraction. */
export const exactMillis = (time: string): number => {
  const [, micros = ''] = /\.\d{3}(\d{1,3})/.exec(time) ?? []
  return Date.parse(time) + Number(micros.padEnd(3, '0')) / 1000
}

/** A time, in exact milliseconds. */
export const moment: Check<number> = (value, field) =>
  dateTime.test(String(value)) && isDay(String(value)) && !Number.isNaN(Date.parse(String(value)))
    ? exactMillis(String(value))
    : refuse(field.replace('query parameter ', ''), 'an RFC 3339 time')

export const truth: Check<boolean> = (value, field) =>
  value === 'true' ||
  (value === 'false' ? false : refuse(field.replace('query parameter ', ''), 'true or false'))

/** A page's size. */
export const pageSize =
  (max: number): Check<number> =>
  (value, field) =>
    /^\d{1,4}$/.test(String(value)) && Number(value) >= 1 && Number(value) <= max
      ? Number(value)
      : refuse(field.replace('query parameter ', ''), `an integer from 1 to ${max}`)

/** A number, fractions too. */
export const between =
  (min: number, max: number): Check<number> =>
  (value, field) => {
    const number = Number(value)
    if (value !== '' && number >= min && number <= max) return number
    throw badRequest(`invalid request: ${field} must be a number from ${min} to ${max}`)
  }

const anyText: Check<string> = (value) => String(value)

/** 1 to 100, 20 when not given (API facts §7). */
export const paging = { cursor: single(anyText), limit: single(pageSize(100)) }

export const createdBetween = { createdBefore: single(moment), createdAfter: single(moment) }
export const updatedBetween = { updatedBefore: single(moment), updatedAfter: single(moment) }

/** Reads a whole query string; a name that is not among `params` is an error. */
export const readQuery = <P extends Params>(
  search: URLSearchParams,
  params: P,
  newer: NewerWords,
): Query<P> => {
  for (const name of search.keys())
    if (!Object.hasOwn(params, name)) throw badRequest(`invalid request: unknown query parameter ${name}`)
  const read = Object.entries(params).map(([name, param]) => [name, param(search.getAll(name), name, newer)])
  // Each name of `params` is in it, as its own rule returned it.
  return Object.fromEntries(read) as Query<P>
}
