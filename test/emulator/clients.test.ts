import { beforeAll, describe, expect, test } from 'vitest'
import { coverage } from '../../src/emulator/index.ts'
import { described, parametersOf } from '../facts/operations.ts'
import type { Api } from './support.ts'
import { imageBody, makeProject, makeService, postgresBody, startApi } from './support.ts'

/**
 * The calls of Render's own clients: its Terraform provider, command line and MCP server, read in their public sources.
 * All are made from Render's OpenAPI document, so that whatever it declares may be sent.
 */

let api: Api
const ids: Record<string, string> = {}

beforeAll(async () => {
  api = startApi()
  const { ownerId } = api.emulator
  ids.owner = ownerId
  ids.service = (await makeService(api, imageBody(ownerId))).id
  ids.site = (
    await makeService(api, { type: 'static_site', name: 'site', ownerId, repo: 'https://github.com/a/b' })
  ).id
  ids.cron = (
    await makeService(api, {
      ...imageBody(ownerId, { type: 'cron_job', name: 'nightly' }),
      serviceDetails: { runtime: 'image', schedule: '* * * * *' },
    })
  ).id
  ids.postgres = (await api.send('POST', '/postgres', postgresBody(ownerId))).body.id
  ids.keyValue = (await api.send('POST', '/key-value', { name: 'kv', ownerId, plan: 'free' })).body.id
  ids.group = (await api.send('POST', '/env-groups', { name: 'g', ownerId, envVars: [] })).body.id
  const project = await makeProject(api)
  ids.project = project.id
  ids.environment = project.environmentIds[0]
  ids.deploy = (await api.send('GET', `/services/${ids.service}/deploys`)).body[0].deploy.id
  ids.job = (await api.send('POST', `/services/${ids.service}/jobs`, { startCommand: 'ls' })).body.id
})

const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name)

type Call = [client: string, call: string, body: unknown, status: number]

