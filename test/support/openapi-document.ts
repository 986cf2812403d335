/** The API's own description of itself, made fit to judge with: references followed, mappings closed, choices made. */
import { sharedJson } from './shared.ts'

export type Schema = Record<string, unknown>

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly explode?: boolean
  readonly schema: Schema
}

interface Operation {
  readonly parameters?: readonly Schema[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
  readonly responses: Record<string, Schema>
}

interface Document {
  readonly paths: Record<string, Record<string, Operation> & { readonly parameters?: readonly Schema[] }>
  readonly components: { readonly schemas: Record<string, Schema> }
}

let read: Document | undefined
const document = (): Document => {
  read ??= sharedJson<Document>('render-openapi.json')
  return read
}

const pointed = (pointer: string): unknown =>
  pointer
    .replace('#/', '')
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, key) => (node as Schema)[key], document())

const followed = (schema: Schema): Schema =>
  typeof schema.$ref === 'string' ? followed(pointed(schema.$ref) as Schema) : schema

const detailsOf: Readonly<Record<string, string>> = {
  web_service: 'webServiceDetails',
  private_service: 'privateServiceDetails',
  background_worker: 'backgroundWorkerDetails',
  cron_job: 'cronJobDetails',
  static_site: 'staticSiteDetails',
}

const componentForm = /^#\/components\/schemas\/(\w+)$/

const ifEqual = (key: string, values: readonly string[], then: Schema, otherwise?: Schema): Schema => ({
  if: { properties: { [key]: { enum: values } } },
  then,
  ...(otherwise && { else: otherwise }),
})

const onProperty = (key: string, schema: unknown): Schema => ({ properties: { [key]: schema } })

/** Alternatives that overlap when closed or not: which it is, is said by a key beside them. */
const chosen: Readonly<Record<string, (schema: Schema) => Schema>> = {
  service: (schema) => ({
    ...opened(schema, 'serviceDetails'),
    allOf: Object.entries(detailsOf).map(([type, name]) =>
      ifEqual('type', [type], onProperty('serviceDetails', reference(name))),
    ),
  }),
  ...Object.fromEntries(
    Object.values(detailsOf)
      .filter((name) => name !== 'staticSiteDetails')
      .map((name) => [
        name,
        (schema: Schema): Schema => ({
          ...opened(schema, 'envSpecificDetails'),
          allOf: [
            ifEqual(
              'runtime',
              ['docker', 'image'],
              onProperty('envSpecificDetails', reference('dockerDetails')),
              onProperty('envSpecificDetails', reference('nativeEnvironmentDetails')),
            ),
          ],
        }),
      ]),
  ),
}

/** The schema closed, but for one property that may be anything here. */
const opened = (schema: Schema, key: string): Schema => {
  const { properties, ...rest } = schema as { properties: Schema }
  return closed({ ...rest, properties: { ...properties, [key]: {} } })
}

/** Parts that are all true at once, as one: closing them apart would make each refuse the keys of the others. */
const merged = (parts: readonly Schema[]): Schema => {
  const all = parts.map(followed)
  return {
    type: 'object',
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    required: all.flatMap(({ required }) => (required as string[] | undefined) ?? []),
  }
}

/** The components that were referred to, closed, by the name that a reference has. */
export const components = new Map<string, Schema>()

/** Components are compiled once and then referred to: written out at each place they would be large. */
const reference = (name: string): Schema => {
  if (!components.has(name)) {
    components.set(name, {})
    components.set(name, componentSchema(name))
  }
  return { $ref: name }
}

/** Follows references, and makes a mapping that lists its keys refuse all others. */
const closed = (schema: Schema): Schema => {
  const { $ref } = schema
  if (typeof $ref === 'string') {
    const [, name] = componentForm.exec($ref) ?? []
    return name === undefined ? closed(pointed($ref) as Schema) : reference(name)
  }
  if (Array.isArray(schema.allOf)) return closed(merged(schema.allOf))
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closedPart(key, value)]))
  // The alternatives overlap; one of them has to fit.
  const { oneOf, ...rest } = copy
  const loose = oneOf ? { ...rest, anyOf: oneOf } : rest
  return 'properties' in loose && !('additionalProperties' in loose)
    ? { ...loose, additionalProperties: false }
    : loose
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const closedPart = (key: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => (isSchema(item) ? closed(item) : item))
  if (!isSchema(value)) return value
  // The keys of these are names, not words of JSON Schema.
  if (key === 'properties')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, closed(item as Schema)]))
  return closed(value)
}

/** An operation of the document, found by a request. */
export interface Described {
  /** `GET /services/{serviceId}`. */
  readonly name: string
  readonly operation: Operation
  /** The parameters that all operations on its path have. */
  readonly shared: readonly Schema[]
}

interface Template {
  readonly path: string
  readonly form: RegExp
}

let compiled: readonly Template[] | undefined
/** Those with the fewest variables first: of several that fit, it is the one that is meant. */
const templates = (): readonly Template[] => {
  compiled ??= Object.keys(document().paths)
    .sort((a, b) => variables(a) - variables(b))
    .map((path) => ({ path, form: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }))
  return compiled
}

const variables = (template: string) => template.split('{').length

/** The operation that a request is for. */
export const described = (method: string, path: string): Described | undefined => {
  const { paths } = document()
  const template = templates().find(
    (candidate) => candidate.form.test(path) && paths[candidate.path]?.[method.toLowerCase()],
  )?.path
  const item = template === undefined ? undefined : paths[template]
  const operation = item?.[method.toLowerCase()]
  if (!operation) return undefined
  return { name: `${method} ${template}`, operation, shared: item?.parameters ?? [] }
}

/** Everything that its query and its path take. */
export const parametersOf = ({ operation, shared }: Described): readonly Parameter[] =>
  [...shared, ...(operation.parameters ?? [])].map((given) => {
    const parameter = followed(given) as unknown as Parameter
    return { ...parameter, schema: closed(parameter.schema) }
  })

const content = (holder: Schema | undefined): Schema | undefined =>
  (followed(holder ?? {}).content as Record<string, { schema: Schema }> | undefined)?.['application/json']
    ?.schema

/** The schema of an answer; undefined: it has no body. */
export const answerSchema = ({ operation }: Described, status: number): Schema | undefined => {
  const schema = content(operation.responses[String(status)])
  return schema && closed(schema)
}

/** The schema of a request's body; undefined: it takes none. */
export const requestSchema = ({ operation }: Described): Schema | undefined => {
  const schema = operation.requestBody?.content['application/json']?.schema
  return schema && closed(schema)
}

/** A component closed; what it refers to is among `components`. */
export const componentSchema = (name: string): Schema => {
  const schema = document().components.schemas[name] ?? {}
  return chosen[name]?.(schema) ?? closed(schema)
}

export const errorSchema = (): Schema => componentSchema('error')
