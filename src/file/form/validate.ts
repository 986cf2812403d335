/** Checks a mapping against the shape of its kind and says exactly what is wrong with it. */
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Problem } from '../../problem.ts'
import { dayOf, type FilePath, type JsonSchema, misspelled, nearest, withVersion } from '../../rows/index.ts'
import { quoted, say } from '../messages/index.ts'
import type { Side } from '../text/index.ts'
import { openMark } from './checked-shapes.ts'
import { validatorOf } from './compile.ts'

/** Something wrong below a mapping. */
export interface Flaw {
  readonly path: FilePath
  readonly side: Side
  readonly problem: Problem
}

/** What is being checked: how to name it, and who else has a key. */
export interface Holder {
  readonly title: string
  /** Names of the other kinds of the same list that have a key. */
  readonly holdersOf: (key: string) => readonly string[]
  /** The choices where they depend on more than the shape: the key that picks the kind. */
  readonly choicesOf: (path: FilePath) => readonly unknown[] | undefined
  /** What else has this word among the choices of such a key: `a database`. */
  readonly ownersOf: (path: FilePath, word: string) => readonly string[]
}

/** All that is wrong with a value of this shape, one flaw for each cause. */
export const flawsOf = (shape: JsonSchema, value: unknown, holder: Holder): readonly Flaw[] => {
  const validate = validatorOf(shape)
  validate(value)
  const errors = validate.errors ?? []
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf')
  const meant = errors.filter((error) => choices.every((choice) => counts(error, choice)))
  return firstOfEach(meant).map((error) => flawOf(error, holder))
}

/** Of all that is wrong with one value, what comes first: that 0.5 is no whole number, and not that it is below 1 as well. */
const firstOfEach = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const said = new Set<string>()
  return errors.filter(({ keyword, instancePath }) => {
    if (keyword === 'required' || keyword === 'additionalProperties') return true
    const isFirst = !said.has(instancePath)
    said.add(instancePath)
    return isFirst
  })
}

/** Where a value may have several forms, only what is wrong with the form that was meant is worth a word. */
const counts = (error: ErrorObject, choice: ErrorObject): boolean => {
  const meant = branchOf(choice)
  if (error === choice) return meant === undefined
  const inside =
    error.schemaPath.startsWith(`${choice.schemaPath}/`) && error.instancePath.startsWith(choice.instancePath)
  return !inside || error.schemaPath.startsWith(`${choice.schemaPath}/${meant}/`)
}

/** The form that a list or a mapping must have been meant to be. */
const branchOf = ({ parentSchema, data }: ErrorObject): number | undefined => {
  const type = Array.isArray(data) ? 'array' : 'object'
  const branches: readonly JsonSchema[] = parentSchema?.anyOf ?? []
  const index = branches.findIndex((branch) => branch.type === type)
  return typeof data === 'object' && index >= 0 ? index : undefined
}

const pathOf = ({ instancePath }: ErrorObject): (string | number)[] =>
  instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

const flawOf = (error: ErrorObject, holder: Holder): Flaw => {
  const path = pathOf(error)
  const { keyword, params, data } = error
  const schema = error.parentSchema as JsonSchema
  const shown = holderAt(path, holder)
  if (keyword === 'additionalProperties') {
    const key = String(params.additionalProperty)
    const near = nearest(key, Object.keys(schema.properties ?? {}))
    const others = path.length === 0 ? holder.holdersOf(key) : []
    const problem =
      schema.$comment === openMark ? say.idleKey(key, shown, near) : say.unknownKey(key, shown, near, others)
    return { path: [...path, key], side: 'key', problem }
  }
  if (keyword === 'required') {
    return { path, side: 'value', problem: say.missingKey(String(params.missingProperty), shown) }
  }
  return { path, side: 'value', problem: valueProblem(error, schema, path, data, holder) }
}

