/** The operations of the API, found by a request, and the schemas of what they take and answer. */
import { type Key, keysOf, type Schema, schemaOf } from './schemas.ts'
import { api, has, named, type Operation, type Type } from './tables.ts'

const { operations, shapes } = api

/** An operation with its name, `GET /services/{serviceId}`. */
export interface Described extends Operation {
  readonly name: string
}

interface Template {
  readonly described: Described
  readonly form: RegExp
}

const variables = ({ described }: Template) => described.name.split('{').length

/** What all that fit a template share: the method, the first step and how many there are. */
const shelfOf = (name: string): string => {
  const [first = '', ...rest] = name.split('/').slice(1)
  return `${name.slice(0, name.indexOf(' '))} ${first} ${rest.length}`
}

const shelves = new Map<string, Template[]>()
for (const [name, operation] of Object.entries(operations)) {
  const form = new RegExp(`^${name.replace(/\{[^}]+\}/g, '[^/]+')}$`)
  const shelf = shelves.get(shelfOf(name)) ?? []
  shelves.set(shelfOf(name), [...shelf, { described: { name, ...operation }, form }])
}

/** Those with the fewest variables first: of several that fit, it is the one that is meant. */
for (const shelf of shelves.values()) shelf.sort((a, b) => variables(a) - variables(b))

/** The operation that a request is for. */
export const described = (method: string, path: string): Described | undefined => {
  const name = `${method} ${path}`
  return shelves.get(shelfOf(name))?.find(({ form }) => form.test(name))?.described
}

export interface Parameter extends Key {
  readonly schema: Schema
  /** Whether a list is joined by commas; otherwise it repeats the parameter. */
  readonly joined: boolean
}

const isJoined = (type: Type) =>
  typeof type === 'string' ? named(type).list === '[,]' : has(type, '$joined')

/** Everything that its query takes. */
export const parametersOf = ({ query = {} }: Described): readonly Parameter[] =>
  keysOf(query, shapes).map((key) => ({
    ...key,
    schema: schemaOf(key.type, shapes),
    joined: isJoined(key.type),
  }))

/** What its answer of a status is; undefined: it has no body. */
export const answerOf = ({ answers }: Described, status: number): Type | undefined =>
  answers[String(status)] ?? undefined

/** What the body of its request is; undefined: it takes none. */
export const bodyOf = (operation: Described | undefined): Type | undefined =>
  operation?.body ?? operation?.['body?']
