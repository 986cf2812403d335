import { expect } from 'vitest'
import type { Answer, Api } from './support.ts'
import { startApi } from './support.ts'

/**
 * The calls of Render's Terraform provider, in its order, as its public source has them (API facts §3). Like the
 * provider this fails on any status but 2xx, and tells 404 from the rest.
 */

type Json = Answer['body']

export class NotFound extends Error {}

/** The provider, configured for the emulator of `api` and the workspace `owner`. */
export interface Terraform {
  readonly api: Api
  readonly owner: string
  get(path: string): Promise<Json>
  send(method: string, path: string, body?: unknown): Promise<Json>
  /** A thing that is not there is as good as deleted. */
  remove(path: string): Promise<void>
  /** The answer of a call that is expected to fail. */
  refused(method: string, path: string, body?: unknown): Promise<Answer>
}

const headers = { 'user-agent': 'terraform-provider-render/1.9.1' }

export const startTerraform = (): Terraform => {
  const api = startApi()
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await api.send(method, path, body, headers)
    if (answer.status === 404) throw new NotFound(`${method} ${path}`)
    if (answer.status > 299) throw new Error(`${method} ${path}: ${answer.status} ${answer.body?.message}`)
    return answer.body
  }
  return {
    api,
    owner: api.emulator.ownerId,
    get: (path) => send('GET', path),
    send,
    remove: async (path) => {
      await send('DELETE', path).catch((error: unknown) => {
        if (!(error instanceof NotFound)) throw error
      })
    },
    refused: (method, path, body) => api.send(method, path, body, headers),
  }
}

export type Type = 'web_service' | 'private_service' | 'background_worker' | 'cron_job' | 'static_site'

const onTheInternet = (type: Type) => type === 'web_service' || type === 'static_site'

/** Pages of the default size until an empty one. */
const allOf = async (tf: Terraform, path: string, name: string) => {
  const found: Json[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await tf.get(cursor === undefined ? path : `${path}?cursor=${cursor}`)
    if (page.length === 0) return found
    found.push(...page.map((row: Json) => row[name]))
    cursor = page.at(-1).cursor
  }
}

const logStreamOf = (tf: Terraform, id: string) =>
  tf.get(`/logs/streams/resource/${id}`).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })

/** What the provider keeps of a service, in an order of its own: it keeps sets and maps. */
export interface ServiceState {
  service: Json
  envVars: Record<string, string>
  secretFiles: Record<string, string>
  domains: string[]
  override: Json
  logStream: Json
  headers: string[]
  routes: Json[]
}

const mapOf = (rows: Json[], value: string) =>
  Object.fromEntries(rows.map((row) => [row.key ?? row.name, row[value]]).sort())

/** Refreshing what is known of a service: the sequence of a read, and of an import. */
export const readService = async (tf: Terraform, id: string): Promise<ServiceState> => {
  const { updatedAt: _, ...service } = await tf.get(`/services/${id}`)
  const path = `/services/${id}`
  const site = service.type === 'static_site'
  const envVars = await allOf(tf, `${path}/env-vars`, 'envVar')
  const secretFiles = await allOf(tf, `${path}/secret-files`, 'secretFile')
  const domains = onTheInternet(service.type) ? await tf.get(`${path}/custom-domains?limit=100`) : []
  const override = await tf.get(`/notification-settings/overrides/services/${id}`)
  const logStream = await logStreamOf(tf, id)
  const routes = site ? await tf.get(`${path}/routes?cursor=&limit=100`) : []
  const headerRows = site ? await tf.get(`${path}/headers?limit=100`) : []
  return {
    service,
    envVars: mapOf(envVars, 'value'),
    secretFiles: mapOf(secretFiles, 'content'),
    domains: domains
      .filter(({ customDomain }: Json) => customDomain.redirectForName === '')
      .map(({ customDomain }: Json) => customDomain.name)
      .sort(),
    override,
    logStream,
    headers: headerRows.map(({ header }: Json) => `${header.path} ${header.name}: ${header.value}`).sort(),
    routes: routes.map(({ route: { type, source, destination } }: Json) => ({ type, source, destination })),
  }
}

/** The attributes of a service that the provider writes by calls of their own. */
export interface Beside {
  environmentId?: string
  domains?: string[]
  override?: Json
  logStream?: Json
}

/** Reads a second time what the provider knows: any difference would be a plan that is never empty. */
export const expectSettled = async (tf: Terraform, state: ServiceState): Promise<void> => {
  expect(await readService(tf, state.service.id)).toEqual(state)
}

