import { readFileSync, writeFileSync } from 'node:fs'
import { virtualClock } from '../../src/clock.ts'
import { newFile } from './state/files.ts'
import type { Api } from './support.ts'
import {
  cronBody,
  imageBody,
  postgresBody,
  serviceBody,
  siteBody,
  startApi,
  workflowBody,
} from './support.ts'

/** A workspace that has one of everything, each at a moment at which something can be done with it. */

const members = [{ name: 'Dora', email: 'dora@example.com', role: 'DEVELOPER' as const }]

const begin = Date.UTC(2026, 0, 1)
/** Two days: then a disk has snapshots, and everything has started. */
const age = 2 * 86_400

export type Ids = Readonly<Record<string, string>>

const send = async (api: Api, method: string, path: string, body?: unknown) => {
  const answer = await api.send(method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const makeServices = async (api: Api) => {
  const { ownerId } = api.emulator
  const post = async (body: unknown) => (await send(api, 'POST', '/services', body)).service.id
  const service = await post(serviceBody(ownerId, { envVars: [{ key: 'A', value: '1' }] }))
  const site = await post(siteBody(ownerId))
  await send(api, 'PUT', `/services/${service}/secret-files/A`, { content: 'x' })
  await send(api, 'POST', `/services/${service}/custom-domains`, { name: 'app.example.com' })
  const diskService = await post(serviceBody(ownerId, { name: 'with-disk' }))
  const header = await send(api, 'POST', `/services/${site}/headers`, { path: '/*', name: 'X-A', value: '1' })
  const route = await send(api, 'POST', `/services/${site}/routes`, {
    type: 'redirect',
    source: '/a',
    destination: '/b',
  })
  const disk = await send(api, 'POST', '/disks', {
    name: 'd',
    mountPath: '/d',
    sizeGB: 1,
    serviceId: diskService,
  })
  return {
    serviceId: service,
    siteId: site,
    imageId: await post(imageBody(ownerId, { name: 'of-image' })),
    cronJobId: await post(cronBody(ownerId)),
    headerId: header.headers?.id ?? header.id,
    routeId: route.id,
    diskId: disk.id,
  }
}

const makeStores = async (api: Api) => {
  const { ownerId } = api.emulator
  const body = postgresBody(ownerId, { plan: 'pro_4gb', enableHighAvailability: true, databaseUser: 'first' })
  const postgres = (await send(api, 'POST', '/postgres', body)).id
  await send(api, 'POST', `/postgres/${postgres}/credentials`, { username: 'second' })
  const run = await api.emulator.fetch(
    new Request('http://emulator/__emulator/maintenance', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceId: postgres, scheduledAt: '2027-01-01T00:00:00Z' }),
    }),
  )
  return {
    postgresId: postgres,
    username: 'first',
    redisId: (await send(api, 'POST', '/key-value', { name: 'kv', ownerId, plan: 'starter' })).id,
    maintenanceRunID: ((await run.json()) as { id: string }).id,
  }
}

const makeWorkspace = async (api: Api, serviceId: string) => {
  const { ownerId } = api.emulator
  const post = async (path: string, body: object) => (await send(api, 'POST', path, { ownerId, ...body })).id
  const project = await send(api, 'POST', '/projects', {
    name: 'shop',
    ownerId,
    environments: [{ name: 'production' }],
  })
  const envVars = [{ key: 'A', value: '1' }]
  const group = await post('/env-groups', { name: 'g', envVars, secretFiles: [{ name: 'A', content: 'x' }] })
  await send(api, 'POST', `/env-groups/${group}/services/${serviceId}`)
  await send(api, 'PUT', `/logs/streams/owner/${ownerId}`, {
    preview: 'drop',
    endpoint: 'logs.example.com:1',
  })
  await send(api, 'PUT', `/logs/streams/resource/${serviceId}`, { setting: 'drop' })
  const stream = { provider: 'DATADOG', url: 'https://a.example', token: 't' }
  await send(api, 'PUT', `/metrics-stream/${ownerId}`, stream)
  const [, dora] = await send(api, 'GET', `/owners/${ownerId}/members`)
  const credential = { registry: 'DOCKER', name: 'hub', username: 'u', authToken: 't' }
  const webhook = { name: 'w', url: 'https://a.example', enabled: true, eventFilter: [] }
  const source = { repo: 'https://github.com/a/b' }
  return {
    ownerId,
    orgId: ownerId.replace('tea-', 'org-'),
    resourceId: serviceId,
    userId: dora.userId,
    projectId: project.id,
    environmentId: project.environmentIds[0],
    envGroupId: group,
    registryCredentialId: await post('/registrycredentials', credential),
    webhookId: await post('/webhooks', webhook),
    dedicatedIpId: await post('/dedicated-ips', { name: 'ips', region: 'oregon', environmentIds: [] }),
    blueprintId: (await send(api, 'POST', '/blueprints', { ownerId, source })).blueprint.id,
  }
}

const makeRuns = async (api: Api) => {
  const { id: workflowId } = await send(api, 'POST', '/workflows', workflowBody(api.emulator.ownerId))
  await api.pass(60)
  const [{ task }] = await send(api, 'GET', '/tasks')
  const run = await send(api, 'POST', '/task-runs', { task: task.id, input: [] })
  return { workflowId, workflowVersionId: task.workflowVersionId, taskId: task.id, taskRunId: run.id }
}

const makeHistory = async (api: Api, serviceId: string) => {
  const [{ deploy }] = await send(api, 'GET', `/services/${serviceId}/deploys`)
  const [{ event }] = await send(api, 'GET', `/services/${serviceId}/events`)
  return { deployId: deploy.id, eventId: event.id }
}

/** Makes it; what it returns starts from it anew as often as it is asked. */
export const everything = async (): Promise<{ ids: Ids; start(): Api }> => {
  const state = newFile()
  const api = startApi({ state, members, clock: virtualClock(begin) })
  const services = await makeServices(api)
  const stores = await makeStores(api)
  const workspace = await makeWorkspace(api, services.serviceId)
  const runs = await makeRuns(api)
  await api.pass(age)
  const history = await makeHistory(api, services.serviceId)
  const ids = { ...services, ...stores, ...workspace, ...runs, ...history }
  const text = readFileSync(state, 'utf8')
  const start = () => {
    const copy = newFile()
    writeFileSync(copy, text)
    return startApi({ state: copy, clock: virtualClock(begin + (age + 120) * 1000) })
  }
  return { ids: { ...ids, envVarKey: 'A', customDomainNameOrID: 'app.example.com' }, start }
}
