import type { Method } from './operation/index.ts'
import { operations } from './operations.ts'

/** One operation of the API; its path as the API documents it, but for the names of its parameters. */
export interface Coverage {
  method: Method
  path: string
  supported: boolean
}

/** What the API has and the emulator has not: each is answered 404 in the API's own shape. */
export const unsupported: readonly (readonly [method: Method, path: string])[] = [
  ['POST', '/blueprints'],
  ['GET', '/maintenance'],
  ['GET', '/maintenance/{maintenanceRunID}'],
  ['PATCH', '/maintenance/{maintenanceRunID}'],
  ['POST', '/maintenance/{maintenanceRunID}/trigger'],
  ['GET', '/metrics/task-runs-completed'],
  ['GET', '/metrics/task-runs-queued'],
  ['GET', '/organizations/{orgId}/audit-logs'],
  ['GET', '/owners/{ownerId}/audit-logs'],
  ['PATCH', '/owners/{ownerId}/members/{userId}'],
  ['DELETE', '/owners/{ownerId}/members/{userId}'],
  ['GET', '/postgres/{postgresId}/credentials'],
  ['POST', '/postgres/{postgresId}/credentials'],
  ['DELETE', '/postgres/{postgresId}/credentials/{username}'],
  ['GET', '/postgres/{postgresId}/query/processes'],
  ['GET', '/postgres/{postgresId}/query/sizes'],
  ['GET', '/postgres/{postgresId}/query/table-scans'],
  ['GET', '/postgres/{postgresId}/query/top-queries'],
  ['POST', '/redis/{redisId}/resume'],
  ['POST', '/redis/{redisId}/suspend'],
]

const supported = operations.map(({ method, path }) => ({
  method,
  path: path.replace(/:(\w+)/g, '{$1}'),
  supported: true,
}))

/** Every operation that is known, with whether the emulator has it. */
export const coverage: readonly Coverage[] = [
  ...supported,
  ...unsupported.map(([method, path]) => ({ method, path, supported: false })),
]
