import { isIP } from 'node:net'
import { CronExpressionParser } from 'cron-parser'
import type { CidrBlock } from '../services/record.ts'
import { badRequest } from './errors.ts'
import type { Check } from './validate.ts'
import {
  flag,
  integer,
  listOf,
  matching,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  text,
} from './validate.ts'
import { regions } from './vocabulary.ts'

/** Rules that several kinds share. */

export const region = oneOf(regions)

const cidr: Check<string> = (value, field) => {
  const [address = '', bits, ...more] = text(value, field).split('/')
  const family = isIP(address)
  const size = bits === undefined ? Number.NaN : Number(bits)
  if (family !== 0 && more.length === 0 && /^\d{1,3}$/.test(bits ?? '') && size <= (family === 4 ? 32 : 128))
    return text(value, field)
  throw badRequest(`invalid request: ${field} must be an address block such as 203.0.113.0/24`)
}

const cidrBlock: Check<CidrBlock> = (value, field) => {
  const block = object({ cidrBlock: cidr, description: optional(text) })(value, field)
  return { cidrBlock: block.cidrBlock, description: block.description ?? '' }
}

export const ipAllowList = listOf(cidrBlock)

/** Everyone, as the API writes it where it fills a list in by itself. */
export const everywhere: readonly CidrBlock[] = [{ cidrBlock: '0.0.0.0/0', description: 'everywhere' }]

export const mountPath = matching(/^\/.+/, 'an absolute path')

/** A service's disk in whole gigabytes; unlike a database's it need not be a multiple of five (API facts §1.5). */
export const diskSize = integer(1)

const duplicate = (names: readonly string[]) => names.find((name, at) => names.indexOf(name) !== at)

/** A list in which no two items have the same name. */
export const distinct =
  <T>(list: Check<T[]>, nameOf: (item: T) => string): Check<T[]> =>
  (value, field) => {
    const items = list(value, field)
    const twice = duplicate(items.map(nameOf))
    if (twice !== undefined)
      throw badRequest(`invalid request: ${field || 'the request body'} has ${twice} twice`)
    return items
  }

const envVarKey = matching(
  /^[A-Za-z_.-][A-Za-z0-9_.-]*$/,
  'letters, digits, _, - and ., not beginning with a digit',
)

/** `{value}` or `{generateValue: true}`; undefined stands for a value to be generated. */
export interface ValueInput {
  value: string | undefined
}

const oneSource = (
  given: { value: string | undefined; generateValue: boolean | undefined },
  field: string,
) => {
  if ((given.value === undefined) === (given.generateValue !== true))
    throw badRequest(
      `invalid request: ${field || 'the request body'} must have either value or generateValue`,
    )
  return { value: given.value }
}

export const valueInput: Check<ValueInput> = (value, field) =>
  oneSource(object({ value: optional(text), generateValue: optional(flag) })(value, field), field)

const envVarInput: Check<ValueInput & { key: string }> = (value, field) => {
  const input = object({ key: envVarKey, value: optional(text), generateValue: optional(flag) })(value, field)
  return { key: input.key, ...oneSource(input, field) }
}

export const envVarInputs = distinct(listOf(envVarInput), (input) => input.key)

/** The key of a variable that stands in a path. */
export const checkedKey = (key: string): string => envVarKey(key, 'env var key')

const fileName = matching(/^[A-Za-z0-9_.-]+$/, 'letters, digits, _, - and .')

export const secretFileInputs = distinct(
  listOf(object({ name: fileName, content: text })),
  (file) => file.name,
)

export const checkedFileName = (name: string): string => fileName(name, 'secret file name')

export const headerInput = object({ path: nonEmpty, name: nonEmpty, value: text })

export const routeInput = object({
  type: oneOf(['redirect', 'rewrite']),
  source: nonEmpty,
  destination: nonEmpty,
  priority: optional(integer(0)),
})

const criterionShape = object({ enabled: flag, percentage: integer(0, 100) })

/** One that is not enabled may say 0: so Render's Terraform provider sends what is not configured. */
const criterion: typeof criterionShape = (value, field) => {
  const given = criterionShape(value, field)
  if (given.enabled) integer(1)(given.percentage, `${field}.percentage`)
  return given
}

const autoscalingShape = object({
  enabled: flag,
  min: integer(1),
  max: integer(1),
  criteria: object({ cpu: criterion, memory: criterion }),
})

export const autoscaling: typeof autoscalingShape = (value, field) => {
  const given = autoscalingShape(value, field)
  if (given.min > given.max)
    throw badRequest(`invalid request: ${field === '' ? 'min' : `${field}.min`} must not be above max`)
  return given
}

export const buildFilter = object({
  paths: nullable(listOf(text)),
  ignoredPaths: nullable(listOf(text)),
})

const fiveFields = matching(/^\S+( +\S+){4}$/, 'a cron expression of five fields')

export const schedule: Check<string> = (value, field) => {
  const given = fiveFields(value, field)
  try {
    CronExpressionParser.parse(given)
    return given
  } catch {
    throw badRequest(`invalid request: ${field} must be a cron expression of five fields`)
  }
}
