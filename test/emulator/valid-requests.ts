import type { Ids } from './everything.ts'
import type { Api } from './support.ts'

/** What a right request to an operation has beside the method, the path and the ids of everything.ts. */

export interface Valid {
  path?: string
  query?: string
  body?: unknown
  /** The body is a form. */
  form?: true
  /** Headers of a request whose answer does not end. */
  streams?: Record<string, string>
  /** Something that must have happened just before; more ids come of it. */
  before?: (api: Api, ids: Ids) => Promise<Record<string, string>>
  /** Statuses that recordings show and the facts do not. */
  as?: readonly number[]
  /** The status with which it takes an id that nothing has. */
  tolerates?: number
}

const onSite = (path: string, more: Valid = {}): Valid => ({
  path: path.replace('{serviceId}', '{siteId}'),
  ...more,
})
const allow = [{ cidrBlock: '0.0.0.0/0', description: 'all' }]
const criterion = { enabled: true, percentage: 60 }
const autoscaling = { enabled: true, min: 1, max: 3, criteria: { cpu: criterion, memory: criterion } }
const ofService = { query: '?ownerId={ownerId}&resource={serviceId}' }
const native = {
  runtime: 'node',
  envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
}
const credential = { registry: 'GITHUB', name: 'other', username: 'u', authToken: 't' }
const route = { type: 'rewrite', source: '/c', destination: '/d' }
const header = { path: '/b', name: 'X-B', value: '2' }
const begun = async (api: Api, path: string, body: unknown, name: string) => ({
  [name]: (await api.send('POST', path, body)).body.id,
})