export const createService = async (
  tf: Terraform,
  body: Json,
  beside: Beside = {},
): Promise<ServiceState> => {
  const { service } = await tf.send('POST', '/services', { ownerId: tf.owner, ...body })
  const { id } = service
  if (beside.environmentId)
    await tf.send('POST', `/environments/${beside.environmentId}/resources`, { resourceIds: [id] })
  for (const name of beside.domains ?? []) await tf.send('POST', `/services/${id}/custom-domains`, { name })
  // Sent whether or not anything is set.
  await tf.send('PATCH', `/notification-settings/overrides/services/${id}`, beside.override ?? {})
  if (beside.logStream) await tf.send('PUT', `/logs/streams/resource/${id}`, beside.logStream)
  if (body.type === 'cron_job' || body.type === 'static_site') return readService(tf, id)
  // By name, which must be the name of one service only.
  const query = `name=${encodeURIComponent(body.name)}&ownerId=${tf.owner}&type=${body.type}`
  const found = await tf.get(`/services?${query}`)
  if (found.length !== 1) throw new Error(`expected one service, got ${found.length}`)
  return readService(tf, found[0].service.id)
}

/** Asks for the deploys until the newest is live, as `wait_for_deploy_completion` does. */
export const untilLive = async (tf: Terraform, id: string): Promise<void> => {
  for (let polls = 0; polls < 1000; polls++) {
    const deploys = (await tf.get(`/services/${id}/deploys`)).map(({ deploy }: Json) => deploy)
    deploys.sort((a: Json, b: Json) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
    if (deploys[0]?.status === 'live') return
    if (/failed|canceled|deactivated/.test(deploys[0]?.status)) throw new Error('deploy failed')
    await tf.api.pass(15)
  }
  throw new Error('timed out')
}

/** An update as the provider plans it: everything again, whatever it is that changed. */
export interface Update extends Beside {
  body: Json
  envVars?: Json[] | null
  secretFiles?: Json[] | null
  numInstances?: number
  autoscaling?: Json
  disk?: Json
  headers?: Json[]
  routes?: Json[]
}

const updateDisk = async (tf: Terraform, service: Json, disk: Json) => {
  const before = service.serviceDetails.disk
  if (before && !disk) await tf.remove(`/disks/${before.id}`)
  if (before && disk) await tf.send('PATCH', `/disks/${before.id}`, disk)
  if (!before && disk) await tf.send('POST', '/disks', { serviceId: service.id, ...disk })
}

/** With the resource's own id where an environment's belongs, as the provider has it. */
export const moveTo = async (
  tf: Terraform,
  id: string,
  from: string | undefined,
  to: string | undefined,
): Promise<void> => {
  if (from === to) return
  if (from) await tf.send('DELETE', `/environments/${to ? id : from}/resources?resourceIds=${id}`)
  if (to) await tf.send('POST', `/environments/${to}/resources`, { resourceIds: [id] })
}

export const updateService = async (
  tf: Terraform,
  { service, domains }: ServiceState,
  update: Update,
): Promise<ServiceState> => {
  const path = `/services/${service.id}`
  const scales = service.serviceDetails.numInstances !== undefined
  if (scales && update.numInstances)
    await tf.send('POST', `${path}/scale`, { numInstances: update.numInstances })
  if (update.autoscaling) await tf.send('PUT', `${path}/autoscaling`, update.autoscaling)
  else if (service.serviceDetails.autoscaling) await tf.remove(`${path}/autoscaling`)
  const patched = await tf.send('PATCH', path, update.body)
  await tf.send('PUT', `${path}/env-vars`, update.envVars ?? null)
  await tf.send('PUT', `${path}/secret-files`, update.secretFiles ?? null)
  if (scales) await updateDisk(tf, service, update.disk)
  if (update.override)
    await tf.send('PATCH', `/notification-settings/overrides/services/${service.id}`, update.override)
  if (update.logStream) await tf.send('PUT', `/logs/streams/resource/${service.id}`, update.logStream)
  else await tf.remove(`/logs/streams/resource/${service.id}`)
  await moveTo(tf, service.id, service.environmentId, update.environmentId)
  const wanted = update.domains ?? []
  for (const name of wanted.filter((each) => !domains.includes(each)))
    await tf.send('POST', `${path}/custom-domains`, { name })
  for (const name of domains.filter((each) => !wanted.includes(each)))
    await tf.remove(`${path}/custom-domains/${name}`)
  // Since 2026 not for a suspended service, which would refuse.
  if (patched.suspended !== 'suspended') await tf.send('POST', `${path}/deploys`, {})
  if (service.type === 'static_site') {
    await tf.send('PUT', `${path}/headers`, update.headers ?? [])
    await tf.send('PUT', `${path}/routes`, update.routes ?? [])
  }
  return readService(tf, service.id)
}
