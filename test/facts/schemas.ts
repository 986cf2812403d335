/** The notation of the tables as JSON Schema, made strict: a key that a mapping does not name is an error. */
import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { has, type Keys, named, type Shapes, type Type } from './tables.ts'

export type Schema = Record<string, unknown>

export interface Key {
  readonly name: string
  readonly optional: boolean
  readonly type: Type
}

const keysIn = (keys: Keys): readonly Key[] =>
  Object.entries(keys).map(([key, type]) => ({
    name: key.replace(/\?$/, ''),
    optional: key.endsWith('?'),
    type,
  }))

/** The keys of a mapping, of its name, or of mappings that are one together: the last of several says what a key is. */
export const keysOf = (type: Type, shapes: Shapes): readonly Key[] => {
  if (typeof type === 'string') return keysOf(shapes[type] ?? {}, shapes)
  const keys = has(type, '$all') ? type.$all.flatMap((part) => keysOf(part, shapes)) : keysIn(type as Keys)
  return [...new Map(keys.map((key) => [key.name, key])).values()]
}

export const mappingSchema = (keys: readonly Key[], schema: (key: Key) => Schema): Schema => ({
  type: 'object',
  properties: Object.fromEntries(keys.map((key) => [key.name, schema(key)])),
  required: keys.filter(({ optional }) => !optional).map(({ name }) => name),
  additionalProperties: false,
})

const plain: Readonly<Record<string, Schema>> = {
  anything: {},
  time: { type: 'string', format: 'date-time' },
  ...Object.fromEntries(['string', 'boolean', 'integer', 'number', 'null'].map((type) => [type, { type }])),
}

const listSchema = (items: Schema): Schema => ({ type: 'array', items })

const textSchema = (text: string): Schema => {
  const { item, minimum, maximum, list } = named(text)
  const schema = {
    ...(plain[item] ?? { $ref: item }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  }
  return list ? listSchema(schema) : schema
}

export const schemaOf = (type: Type, shapes: Shapes): Schema => {
  const inner = (part: Type) => schemaOf(part, shapes)
  if (typeof type === 'string') return textSchema(type)
  if (Array.isArray(type)) return { enum: type }
  // Which words there are today is not judged: tomorrow there are more.
  if (has(type, '$open')) return { type: 'string' }
  if (has(type, '$either')) return { anyOf: type.$either.map(inner) }
  if (has(type, '$list')) return listSchema(inner(type.$list))
  if (has(type, '$joined')) return listSchema(inner(type.$joined))
  if (has(type, '$map')) return { type: 'object', additionalProperties: inner(type.$map) }
  return mappingSchema(keysOf(type, shapes), (key) => inner(key.type))
}

/** Compiles schemas that refer to shapes; some of those are chosen by more than the table says. */
export const compiler = (shapes: Shapes, chosen: Readonly<Record<string, Schema>> = {}) => {
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateSchema: false })
  addFormats.default(ajv)
  for (const [name, type] of Object.entries(shapes))
    ajv.addSchema(chosen[name] ?? schemaOf(type, shapes), name)
  return (schema: Schema): ValidateFunction => ajv.compile(schema)
}

/** What is wrong with a value: the place, its numbers made *, and what was expected. */
export const errorsOf = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? [])
        // That an `if` was not met says nothing beside what its branch says.
        .filter(({ keyword }) => keyword !== 'if')
        .map(({ instancePath, message, params }) => {
          const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/*')
          return `${place} ${message}${params.additionalProperty ? `: ${params.additionalProperty}` : ''}`.trim()
        })