export const valid: Readonly<Record<string, Valid>> = {
  'POST /blueprints': { body: { ownerId: '{ownerId}', source: { repo: 'https://github.com/a/other' } } },
  'POST /blueprints/validate': { body: { ownerId: '{ownerId}', file: 'services: []' }, form: true },
  'PATCH /blueprints/{blueprintId}': { body: { name: 'other' } },
  'GET /dedicated-ips': { query: '?ownerId={ownerId}' },
  'POST /dedicated-ips': { body: { ownerId: '{ownerId}', name: 'more', region: 'ohio', environmentIds: [] } },
  'PATCH /dedicated-ips/{dedicatedIpId}': { body: { name: 'other' } },
  'POST /disks': { body: { name: 'e', mountPath: '/e', sizeGB: 1, serviceId: '{serviceId}' } },
  'PATCH /disks/{diskId}': { body: { sizeGB: 2 } },
  'POST /disks/{diskId}/snapshots/restore': {
    body: { snapshotKey: '{snapshotKey}' },
    before: async (api, { diskId }) => ({
      snapshotKey: (await api.send('GET', `/disks/${diskId}/snapshots`)).body[0].snapshotKey,
    }),
  },
  'POST /env-groups': { body: { name: 'h', ownerId: '{ownerId}', envVars: [] } },
  'PATCH /env-groups/{envGroupId}': { body: { name: 'h' } },
  'PUT /env-groups/{envGroupId}/env-vars/{envVarKey}': { body: { value: '2' } },
  'PUT /env-groups/{envGroupId}/secret-files/{envVarKey}': { body: { content: 'y' } },
  'GET /environments': { query: '?projectId={projectId}' },
  'POST /environments': { body: { projectId: '{projectId}', name: 'staging' } },
  'PATCH /environments/{environmentId}': { body: { protectedStatus: 'protected' } },
  'POST /environments/{environmentId}/resources': { body: { resourceIds: ['{redisId}'] }, as: [201] },
  'DELETE /environments/{environmentId}/resources': {
    query: '?resourceIds={redisId}',
    // Of its path the id has no effect, and without a query it has nothing to do (API facts §1.10).
    tolerates: 400,
  },
  'POST /key-value': { body: { name: 'kv2', ownerId: '{ownerId}', plan: 'free' } },
  'PATCH /key-value/{redisId}': { body: { name: 'kv2' } },
  'GET /logs': ofService,
  'GET /logs/subscribe': { ...ofService, streams: { upgrade: 'websocket' } },
  'GET /logs/values': { query: `${ofService.query}&label=level` },
  'PUT /logs/streams/owner/{ownerId}': { body: { preview: 'send', endpoint: 'a.example:1' } },
  'PUT /logs/streams/resource/{resourceId}': { body: { setting: 'send', endpoint: 'a.example:1' } },
  'PATCH /maintenance/{maintenanceRunID}': { body: { scheduledAt: '2027-02-01T00:00:00Z' } },
  'PUT /metrics-stream/{ownerId}': { body: { provider: 'CUSTOM', url: 'https://b.example', token: 't' } },
  'PATCH /notification-settings/overrides/services/{serviceId}': { body: { notificationsToSend: 'none' } },
  'PATCH /notification-settings/owners/{ownerId}': { body: { emailEnabled: false } },
  'PATCH /owners/{ownerId}/members/{userId}': { body: { role: 'ADMIN' } },
  'POST /postgres': { body: { name: 'db2', ownerId: '{ownerId}', plan: 'basic_256mb', version: '17' } },
  'PATCH /postgres/{postgresId}': { body: { ipAllowList: allow } },
  'POST /postgres/{postgresId}/credentials': { body: { username: 'third' } },
  'POST /postgres/{postgresId}/recovery': { body: { restoreTime: '2026-01-02T00:00:00Z' } },
  'POST /projects': { body: { name: 'p', ownerId: '{ownerId}', environments: [{ name: 'e' }] } },
  'PATCH /projects/{projectId}': { body: { name: 'q' } },
  'POST /redis': { body: { name: 'kv2', ownerId: '{ownerId}', plan: 'free' } },
  'PATCH /redis/{redisId}': { body: { name: 'kv2' } },
  'POST /registrycredentials': { body: { ...credential, ownerId: '{ownerId}' } },
  'PATCH /registrycredentials/{registryCredentialId}': { body: credential },
  'POST /services': {
    body: {
      type: 'private_service',
      name: 'new',
      ownerId: '{ownerId}',
      repo: 'https://github.com/a/b',
      serviceDetails: native,
    },
  },
  'PATCH /services/{serviceId}': { body: { name: 'renamed' } },
  'PUT /services/{serviceId}/autoscaling': { body: autoscaling },
  'DELETE /services/{serviceId}/autoscaling': {
    before: async (api, { serviceId }) => {
      await api.send('PUT', `/services/${serviceId}/autoscaling`, autoscaling)
      return {}
    },
  },
  'POST /services/{serviceId}/custom-domains': { body: { name: 'b.example.com' } },
  'POST /services/{serviceId}/deploys': { body: { clearCache: 'clear' } },
  'POST /services/{serviceId}/deploys/{deployId}/cancel': {
    before: (api, { serviceId }) => begun(api, `/services/${serviceId}/deploys`, {}, 'deployId'),
  },
  'PUT /services/{serviceId}/env-vars': { body: [{ key: 'B', value: '2' }] },
  'PUT /services/{serviceId}/env-vars/{envVarKey}': { body: { value: '2' } },
  'GET /services/{serviceId}/headers': onSite('/services/{serviceId}/headers'),
  'POST /services/{serviceId}/headers': onSite('/services/{serviceId}/headers', { body: header }),
  'PUT /services/{serviceId}/headers': onSite('/services/{serviceId}/headers', { body: [header] }),
  'DELETE /services/{serviceId}/headers/{headerId}': onSite('/services/{serviceId}/headers/{headerId}'),
  'POST /services/{serviceId}/jobs': { body: { startCommand: 'ls' } },
  'GET /services/{serviceId}/jobs/{jobId}': {
    before: (api, { serviceId }) =>
      begun(api, `/services/${serviceId}/jobs`, { startCommand: 'ls' }, 'jobId'),
  },
  'POST /services/{serviceId}/jobs/{jobId}/cancel': {
    before: (api, { serviceId }) =>
      begun(api, `/services/${serviceId}/jobs`, { startCommand: 'ls' }, 'jobId'),
  },
  'POST /services/{serviceId}/preview': {
    path: '/services/{imageId}/preview',
    body: { imagePath: 'docker.io/library/nginx:1' },
  },
  'POST /services/{serviceId}/rollback': { body: { deployId: '{deployId}' } },
  'GET /services/{serviceId}/routes': onSite('/services/{serviceId}/routes'),
  'POST /services/{serviceId}/routes': onSite('/services/{serviceId}/routes', { body: route }),
  'PUT /services/{serviceId}/routes': onSite('/services/{serviceId}/routes', { body: [route] }),
  'PATCH /services/{serviceId}/routes/{routeId}': onSite('/services/{serviceId}/routes/{routeId}', {
    body: { priority: 0 },
  }),
  'DELETE /services/{serviceId}/routes/{routeId}': onSite('/services/{serviceId}/routes/{routeId}'),
  'POST /services/{serviceId}/scale': { body: { numInstances: 2 } },
  'PUT /services/{serviceId}/secret-files': { body: [{ name: 'B', content: 'y' }] },
  'PUT /services/{serviceId}/secret-files/{envVarKey}': { body: { content: 'y' } },
  'POST /task-runs': { body: { task: 'nightly-jobs/main', input: { a: 1 } } },
  'GET /task-runs/events': { query: '?taskRunIds={taskRunId}', streams: { accept: 'text/event-stream' } },
  'POST /webhooks': {
    body: { ownerId: '{ownerId}', name: 'v', url: 'https://b.example', enabled: false, eventFilter: [] },
  },
  'PATCH /webhooks/{webhookId}': { body: { enabled: false } },
  'POST /workflows': {
    body: {
      name: 'other',
      ownerId: '{ownerId}',
      region: 'ohio',
      runCommand: 'npm start',
      buildConfig: { repo: 'https://github.com/a/b', buildCommand: 'npm ci', runtime: 'node' },
    },
  },
  'PATCH /workflows/{workflowId}': { body: { runCommand: 'node .' } },
  'POST /workflowversions': { body: { workflowId: '{workflowId}' } },
}
