import type { Method } from './operation/index.ts'
import { operations } from './operations.ts'

/**
 * Where what an operation does comes from: `recorded` from answers of the real API, `documented` from Render's API document
 * or from a client that Render made of it, `assumed` where these give the form of an answer and not what is in it.
 */
export type Mark = 'recorded' | 'documented' | 'assumed'

/** One operation of the API; its path as the API documents it, but for the names of its parameters. */
export interface Coverage {
  method: Method
  path: string
  mark: Mark
}

/** Of which operations there are recorded answers: paths without the names of their parameters, by method. */
const recorded: Readonly<Record<Method, readonly string[]>> = {
  GET: [
    '/env-groups/{}',
    '/environments/{}',
    '/key-value/{}',
    '/key-value/{}/connection-info',
    '/logs/streams/resource/{}',
    '/notification-settings/overrides/services/{}',
    '/notification-settings/owners/{}',
    '/postgres/{}',
    '/postgres/{}/connection-info',
    '/projects/{}',
    '/services',
    '/services/{}',
    '/services/{}/custom-domains',
    '/services/{}/env-vars',
    '/services/{}/headers',
    '/services/{}/routes',
    '/services/{}/secret-files',
    '/webhooks/{}',
  ],
  POST: [
    '/disks',
    '/env-groups',
    '/environments',
    '/environments/{}/resources',
    '/key-value',
    '/postgres',
    '/projects',
    '/services',
    '/services/{}/custom-domains',
    '/services/{}/deploys',
    '/webhooks',
  ],
  PUT: [
    '/env-groups/{}/env-vars/{}',
    '/env-groups/{}/secret-files/{}',
    '/logs/streams/resource/{}',
    '/services/{}/env-vars',
    '/services/{}/secret-files',
  ],
  PATCH: [
    '/disks/{}',
    '/env-groups/{}',
    '/environments/{}',
    '/notification-settings/overrides/services/{}',
    '/notification-settings/owners/{}',
    '/postgres/{}',
    '/projects/{}',
    '/services/{}',
  ],
  DELETE: [
    '/disks/{}',
    '/env-groups/{}',
    '/env-groups/{}/env-vars/{}',
    '/env-groups/{}/secret-files/{}',
    '/environments/{}',
    '/environments/{}/resources',
    '/key-value/{}',
    '/logs/streams/resource/{}',
    '/postgres/{}',
    '/projects/{}',
    '/services/{}',
    '/services/{}/autoscaling',
    '/services/{}/custom-domains/{}',
    '/webhooks/{}',
  ],
}

/** What tells of things that run, of which there are none here, or that only Render does. */
const assumed = [
  /^\/logs($|\/values|\/subscribe)/,
  /^\/metrics\//,
  /^\/postgres\/\{\}\/query\//,
  /^\/services\/\{\}\/instances$/,
  /^\/webhooks\/\{\}\/events$/,
  /^\/disks\/\{\}\/snapshots/,
  /^\/maintenance/,
  /\/audit-logs$/,
  /^\/tasks/,
  /^\/task-runs/,
]

const markOf = (method: Method, path: string): Mark => {
  const form = path.replace(/\{\w+\}/g, '{}')
  if (recorded[method].includes(form)) return 'recorded'
  return assumed.some((pattern) => pattern.test(form)) ? 'assumed' : 'documented'
}

/** Every operation of the API: the emulator has them all. */
export const coverage: readonly Coverage[] = operations.map(({ method, path: route }) => {
  const path = route.replace(/:(\w+)/g, '{$1}')
  return { method, path, mark: markOf(method, path) }
})
