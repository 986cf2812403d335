/**
 * What an answer must have to be one of Render's. A gateway, a proxy or a server in trouble may say 200 to anything: what
 * is taken from an answer is looked for as it arrives, and what else it has is nobody's business.
 */

/**
 * What is wrong with a value, in words that show nothing of it; undefined: nothing, and it is a `T`. `at`: where it stands
 * in the answer.
 */
export type Form<T = unknown> = ((value: unknown, at: string) => string | undefined) & {
  /** Only ever a type. */
  readonly is?: T
}

/** What a value is that a form finds nothing wrong with. */
type TypeOf<F> = F extends Form<infer T> ? T : never

/** What a good answer to a request is. */
export interface Answer {
  /** What its body must be; absent: it must have none. */
  readonly body?: Form
  /** Whether an answer without a body is a good one: with 202 or 204, or with 200 where the API has that. */
  readonly empty?: true | 200
}

const wrong = (what: string, at: string): string => (at === '' ? what : `${what} as "${at}"`)

export const text: Form<string> = (value, at) =>
  typeof value === 'string' ? undefined : wrong(value === undefined ? 'nothing' : 'no text', at)

/** A word that means something: a name, a status. */
export const word: Form<string> = (value, at) =>
  text(value, at) ?? (value === '' ? wrong('an empty text', at) : undefined)

/** What a path can be made of: with dots or slashes in it, it would be the path of something else. */
export const id: Form<string> = (value, at) =>
  word(value, at) ?? (/^[\w-]+$/.test(String(value)) ? undefined : wrong('what is no id', at))

/** A word that a path can have for a part, encoded: a name. */
export const segment: Form<string> = (value, at) =>
  word(value, at) ?? (value === '.' || value === '..' ? wrong('what is no name', at) : undefined)

export const flag: Form<boolean> = (value, at) =>
  typeof value === 'boolean' ? undefined : wrong(value === undefined ? 'nothing' : 'no boolean', at)

export const number: Form<number> = (value, at) =>
  typeof value === 'number' ? undefined : wrong(value === undefined ? 'nothing' : 'no number', at)

export const time: Form<string> = (value, at) =>
  text(value, at) ?? (Number.isNaN(Date.parse(String(value))) ? wrong('no time', at) : undefined)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with what its forms say of its keys, and with others. */
type ObjectOf<F> = {
  readonly [K in keyof F as undefined extends TypeOf<F[K]> ? never : K]: TypeOf<F[K]>
} & {
  readonly [K in keyof F as undefined extends TypeOf<F[K]> ? K : never]?: TypeOf<F[K]>
} & Readonly<Record<string, unknown>>

/** An object that has all of these. */
export const object =
  <const F extends Readonly<Record<string, Form>>>(fields: F = {} as F): Form<ObjectOf<F>> =>
  (value, at) => {
    if (!isObject(value)) return wrong(value === undefined ? 'nothing' : 'no object', at)
    for (const [name, form] of Object.entries(fields)) {
      const found = form(value[name], at === '' ? name : `${at}.${name}`)
      if (found) return found
    }
    return undefined
  }

/** One of them or the other, where what is known of the API does not agree. */
export const either =
  <A, B>(one: Form<A>, other: Form<B>): Form<A | B> =>
  (value, at) =>
    one(value, at) && other(value, at)

/** A list of these, or of none. */
export const listOf =
  <T>(item: Form<T>): Form<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong(value === undefined ? 'nothing' : 'no list', at)
    for (const [index, each] of value.entries()) {
      const found = item(each, `${at}[${index}]`)
      if (found) return found
    }
    return undefined
  }

/** A list that has something in it. */
export const someOf = <T>(item: Form<T>): Form<readonly T[]> => {
  const list = listOf(item)
  return (value, at) =>
    list(value, at) ?? ((value as readonly unknown[]).length > 0 ? undefined : wrong('an empty list', at))
}

/** That, or nothing. */
export const maybe =
  <T>(form: Form<T>): Form<T | undefined> =>
  (value, at) =>
    value === undefined || value === null ? undefined : form(value, at)
