/** What is given to an operation, held against what it takes. All that is wrong is told at once. */
import type { ErrorObject, ValidateFunction } from 'ajv'
import { Hidden } from '../hidden.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { type JsonSchema, nearest } from '../rows/index.ts'
import { idFor } from './aliases.ts'
import { type Operation, paramsOf } from './shared/operation.ts'
import type { Param } from './shared/param.ts'
import { type OperationId, operations } from './table.ts'

/** The row of an operation by its id, or by a name that it has elsewhere. Throws `ProblemsError`: there is none. */
export const operationOf = (name: string): Operation => {
  const id = idFor(name)
  if (Object.hasOwn(operations, id)) return operations[id as OperationId] as unknown as Operation
  const near = nearest(id, Object.keys(operations))
  throw new ProblemsError([
    problem(
      'unknown-operation',
      `there is no operation ${id}`,
      near === undefined ? 'render-sync operations lists them.' : `Did you mean ${near}?`,
    ),
  ])
}

const isNeeded = (param: Param): boolean => !param.optional && !param.workspace

/** What an operation takes, as the schema of one mapping: what tools and the command line are made of. */
export const inputSchemaOf = (operation: Operation): JsonSchema => {
  const params = Object.entries(paramsOf(operation))
  return {
    type: 'object',
    properties: Object.fromEntries(params.map(([name, { schema }]) => [name, schema])),
    required: params.filter(([, param]) => isNeeded(param)).map(([name]) => name),
    additionalProperties: false,
  }
}

const words = (values: readonly unknown[]): string => values.map(String).join(', ')

const expectedOf = ({ keyword, params, message = '' }: ErrorObject): string => {
  if (keyword === 'enum') return `one of ${words(params.allowedValues)}`
  if (keyword === 'type') return `a value of type ${params.type}`
  if (keyword === 'format') return 'a time such as 2026-11-27T12:00:00Z'
  return message.replace(/^must be /, '')
}

const problemOf = (id: string, operation: Operation, error: ErrorObject): Problem => {
  const { keyword, params, instancePath } = error
  const names = Object.keys(paramsOf(operation))
  if (keyword === 'required' && instancePath === '')
    return problem(
      'missing-parameter',
      `${id} needs ${params.missingProperty}`,
      paramsOf(operation)[params.missingProperty]?.schema.description ?? '',
    )
  if (keyword === 'additionalProperties' && instancePath === '') {
    const near = nearest(params.additionalProperty, names)
    const todo = near === undefined ? `It takes ${words(names) || 'nothing'}.` : `Did you mean ${near}?`
    return problem('unknown-parameter', `${id} has no parameter ${params.additionalProperty}`, todo)
  }
  const [name = '', ...inner] = instancePath.slice(1).split('/')
  const where = inner.length > 0 ? `${name} (at ${inner.join('/')})` : name
  const todo = paramsOf(operation)[name]?.schema.description ?? ''
  return problem('wrong-parameter', `${where} of ${id}: expected ${expectedOf(error)}`, todo)
}

/** Hidden texts fit where texts do. */
const shown = (value: unknown): unknown => (value instanceof Hidden ? '' : value)

/** Loaded when the first operation is called: a program that calls none does without. */
const createAjv = async () => {
  const [{ default: Ajv }, { default: formats }] = await Promise.all([import('ajv'), import('ajv-formats')])
  return formats.default(new Ajv.default({ allErrors: true, strict: false }))
}

let ajv: ReturnType<typeof createAjv> | undefined
const checks = new WeakMap<Operation, ValidateFunction>()

/** Compiled once: who follows a deploy calls the same operation over and over. */
const checkOf = async (operation: Operation): Promise<ValidateFunction> => {
  ajv ??= createAjv()
  const check = checks.get(operation) ?? (await ajv).compile(inputSchemaOf(operation))
  checks.set(operation, check)
  return check
}

/** Throws `ProblemsError` with all that is wrong with what is given; nothing of a value is told. */
export const checkGiven = async (
  id: string,
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const isGood = await checkOf(operation)
  const set = Object.entries(given).filter(([, value]) => value !== undefined)
  if (isGood(Object.fromEntries(set.map(([name, value]) => [name, shown(value)])))) return
  throw new ProblemsError((isGood.errors ?? []).map((error) => problemOf(id, operation, error)))
}
