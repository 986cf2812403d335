import type { Beside, Type, Update } from './terraform.ts'

/** What the provider makes of configurations, and of each in turn for each type of service. */

export const repo = 'https://github.com/render-examples/express-hello-world'
export const noFilter = { paths: null, ignoredPaths: null }
export const native = { buildCommand: 'npm ci', startCommand: 'npm start' }

/** The body that an empty configuration makes: what is not set is null, '' or {}, by the Go type of each field. */
export const created = (type: Type, serviceDetails: object) => ({
  type,
  name: 'one',
  autoDeploy: 'yes',
  branch: 'main',
  buildFilter: noFilter,
  envVars: null,
  repo,
  ...(type === 'cron_job' ? {} : { rootDir: '' }),
  ...(type === 'static_site' ? {} : { secretFiles: null }),
  serviceDetails,
})

const running = { numInstances: 1, plan: 'starter', region: 'oregon', runtime: 'node' }
const previews = { previews: {}, pullRequestPreviewsEnabled: 'no' }
export const asking = { healthCheckPath: '', maintenanceMode: { enabled: false, uri: '' } }

export const bodies: Record<Type, object> = {
  web_service: { ...running, ...previews, ...asking, envSpecificDetails: native },
  private_service: { ...running, ...previews, envSpecificDetails: native },
  background_worker: { ...running, ...previews, envSpecificDetails: native },
  cron_job: {
    envSpecificDetails: native,
    plan: 'starter',
    region: 'oregon',
    runtime: 'node',
    schedule: '0 0 * * *',
  },
  static_site: {
    ...previews,
    buildCommand: 'npm run build',
    headers: [],
    publishPath: 'public',
    routes: null,
  },
}

export const types: Type[] = [
  'web_service',
  'private_service',
  'background_worker',
  'cron_job',
  'static_site',
]
const publicTypes: Type[] = ['web_service', 'static_site']
export const serverTypes: Type[] = ['web_service', 'private_service', 'background_worker']

/** Everything that an update can write, each in another value than `created` has. */
const later = {
  name: 'two',
  rootDir: 'app',
  branch: 'next',
  repo: 'https://github.com/render-examples/flask-hello-world',
  autoDeployTrigger: 'checksPass',
  buildFilter: { paths: ['src/**'], ignoredPaths: null },
}

export const laterNative = { buildCommand: 'pip install .', startCommand: 'flask run' }
const laterRunning = {
  envSpecificDetails: laterNative,
  maxShutdownDelaySeconds: 60,
  plan: 'standard',
  preDeployCommand: './migrate',
  previews: { generation: 'manual' },
  pullRequestPreviewsEnabled: 'no',
  runtime: 'python',
}

const laterDetails: Record<Type, object> = {
  web_service: {
    ...laterRunning,
    healthCheckPath: '/healthz',
    ipAllowList: [{ cidrBlock: '203.0.113.0/24', description: 'office' }],
    maintenanceMode: { enabled: true, uri: 'https://example.com/soon' },
  },
  private_service: laterRunning,
  background_worker: laterRunning,
  cron_job: { envSpecificDetails: laterNative, plan: 'standard', runtime: 'python', schedule: '5 4 * * 1' },
  static_site: {
    buildCommand: 'hugo',
    ipAllowList: [],
    publishPath: 'dist',
    previews: { generation: 'automatic' },
    pullRequestPreviewsEnabled: 'yes',
  },
}

/** What the answer must say of a body: all of it, a command before deploys in the place where it is read. */
export const planned = ({ serviceDetails, ...rest }: { serviceDetails: object }) => {
  const { preDeployCommand, envSpecificDetails, ...details }: Record<string, unknown> = { ...serviceDetails }
  if (!envSpecificDetails) return { ...rest, serviceDetails: details }
  const specific = { ...envSpecificDetails, ...(preDeployCommand ? { preDeployCommand } : {}) }
  return { ...rest, serviceDetails: { ...details, envSpecificDetails: specific } }
}

const without = (record: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))

/** What every answer must say of a service of which nothing is set. */
export const unset = (type: Type) => ({
  name: 'one',
  repo,
  branch: 'main',
  rootDir: '',
  autoDeploy: 'yes',
  autoDeployTrigger: 'commit',
  serviceDetails: {
    ...without(bodies[type], ['headers', 'routes']),
    ...(type === 'cron_job' ? {} : { previews: { generation: 'off' } }),
  },
})

/** The body of an update to a configuration in which nothing is set any more. */
export const emptied = (type: Type) => ({
  ...without(created(type, {}), ['type', 'envVars', 'secretFiles']),
  rootDir: '',
  serviceDetails: {
    ...without(bodies[type], ['region', 'numInstances', 'headers', 'routes']),
    ...(serverTypes.includes(type) ? { preDeployCommand: '' } : {}),
    // Left out, it would stay what it is.
    ...(type === 'cron_job' ? {} : { previews: { generation: 'off' } }),
    ...(publicTypes.includes(type)
      ? { ipAllowList: [{ cidrBlock: '0.0.0.0/0', description: 'everywhere' }] }
      : {}),
  },
})

/** What is set beside the body, first so and then otherwise. */
export const beside = (type: Type, environmentId: string): Beside => ({
  environmentId,
  override: { notificationsToSend: 'failure', previewNotificationsEnabled: 'false' },
  logStream: { setting: 'drop' },
  domains: publicTypes.includes(type) ? ['a.example.com', 'b.example.com'] : [],
})

export const laterBeside = (type: Type, environmentId: string): Update => ({
  body: { ...later, serviceDetails: laterDetails[type] },
  environmentId,
  override: { notificationsToSend: 'all', previewNotificationsEnabled: 'default' },
  logStream: { endpoint: 'logs.example.com:514', setting: 'send', token: 'secret' },
  secretFiles: type === 'static_site' ? null : [{ name: 'g', content: '' }],
  domains: publicTypes.includes(type) ? ['b.example.com', 'c.example.com'] : [],
  headers:
    type === 'static_site'
      ? [
          { path: '/*', name: 'X-A', value: '1' },
          { path: '/b', name: 'X-B', value: '' },
        ]
      : [],
  routes:
    type === 'static_site'
      ? [
          { destination: '/y', source: '/x', type: 'redirect' },
          { destination: '/index.html', source: '/*', type: 'rewrite' },
        ]
      : [],
})