const calls: readonly Call[] = [
  // Go's client sends no Accept and no Content-Type without a body; an unset list is null.
  ['terraform', 'GET /services?name=api&ownerId={owner}&type=web_service', undefined, 200],
  ['terraform', 'GET /services/{service}/custom-domains?limit=100', undefined, 200],
  ['terraform', 'GET /services/{site}/headers?cursor=&limit=100', undefined, 200],
  ['terraform', 'GET /services/{site}/routes?cursor=&limit=100', undefined, 200],
  ['terraform', 'PUT /services/{service}/env-vars', null, 200],
  ['terraform', 'PUT /services/{service}/secret-files', null, 200],
  ['terraform', 'PATCH /notification-settings/overrides/services/{service}', {}, 200],
  ['terraform', 'GET /logs/streams/resource/{service}', undefined, 404],
  ['terraform', 'DELETE /environments/{service}/resources?resourceIds={service}', undefined, 204],
  ['terraform', 'POST /environments/{environment}/resources', { resourceIds: ['{service}'] }, 201],
  ['terraform', 'POST /services/{service}/deploys', {}, 201],
  ['terraform', 'GET /services/{service}/deploys', undefined, 200],
  ['terraform', 'DELETE /services/srv-00000000000000000000', undefined, 404],
  [
    'terraform',
    'PATCH /services/{service}',
    {
      autoDeploy: 'yes',
      buildFilter: { paths: null, ignoredPaths: null },
      image: { ownerId: '{owner}', imagePath: 'nginx' },
      serviceDetails: { runtime: 'image', envSpecificDetails: { dockerCommand: '' }, previews: {} },
    },
    200,
  ],
  ['terraform', 'PATCH /postgres/{postgres}', { name: 'main-db', readReplicas: null }, 200],

  ['cli', 'GET /owners?limit=100', undefined, 200],
  ['cli', 'GET /owners?limit=100&name=Emulated+workspace', undefined, 200],
  ['cli', 'GET /users', undefined, 200],
  ['cli', 'GET /services?includePreviews=true&limit=100&ownerId={owner}', undefined, 200],
  ['cli', 'GET /services?environmentId={environment}&includePreviews=false', undefined, 200],
  ['cli', 'GET /postgres?limit=100&ownerId={owner}', undefined, 200],
  ['cli', 'GET /key-value?limit=100&ownerId={owner}', undefined, 200],
  ['cli', 'GET /projects?limit=100&ownerId={owner}', undefined, 200],
  ['cli', 'GET /environments?limit=100&projectId={project}', undefined, 200],
  ['cli', 'GET /environments?limit=100&name=production&projectId={project},{project}', undefined, 200],
  ['cli', 'GET /projects?limit=100&name=shop', undefined, 200],
  // It lists workflows beside all else, and looks for names among them last.
  ['cli', 'GET /workflows?name=api&ownerId={owner}', undefined, 200],
  ['cli', 'GET /registrycredentials?name=hub&ownerId={owner}', undefined, 200],
  ['cli', 'GET /services/{service}/instances', undefined, 200],
  ['cli', 'GET /services/{service}/jobs?limit=100', undefined, 200],
  // A plan that was not chosen is sent as no text, a command that was not given as none.
  ['cli', 'POST /services/{service}/jobs', { startCommand: 'ls', planId: '' }, 201],
  ['cli', 'GET /services/{service}/jobs?cursor=&limit=20&status=pending,running', undefined, 200],
  ['cli', 'GET /services/{service}/deploys?limit=20&status=live&status=queued', undefined, 200],
  ['cli', 'GET /logs?direction=backward&limit=100&ownerId={owner}&resource={job}', undefined, 200],
  ['cli', 'POST /services/{service}/restart', undefined, 200],
  ['cli', 'POST /services/{service}/deploys', { clearCache: 'do_not_clear' }, 201],
  ['cli', 'GET /postgres/{postgres}/connection-info', undefined, 200],
  ['cli', 'GET /key-value/{keyValue}/connection-info', undefined, 200],
  [
    'cli',
    'GET /logs?direction=backward&limit=100&ownerId={owner}&resource={service}&resource={cron}',
    undefined,
    200,
  ],
  [
    'cli',
    'POST /services',
    {
      name: 'of-image',
      ownerId: '{owner}',
      type: 'web_service',
      image: { ownerId: '', imagePath: 'nginx' },
      buildFilter: { paths: ['src'], ignoredPaths: null },
      serviceDetails: { runtime: 'image', maintenanceMode: { enabled: false, uri: '' } },
    },
    201,
  ],
  // It sends the command of every cron job as that of a native one.
  [
    'cli',
    'POST /services',
    {
      name: 'cron-of-image',
      ownerId: '{owner}',
      type: 'cron_job',
      image: { ownerId: '', imagePath: 'nginx' },
      serviceDetails: {
        runtime: 'image',
        schedule: '0 0 * * *',
        envSpecificDetails: { buildCommand: '', startCommand: 'run' },
      },
    },
    201,
  ],
  [
    'cli',
    'PATCH /services/{cron}',
    { image: { ownerId: '', imagePath: 'nginx' }, serviceDetails: { schedule: '1 0 * * *' } },
    200,
  ],
  ['cli', 'POST /cli-telemetry-events', { event: 'x' }, 404],

  ['mcp', 'GET /owners/{owner}', undefined, 200],
  ['mcp', 'GET /services?includePreviews=false&limit=100&ownerId={owner}', undefined, 200],
  ['mcp', 'GET /services/{service}/env-vars?limit=100', undefined, 200],
  ['mcp', 'GET /services/{service}/deploys?limit=10', undefined, 200],
  ['mcp', 'GET /services/{service}/deploys/{deploy}', undefined, 200],
  ['mcp', 'GET /services/{service}/events?limit=20', undefined, 200],
  ['mcp', 'GET /services/{service}/events?limit=20&type=deploy_started,build_ended', undefined, 200],
  ['mcp', 'PUT /services/{service}/env-vars', [{ key: 'A', value: '' }], 200],
  // Without a version, which it calls optional, it sends no text.
  ['mcp', 'POST /postgres', { name: 'from-mcp', ownerId: '{owner}', plan: 'free', version: '' }, 201],
  ['mcp', 'POST /key-value', { name: 'from-mcp', ownerId: '{owner}', plan: 'free' }, 201],
  ['mcp', 'POST /services/{service}/deploys', {}, 201],
  ['mcp', 'POST /postgres/{postgres}/restart', undefined, 202],
  [
    'mcp',
    'GET /logs?level=error&ownerId={owner}&resource={service}&statusCode=500&text=x&type=app',
    undefined,
    200,
  ],
  ['mcp', 'GET /logs/values?label=level&ownerId={owner}&resource={service}', undefined, 200],
  ['mcp', 'GET /logs/values?ownerId={owner}&resource={service}', undefined, 400],
  ['mcp', 'GET /metrics/cpu?aggregationMethod=AVG&resolutionSeconds=60&resource={service}', undefined, 200],
  [
    'mcp',
    'GET /metrics/memory?endTime=2026-01-01T01:00:00Z&resource={service}&startTime=2026-01-01T00:00:00Z',
    undefined,
    200,
  ],
  ['mcp', 'GET /metrics/http-requests?aggregateBy=statusCode&resource={service}', undefined, 200],
  ['mcp', 'GET /metrics/http-latency?quantile=0.95&resource={service}', undefined, 200],
  ['mcp', 'GET /metrics/instance-count?resource={service}', undefined, 200],
  ['mcp', 'GET /metrics/active-connections?resource={postgres}', undefined, 200],
  ['mcp', 'GET /metrics/cpu-limit?resource={keyValue}', undefined, 200],
  ['mcp', 'GET /metrics/memory-target?resolutionSeconds=60&resource={service}', undefined, 200],
  ['mcp', 'GET /metrics/http-requests?host=a.example&path=%2Fa&resource={service}', undefined, 200],
  ['mcp', 'GET /metrics/bandwidth?resource={service}', undefined, 200],
  ['mcp', 'GET /metrics/cpu?resource=srv-00000000000000000000', undefined, 404],
  ['mcp', 'GET /metrics/cpu?resolutionSeconds=1&resource={service}', undefined, 400],
  [
    'mcp',
    'POST /services',
    {
      name: 'from-mcp',
      ownerId: '{owner}',
      type: 'web_service',
      repo: 'https://github.com/a/b',
      autoDeploy: 'yes',
      serviceDetails: {
        runtime: 'node',
        plan: 'free',
        region: 'oregon',
        envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
      },
    },
    201,
  ],
  [
    'mcp',
    'POST /services',
    {
      name: 'docker-from-mcp',
      ownerId: '{owner}',
      type: 'web_service',
      repo: 'https://github.com/a/b',
      serviceDetails: {
        runtime: 'docker',
        plan: 'free',
        envSpecificDetails: { buildCommand: 'make', startCommand: 'run' },
      },
    },
    201,
  ],
  [
    'mcp',
    'POST /services',
    {
      name: 'site-from-mcp',
      ownerId: '{owner}',
      type: 'static_site',
      repo: 'https://github.com/a/b',
      envVars: [{ key: 'A', value: 'b' }],
      serviceDetails: { buildCommand: 'npm run build', publishPath: 'dist' },
    },
    201,
  ],
]

