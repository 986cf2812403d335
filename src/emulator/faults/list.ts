import type { Check } from '../request/index.ts'
import {
  ApiError,
  anyObject,
  badRequest,
  integer,
  listOf,
  matching,
  nonEmpty,
  object,
  oneOf,
  optional,
  readYaml,
  text,
} from '../request/index.ts'
import type { DatabaseFault, DeployFault, Fault, RandomFault, RequestFault } from './fault.ts'
import { randomKinds } from './fault.ts'

/** Judges a list of faults, from a file or from outside, and says which key must be what. */

const positive = integer(1)

const nth: Check<number | number[]> = (value, field) =>
  Array.isArray(value) ? listOf(positive)(value, field) : positive(value, field)

const occurrence = { nth: optional(nth), every: optional(positive), times: optional(positive) }

const methods = 'GET|POST|PUT|PATCH|DELETE|\\*'

const request = matching(
  new RegExp(`^(?:(?:${methods}) )?/(?!v1(?:/|$))\\S*$`),
  'a method (or *) and a path below /v1, such as "POST /services" or "* /services/*/env-vars"',
)

const requestFields = { ...occurrence, request, after: optional(oneOf(['work'])) }

/** Of what may be carried out when its answer is long gone. */
const lostFields = { ...requestFields, worksAfter: optional(positive) }

const requestChecks = {
  answer: object({
    ...lostFields,
    does: oneOf(['answer']),
    status: integer(200, 599),
    message: optional(text),
    text: optional(text),
    retryAfter: optional(integer(0)),
  }),
  reset: object({ ...lostFields, does: oneOf(['reset']) }),
  timeout: object({ ...lostFields, does: oneOf(['timeout']) }),
  delay: object({ ...requestFields, does: oneOf(['delay']), ms: positive }),
  truncate: object({ ...requestFields, does: oneOf(['truncate']) }),
}

const databaseChecks = {
  slow: object({ ...occurrence, database: nonEmpty, does: oneOf(['slow']), seconds: positive }),
  hang: object({ ...occurrence, database: nonEmpty, does: oneOf(['hang']) }),
}

/** The check that `does` names. */
const byDoes =
  <C extends Record<string, Check<unknown>>>(checks: C): Check<ReturnType<C[keyof C]>> =>
  (value, field) => {
    const does = oneOf(Object.keys(checks))(anyObject(value, field).does, `${field}.does`)
    // `does` is one of the keys, and what a check of theirs returns is what is promised.
    return checks[does]?.(value, field) as ReturnType<C[keyof C]>
  }

const requestFault: Check<RequestFault> = byDoes(requestChecks)

const deployFault: Check<DeployFault> = object({
  ...occurrence,
  deploy: nonEmpty,
  commit: optional(nonEmpty),
  does: oneOf(['build_failed', 'pre_deploy_failed', 'update_failed', 'hang', 'queue']),
})

const databaseFault: Check<DatabaseFault> = byDoes(databaseChecks)

const rate: Check<number> = (value, field) => {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value
  throw badRequest(`invalid request: ${field} must be a number from 0 to 1`)
}

const kinds: Check<RandomFault['random']['kinds']> = (value, field) => {
  const given = listOf(oneOf(Object.keys(randomKinds) as (keyof typeof randomKinds)[]))(value, field)
  if (given.length === 0) throw badRequest(`invalid request: ${field} must be a non-empty array`)
  return given
}

const randomFault: Check<RandomFault> = object({
  random: object({ seed: integer(), rate, kinds }),
  request: optional(request),
})

const fault: Check<Fault> = (value, field) => {
  const given = anyObject(value, field)
  // A random fault may be told which requests it is for, so it is looked for first.
  if ('random' in given) return randomFault(value, field)
  if ('request' in given) return requestFault(value, field)
  if ('deploy' in given) return deployFault(value, field)
  if ('database' in given) return databaseFault(value, field)
  throw badRequest(`invalid request: ${field} must have one of request, deploy, database, random`)
}

/** Throws an `ApiError` of status 400. */
export const checkedFaults = (value: unknown): Fault[] =>
  Array.isArray(value)
    ? value.map((each, at) => fault(each, `faults[${at}]`))
    : listOf(fault)(value, 'the list of faults')

/** Reads a list of faults from YAML or JSON; an error says which key must be what. */
export const parseFaults = (file: string): Fault[] => {
  const read = readYaml(file)
  if (read.problems) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  return withPlainErrors(() => checkedFaults(read.value))
}

/** Outside of the API its errors are those of whoever gave the list. */
export const withPlainErrors = <T>(check: () => T): T => {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new Error(error.message.replace('invalid request: ', ''), { cause: error })
  }
}
