import { CronExpressionParser } from 'cron-parser'
import type { Check } from '../request/index.ts'
import {
  badRequest,
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
} from '../request/index.ts'

/** The rules of what a service has. */

export const mountPath = matching(/^\/.+/, 'an absolute path')

/** A service's disk in whole gigabytes; unlike a database's it need not be a multiple of five (API facts §1.5). */
export const diskSize = integer(1)

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