const valueProblem = (
  { keyword, params }: ErrorObject,
  schema: JsonSchema,
  path: FilePath,
  data: unknown,
  holder: Holder,
): Problem => {
  const name = nameAt(path)
  switch (keyword) {
    case 'enum':
      return wordProblem(name, schema, path, data, holder)
    case 'const':
      return say.wrongValue(name, String(params.allowedValue), shownValue(data))
    case 'anyOf':
      return schema.anyOf?.some(({ multipleOf }) => multipleOf !== undefined)
        ? say.wrongSize(name, shownValue(data))
        : say.wrongType(name, formsOf(schema), typeName(data))
    case 'type': {
      const expected = typeNames[String(schema.type)] ?? String(schema.type)
      const todo = typeHint(schema, path, data)
      const got = schema.type === 'integer' && typeof data === 'number' ? String(data) : typeName(data)
      return say.wrongType(name, expected, got, todo)
    }
    case 'minimum':
      return say.wrongValue(name, `at least ${params.limit}`, shownValue(data))
    case 'maximum':
      return say.wrongValue(name, `at most ${params.limit}`, shownValue(data))
    case 'minLength':
      return say.wrongType(name, 'a text', 'an empty one')
    case 'format':
      return say.wrongValue(name, 'an absolute URL', shownValue(data))
    default:
      return say.wrongValue(name, String(keyword), shownValue(data))
  }
}

/** A word that is none of the choices: where Render adds to them, it may be newer than our table of them. */
const wordProblem = (
  name: string,
  schema: JsonSchema,
  path: FilePath,
  word: unknown,
  holder: Holder,
): Problem => {
  if (typeof word !== 'string') return say.wrongType(name, 'a text', typeName(word))
  const choices = holder.choicesOf(path) ?? schema.enum ?? []
  const known = choices.map(String)
  const asOf = dayOf(schema)
  if (asOf === undefined) return say.wrongWord(name, choices, word, nearest(word, known))
  const owners = holder.ownersOf(path, word)
  if (owners.length > 0) {
    const todo = `${quoted(word)} is one of ${owners.join(', ')}.`
    return say.wrongWord(name, choices, word, undefined, todo)
  }
  const versionOf = path.at(-1) === 'runtime' ? withVersion(word, known) : undefined
  if (versionOf !== undefined) return say.wrongWord(name, choices, word, versionOf, versionTodo)
  const near = misspelled(word, known)
  if (near !== undefined) return say.wrongWord(name, choices, word, near)
  // The type of what is referred to goes nowhere.
  return path.at(-1) === 'type' ? say.newerReference(word, asOf) : say.newerWord(name, word, asOf)
}

const versionTodo =
  'Leave the version out: a variable such as NODE_VERSION sets it, or the repository does (.node-version).'

const typeHint = (schema: JsonSchema, path: FilePath, data: unknown): string | undefined => {
  if (schema.type === 'string' && typeof data === 'boolean') return 'Put it in quotes.'
  if (!Array.isArray(data) || !isIndex(path.at(-1))) return undefined
  return 'An alias puts a whole list into the list: write its items out, or share them in a group.'
}

const isIndex = (step: string | number | undefined): boolean => /^\d+$/.test(String(step))

/** `"plan"`, `an item of "domains"`, `the file`. */
const nameAt = (steps: FilePath): string => {
  const last = steps.at(-1)
  if (last === undefined) return 'the file'
  return isIndex(last) ? `an item of "${steps.at(-2)}"` : `"${last}"`
}

/** `"disk" of a web service`, `a web service`. */
const holderAt = (steps: FilePath, { title }: Holder): string => {
  const named = steps.filter((step) => !isIndex(step))
  return named.length === 0 ? title : `"${named.join('.')}" of ${title}`
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

/** `a text or a number`. */
const formsOf = ({ anyOf = [] }: JsonSchema): string =>
  anyOf.map(({ type }) => typeNames[String(type)] ?? String(type)).join(' or ')

const typeName = (data: unknown): string => {
  if (data === null) return 'nothing'
  if (Array.isArray(data)) return 'a list'
  if (typeof data === 'boolean') return String(data)
  return (
    { string: 'a text', number: 'a number', object: 'a mapping' }[typeof data as string] ?? 'something else'
  )
}

const shownValue = (data: unknown): string =>
  typeof data === 'string' ? quoted(data) : typeof data === 'object' ? typeName(data) : String(data)
