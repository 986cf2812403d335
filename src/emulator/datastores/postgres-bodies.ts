import type { Check, Checked } from '../request/index.ts'
import {
  badRequest,
  clearable,
  distinct,
  flag,
  growing,
  integer,
  ipAllowList,
  listOf,
  mapOf,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  postgresPlans,
  postgresVersions,
  region,
  text,
  usualPostgresVersion,
} from '../request/index.ts'

/** Gigabytes: 1, or a multiple of 5 (API facts §1.8). */
const diskSize: Check<number> = (value, field) => {
  const size = integer(1)(value, field)
  if (size !== 1 && size % 5 !== 0) throw badRequest(`invalid request: ${field} must be 1 or a multiple of 5`)
  return size
}

/** Render's MCP server calls it optional, and sends '' for none. */
const version: Check<string> = (value, field, newer) =>
  growing(postgresVersions)(value === '' ? usualPostgresVersion : value, field, newer)

const overrides = nullable(mapOf(text))
const replica = object({ name: nonEmpty, parameterOverrides: overrides })
export type ReplicaInput = Checked<typeof replica>

/** Render's documentation of read replicas. */
const mostReplicas = 5

const replicas: Check<ReplicaInput[]> = (value, field) => {
  const given = distinct(listOf(replica), ({ name }) => name)(value, field)
  if (given.length > mostReplicas)
    throw badRequest(`invalid request: ${field} must have at most ${mostReplicas} items`)
  return given
}

const changeable = {
  plan: growing(postgresPlans),
  diskSizeGB: optional(diskSize),
  enableDiskAutoscaling: optional(flag),
  enableHighAvailability: optional(flag),
  connectionPool: optional(oneOf(['none', 'pgbouncer'])),
  ipAllowList: nullable(ipAllowList),
  parameterOverrides: overrides,
  readReplicas: clearable(replicas),
  datadogAPIKey: optional(text),
  datadogSite: optional(text),
}

export const postgresCreateBody = object({
  ...changeable,
  name: nonEmpty,
  ownerId: nonEmpty,
  version,
  databaseName: optional(text),
  databaseUser: optional(text),
  environmentId: optional(text),
  region: optional(region),
})

export const postgresPatchBody = object({
  ...changeable,
  name: optional(nonEmpty),
  plan: optional(changeable.plan),
})

export type CreateInput = Checked<typeof postgresCreateBody>
export type PatchInput = Checked<typeof postgresPatchBody>
