import { operations } from './operations.ts'
import type { Method } from './request/operation.ts'

/** One operation of the API; its path as in the OpenAPI document, but for the names of its parameters. */
export interface Coverage {
  method: Method
  path: string
  supported: boolean
}

/** What the OpenAPI document has and the emulator has not: each is answered 404 in the API's own shape. */
const unsupported: readonly (readonly [method: Method, path: string])[] = [
  ['GET', '/maintenance'],
  ['GET', '/maintenance/{maintenanceRunParam}'],
  ['PATCH', '/maintenance/{maintenanceRunParam}'],
  ['POST', '/maintenance/{maintenanceRunParam}/trigger'],
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
