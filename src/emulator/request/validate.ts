import { badRequest } from './errors.ts'

/** What is taken besides the words of the tables that Render adds to: plans, regions, runtimes, versions, policies. */
export type NewerWords = readonly string[]

/** Judges one value of a request: returns it typed, or answers 400 naming the field. Never echoes a value. */
export interface Check<T> {
  (value: unknown, field: string, newer?: NewerWords): T
  /** Whether a body may leave the field out. */
  readonly mayBeAbsent?: true
}

export type Checked<C> = C extends Check<infer T> ? T : never

type Fields = Record<string, Check<unknown>>
type Shape<F extends Fields> = { [K in keyof F]: Checked<F[K]> }

const nameOf = (field: string) => (field === '' ? 'the request body' : field)

const refuse = (field: string, expected: string): never => {
  throw badRequest(`invalid request: ${nameOf(field)} must be ${expected}`)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text: Check<string> = (value, field) =>
  typeof value === 'string' ? value : refuse(field, 'a string')

export const nonEmpty: Check<string> = (value, field) =>
  text(value, field).trim() === '' ? refuse(field, 'a non-empty string') : text(value, field)

/** A string of the given form; `expected` completes "must be …". */
export const matching =
  (form: RegExp, expected: string): Check<string> =>
  (value, field) =>
    form.test(text(value, field)) ? text(value, field) : refuse(field, expected)

export const flag: Check<boolean> = (value, field) =>
  typeof value === 'boolean' ? value : refuse(field, 'a boolean')

export const integer =
  (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Check<number> =>
  (value, field) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return refuse(field, 'an integer')
    if (value < min) return refuse(field, `at least ${min}`)
    return value > max ? refuse(field, `at most ${max}`) : value
  }

export const oneOf =
  <const T extends string>(choices: readonly T[]): Check<T> =>
  (value, field) =>
    choices.find((choice) => choice === value) ?? refuse(field, `one of ${choices.join(', ')}`)

/** One of the words that are known of those that Render adds to from month to month. */
export const growing =
  (known: readonly string[]): Check<string> =>
  (value, field, newer = []) =>
    newer.find((word) => word === value) ?? oneOf(known)(value, field)

export const listOf =
  <T>(item: Check<T>): Check<T[]> =>
  (value, field, newer) =>
    Array.isArray(value)
      ? value.map((each, at) => item(each, `${field}[${at}]`, newer))
      : refuse(field, 'an array')

export const mapOf =
  <T>(item: Check<T>): Check<Record<string, T>> =>
  (value, field, newer) => {
    if (!isObject(value)) return refuse(field, 'an object')
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, item(each, `${field}.${key}`, newer)]),
    )
  }

export const optional = <T>(check: Check<T>): Check<T | undefined> =>
  Object.assign(
    (value: unknown, field: string, newer?: NewerWords) =>
      value === undefined ? undefined : check(value, field, newer),
    { mayBeAbsent: true as const },
  )

/** Recorded clients send JSON null for lists and objects they do not set (API facts §0). */
export const nullable = <T>(check: Check<T>): Check<T | undefined> =>
  optional((value, field, newer) => (value === null ? undefined : check(value, field, newer)))

/** A list that takes the place of another: null is the empty one, and nothing is an error. */
export const wholeList =
  <T>(list: Check<T[]>): Check<T[]> =>
  (value, field, newer) =>
    value === null ? [] : list(value, field, newer)

/** One that is recorded as cleared by a request that has no body, or one of null (API facts §0). */
export const bodilessList =
  <T>(list: Check<T[]>): Check<T[]> =>
  (value, field, newer) =>
    value === undefined ? [] : wholeList(list)(value, field, newer)

/** A list of a PATCH, where null is the empty list and not an omitted one: so Render's Terraform provider clears it. */
export const clearable = <T>(list: Check<T[]>): Check<T[] | undefined> =>
  optional((value, field, newer) => (value === null ? [] : list(value, field, newer)))

/** An object with these keys and no others. */
export const object =
  <F extends Fields>(fields: F): Check<Shape<F>> =>
  (value, field, newer) => {
    if (!isObject(value)) return refuse(field, 'an object')
    const at = (key: string) => (field === '' ? key : `${field}.${key}`)
    for (const key of Object.keys(value))
      if (!Object.hasOwn(fields, key)) throw badRequest(`invalid request: unknown field ${at(key)}`)
    const checked = Object.entries(fields).map(([key, check]) => {
      const given = Object.hasOwn(value, key) ? value[key] : undefined
      if (given === undefined && !check.mayBeAbsent)
        throw badRequest(`invalid request: ${at(key)} is required`)
      return [key, check(given, at(key), newer)]
    })
    // Every key of `fields` is in it, each as its own check returned it.
    return Object.fromEntries(checked) as Shape<F>
  }

/** Any object; for bodies whose form depends on the resource that the path names. */
export const anyObject: Check<Record<string, unknown>> = (value, field) =>
  isObject(value) ? value : refuse(field, 'an object')
