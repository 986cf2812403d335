/** The API's own description of request bodies, made strict: a key it does not name is an error. */
import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { sharedJson } from './shared.ts'

type Schema = Record<string, unknown>

interface OpenApi {
  readonly paths: Record<
    string,
    Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>
  >
  readonly components: { readonly schemas: Record<string, Schema> }
}

const ajv = new Ajv.default({ strict: false, allErrors: true })
addFormats.default(ajv)

/** Closes every mapping that lists its keys, and follows references. */
const closed = (schema: unknown, api: OpenApi): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => closed(item, api))
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref } = schema as { $ref?: string }
  if ($ref) return closed(resolveRef($ref, api), api)
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value, api)]))
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy
}

const resolveRef = (ref: string, api: OpenApi): unknown =>
  ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Schema)[key], api)

const details: Readonly<Record<string, string>> = {
  web_service: 'webServiceDetails',
  private_service: 'privateServiceDetails',
  background_worker: 'backgroundWorkerDetails',
  cron_job: 'cronJobDetails',
  static_site: 'staticSiteDetails',
}

const specifics = (method: string, type: string, runtime: unknown): string => {
  const native = runtime !== 'docker' && runtime !== 'image'
  // Creating a cron job takes the shape that is read (API facts §1.1).
  if (method === 'POST' && type === 'cron_job') return native ? 'nativeEnvironmentDetails' : 'dockerDetails'
  return `${native ? 'nativeEnvironmentDetails' : 'dockerDetails'}${method}`
}

/** The schema of a service's body: its `oneOf` lists overlap, so the branch is picked by type and runtime. */
export const serviceSchema = (method: 'POST' | 'PATCH', type: string, runtime: unknown): Schema => {
  const api = sharedJson<OpenApi>('render-openapi.json')
  const get = (name: string) => closed(api.components.schemas[name], api) as Schema & { properties: Schema }
  const outer = get(`service${method}`)
  const inner = get(`${details[type]}${method}`)
  const properties = { ...inner.properties }
  if (properties.envSpecificDetails) {
    const { required: _optional, ...specific } = get(specifics(method, type, runtime))
    properties.envSpecificDetails = specific
  }
  return { ...outer, properties: { ...outer.properties, serviceDetails: { ...inner, properties } } }
}

/** The schema of the body of any other request; undefined: it takes none. */
export const bodySchema = (method: string, path: string): Schema | undefined => {
  const api = sharedJson<OpenApi>('render-openapi.json')
  const template = Object.keys(api.paths).find((candidate) => matches(candidate, path))
  const operation = template === undefined ? undefined : api.paths[template]?.[method.toLowerCase()]
  const schema = operation?.requestBody?.content['application/json']?.schema
  return schema && (closed(schema, api) as Schema)
}

const matches = (template: string, path: string) =>
  new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path)

export const validator = (schema: Schema): ValidateFunction => ajv.compile(schema)
