/** Judges one exchange by the tables of this folder; what is known to differ is left out. */
import type { ValidateFunction } from 'ajv'
import { isKnownInAnswers, isKnownInRequests } from './differences.ts'
import { answerOf, bodyOf, type Described, described, type Parameter, parametersOf } from './operations.ts'
import { compiler, errorsOf, type Schema, schemaOf } from './schemas.ts'
import { chosenByType, serviceSchema } from './services.ts'
import { api, type Type } from './tables.ts'

const compile = compiler(api.shapes, chosenByType)

/** Compiling a schema takes much longer than using it. */
const compiled = new Map<string, ValidateFunction | undefined>()

const validatorOf = (key: string, schema: () => Schema | undefined): ValidateFunction | undefined => {
  if (!compiled.has(key)) {
    const made = schema()
    compiled.set(key, made && compile(made))
  }
  return compiled.get(key)
}

const typeSchema = (type: Type | undefined) => (type === undefined ? undefined : schemaOf(type, api.shapes))

const withoutIds = (path: string) => path.replace(/[a-z]{3}-[0-9a-v]{20}(-[a-z])?/g, '{id}')

export interface JudgedAnswer {
  readonly method: string
  readonly path: string
  readonly status: number
  /** The text as it came. */
  readonly text: string
}

const errorsIn = (validate: ValidateFunction, text: string): readonly string[] => {
  if (text === '') return ['no body']
  try {
    return errorsOf(validate, JSON.parse(text))
  } catch {
    return ['is no JSON']
  }
}

const errorViolations = (text: string): readonly string[] => {
  const validate = validatorOf('error', () => ({ $ref: 'error' }))
  return validate ? errorsIn(validate, text) : []
}

const bodyViolations = (operation: Described, status: number, text: string): readonly string[] => {
  if (!(status in operation.answers)) return ['a status that is not declared']
  const validate = validatorOf(`${operation.name} ${status}`, () => typeSchema(answerOf(operation, status)))
  if (!validate) return text === '' ? [] : ['a body where none is declared']
  return errorsIn(validate, text)
}

/** Every difference, as operation, status, place and what is wrong there. */
export const answerDifferences = ({ method, path, status, text }: JudgedAnswer): readonly string[] => {
  const operation = described(method, path)
  const name = operation?.name ?? `${method} ${withoutIds(path)}`
  const found = () => {
    // Paths and methods that nobody has are answered with an error as well.
    if (status >= 400) return errorViolations(text)
    return operation ? bodyViolations(operation, status, text) : ['is not in the facts']
  }
  return found().map((each) => `${name} ${status}: ${each}`)
}

export const answerViolations = (answer: JudgedAnswer): readonly string[] =>
  answerDifferences(answer).filter((each) => !isKnownInAnswers(each))

/** What decides which shapes its bodies have. */
export interface LiveService {
  readonly type: string
  readonly runtime: string | undefined
}

export interface JudgedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  /** The service that is changed, if it is one. */
  readonly live?: LiveService | undefined
}

const asType = (value: string, type: unknown): unknown => {
  if (type === 'integer' || type === 'number') return Number(value)
  return type === 'boolean' ? value === 'true' || (value === 'false' ? false : value) : value
}

/** What a parameter's text stands for: lists are joined by commas, or repeat the parameter. */
const queryValue = ({ schema, joined }: Parameter, given: readonly string[]): unknown => {
  const { type, items } = schema as { type?: unknown; items?: { type?: unknown } }
  if (type !== 'array') return asType(given[0] ?? '', type)
  const values = joined ? given.flatMap((text) => text.split(',')) : given
  return values.map((value) => asType(value, items?.type))
}

const parameters = new Map<string, readonly Parameter[]>()

const queryParameters = (operation: Described): readonly Parameter[] => {
  const known = parameters.get(operation.name)
  const found = known ?? parametersOf(operation)
  parameters.set(operation.name, found)
  return found
}

const queryViolations = (operation: Described, query: URLSearchParams): readonly string[] => {
  const inQuery = queryParameters(operation)
  const unknown = [...new Set(query.keys())].filter(
    (key) => !inQuery.some((parameter) => parameter.name === key),
  )
  return [
    ...unknown.map((key) => `?${key} is not declared`),
    ...inQuery.flatMap((parameter) => {
      const given = query.getAll(parameter.name)
      if (given.length === 0) return parameter.optional ? [] : [`?${parameter.name} is required`]
      const validate = validatorOf(`${operation.name}?${parameter.name}`, () => parameter.schema)
      return validate
        ? errorsOf(validate, queryValue(parameter, given)).map((each) => `?${parameter.name} ${each}`)
        : []
    }),
  ]
}

const bodyValidator = (operation: Described, { method, path, body, live }: JudgedRequest) => {
  const { name } = operation
  const creates = method === 'POST' && path === '/services'
  if (!creates && !live) return validatorOf(`${name} body`, () => typeSchema(bodyOf(operation)))
  const given = body as { type?: string; serviceDetails?: { runtime?: string } }
  const type = live?.type ?? given.type ?? ''
  const runtime = given.serviceDetails?.runtime ?? live?.runtime
  return validatorOf(`${name} ${type} ${runtime}`, () =>
    serviceSchema(creates ? 'POST' : 'PATCH', type, runtime),
  )
}

/** What is wrong with a request; only those of a client are judged, for tests of the emulator send wrong ones. */
export const requestViolations = (request: JudgedRequest): readonly string[] => {
  const operation = described(request.method, request.path)
  const name = operation?.name ?? `${request.method} ${withoutIds(request.path)}`
  const found = () => {
    if (!operation) return ['is not in the facts']
    const validate = request.body === undefined ? undefined : bodyValidator(operation, request)
    if (request.body !== undefined && !validate) return ['a body where none is declared']
    return [
      ...queryViolations(operation, request.query),
      ...(validate ? errorsOf(validate, request.body) : []),
    ]
  }
  return found()
    .map((each) => `${name}: ${each}`)
    .filter((each) => !isKnownInRequests(each))
}
