/** The API's own description of request bodies, made strict: a key it does not name is an error. */
import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { componentSchema, components, described, requestSchema, type Schema } from './openapi-document.ts'

const ajv = new Ajv.default({ strict: false, allErrors: true, validateSchema: false })
addFormats.default(ajv)

const details: Readonly<Record<string, string>> = {
  web_service: 'webServiceDetails',
  private_service: 'privateServiceDetails',
  background_worker: 'backgroundWorkerDetails',
  cron_job: 'cronJobDetails',
  static_site: 'staticSiteDetails',
}

const specifics = (method: string, type: string, runtime: string | undefined): string => {
  const native = runtime !== 'docker' && runtime !== 'image'
  // Creating a cron job takes the shape that is read (API facts §1.1).
  if (method === 'POST' && type === 'cron_job') return native ? 'nativeEnvironmentDetails' : 'dockerDetails'
  return `${native ? 'nativeEnvironmentDetails' : 'dockerDetails'}${method}`
}

/** The schema of a service's body: its `oneOf` lists overlap, so the branch is picked by type and runtime. */
export const serviceSchema = (
  method: 'POST' | 'PATCH',
  type: string,
  runtime: string | undefined,
): Schema => {
  const get = (name: string) => componentSchema(name) as Schema & { properties: Schema }
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
  const operation = described(method, path)
  return operation && requestSchema(operation)
}

const added = new Set<string>()

export const validator = (schema: Schema): ValidateFunction => {
  for (const [name, component] of components) {
    if (!added.has(name)) ajv.addSchema(component, name)
    added.add(name)
  }
  return ajv.compile(schema)
}

/** What is wrong with a value: the place, its numbers made *, and what was expected. */
export const errorsOf = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? [])
        // That an `if` was not met says nothing beside what its branch says.
        .filter(({ keyword }) => keyword !== 'if')
        .map(({ instancePath, message, params }) => {
          const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/*')
          return `${place} ${message}${params.additionalProperty ? `: ${params.additionalProperty}` : ''}`.trim()
        })
