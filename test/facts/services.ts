/** The shapes of a service's details: the table has them side by side, and type and runtime say which is meant. */
import { type Key, keysOf, mappingSchema, type Schema, schemaOf } from './schemas.ts'
import { api } from './tables.ts'

const { shapes } = api

/** The shapes of details by the type of a service, as they are read; with POST or PATCH behind them as they are sent. */
export const detailsOf: Readonly<Record<string, string>> = {
  web_service: 'webServiceDetails',
  private_service: 'privateServiceDetails',
  background_worker: 'backgroundWorkerDetails',
  cron_job: 'cronJobDetails',
  static_site: 'staticSiteDetails',
}

const isNative = (runtime: string | undefined) => runtime !== 'docker' && runtime !== 'image'

/** A mapping of which one key is as it is said here. */
const mappingWith = (name: string, key: string, schema: Schema): Schema =>
  mappingSchema(keysOf(name, shapes), (each: Key) =>
    each.name === key ? schema : schemaOf(each.type, shapes),
  )

const when = (key: string, value: string, then: Schema, otherwise: Schema = {}): Schema => ({
  if: { properties: { [key]: { enum: value.split(' ') } } },
  then,
  else: otherwise,
})

const on = (key: string, name: string): Schema => ({ properties: { [key]: { $ref: name } } })

const service: Schema = {
  ...mappingWith('service', 'serviceDetails', {}),
  allOf: Object.entries(detailsOf).map(([type, name]) => when('type', type, on('serviceDetails', name))),
}

const details = (name: string): Schema => ({
  ...mappingWith(name, 'envSpecificDetails', {}),
  allOf: [
    when(
      'runtime',
      'docker image',
      on('envSpecificDetails', 'dockerDetails'),
      on('envSpecificDetails', 'nativeEnvironmentDetails'),
    ),
  ],
})

/** What is answered of services: the type beside the details says which they are, the runtime in them the rest. */
export const chosenByType: Readonly<Record<string, Schema>> = {
  service,
  ...Object.fromEntries(
    Object.values(detailsOf)
      .filter((name) => name !== 'staticSiteDetails')
      .map((name) => [name, details(name)]),
  ),
}

const specifics = (method: string, type: string, runtime: string | undefined): string => {
  const name = isNative(runtime) ? 'nativeEnvironmentDetails' : 'dockerDetails'
  // Creating a cron job takes the shape that is read (API facts §1.1).
  return method === 'POST' && type === 'cron_job' ? name : `${name}${method}`
}

/** The schema of a service's body. */
export const serviceSchema = (
  method: 'POST' | 'PATCH',
  type: string,
  runtime: string | undefined,
): Schema => {
  const { required: _optional, ...specific } = schemaOf(
    shapes[specifics(method, type, runtime)] ?? {},
    shapes,
  )
  const inner = mappingWith(`${detailsOf[type]}${method}`, 'envSpecificDetails', specific)
  return mappingWith(`service${method}`, 'serviceDetails', inner)
}