const agents: Record<string, string> = {
  terraform: 'terraform-provider-render/1.7.0',
  cli: 'render-cli/2.0.0 (linux)',
  mcp: 'render-mcp-server/0.3.0 (stdio)',
}

describe('a client is answered as it expects', () => {
  test.each(calls)('%s: %s %j: %i', async (client, call, body, status) => {
    const [method = '', path = ''] = filled(call).split(' ')
    const sent = body === undefined ? undefined : filled(JSON.stringify(body))
    const answer = await api.send(method, path, sent, { 'user-agent': agents[client] ?? '' })
    expect([answer.status, status < 400 ? '' : answer.body.message]).toEqual([
      status,
      status < 400 ? '' : expect.any(String),
    ])
  })
})

describe('every query parameter that is declared', () => {
  const all = coverage.flatMap(({ method, path }) => {
    const real = path.replace(/\{\w+\}/g, 'x')
    const operation = described(method, real)
    return operation ? [{ method, real, parameters: parametersOf(operation) }] : []
  })

  test.each(all)('$method $real knows its own', async ({ method, real, parameters }) => {
    for (const { name } of parameters) {
      const { body } = await api.send(method, `${real}?${name}=x`, method === 'GET' ? undefined : {})
      expect(body?.message ?? '').not.toMatch('unknown query parameter')
    }
  })

  const lists = all.flatMap(({ method, real, parameters }) =>
    parameters
      .filter(({ schema }) => schema.type === 'array')
      .map(({ name, joined }) => [method, real, name, joined ? `${name}=x,x` : `${name}=x&${name}=x`]),
  )

  test.each(lists)('%s %s takes a list of %s as it is declared: %s', async (method, real, _, query) => {
    const { body } = await api.send(method, `${real}?${query}`)
    expect(body?.message ?? '').not.toMatch(/given once|joined by commas/)
  })
})
