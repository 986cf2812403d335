import { envVarInputs, secretFileInputs } from '../operation/index.ts'
import type { Check, NewerWords, ServiceType } from '../request/index.ts'
import {
  anyObject,
  flag,
  growing,
  integer,
  ipAllowList,
  listOf,
  matching,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  paidPlans,
  region,
  runtimes,
  serviceTypes,
  text,
  webPlans,
} from '../request/index.ts'
import { autoscaling, buildFilter, diskSize, headerInput, mountPath, routeInput, schedule } from './checks.ts'

/**
 * The bodies of POST and PATCH /services. Which fields serviceDetails may have depends on the type of the service; the
 * reader below judges a body by its type's table and returns one form for all types, in which a field that the type
 * lacks is simply never set.
 */

const yesOrNo = oneOf(['yes', 'no'])

const maintenanceMode = object({ enabled: flag, uri: text })
const previews = object({ generation: optional(oneOf(['off', 'manual', 'automatic'])) })
const disk = object({ name: nonEmpty, mountPath, sizeGB: optional(diskSize) })
const cacheProfile = object({ profile: oneOf(['no-cache', 'origin-controlled', 'origin-controlled-all']) })
const image = object({ ownerId: text, imagePath: nonEmpty, registryCredentialId: optional(text) })
const repoUrl = matching(/^(https?:\/\/|git@)\S+$/, 'the URL of a repository')

/** As a cron job's POST takes a credential: in the shape it is read in, with '' for none (API facts §1.1). */
const readCredential = object({
  id: text,
  name: optional(text),
  registry: optional(text),
  username: optional(text),
  updatedAt: optional(text),
})

/** Every field that envSpecificDetails has anywhere; service-config.ts judges which belong to the runtime. */
const envSpecificDetails = object({
  buildCommand: optional(text),
  startCommand: optional(text),
  dockerCommand: optional(text),
  dockerContext: optional(text),
  dockerfilePath: optional(text),
  registryCredentialId: optional(text),
  registryCredential: nullable(readCredential),
  preDeployCommand: optional(text),
})

const detailFields = {
  runtime: optional(growing(runtimes)),
  env: optional(growing(runtimes)),
  envSpecificDetails: nullable(envSpecificDetails),
  plan: optional(growing(webPlans)),
  region: optional(region),
  preDeployCommand: optional(text),
  healthCheckPath: optional(text),
  maintenanceMode: nullable(maintenanceMode),
  numInstances: optional(integer(1)),
  autoscaling: nullable(autoscaling),
  disk: nullable(disk),
  maxShutdownDelaySeconds: optional(integer(1, 300)),
  previews: nullable(previews),
  pullRequestPreviewsEnabled: optional(yesOrNo),
  renderSubdomainPolicy: optional(oneOf(['enabled', 'disabled'])),
  ipAllowList: nullable(ipAllowList),
  cache: nullable(cacheProfile),
  schedule: optional(schedule),
  buildCommand: optional(text),
  publishPath: optional(text),
  headers: nullable(listOf(headerInput)),
  routes: nullable(listOf(routeInput)),
}

type DetailName = keyof typeof detailFields

const compute: readonly DetailName[] = ['runtime', 'envSpecificDetails', 'plan']
const running: readonly DetailName[] = [
  ...compute,
  'preDeployCommand',
  'maxShutdownDelaySeconds',
  'previews',
  'pullRequestPreviewsEnabled',
]
const web: readonly DetailName[] = [
  'healthCheckPath',
  'maintenanceMode',
  'renderSubdomainPolicy',
  'ipAllowList',
]
const site: readonly DetailName[] = [
  'buildCommand',
  'publishPath',
  'previews',
  'pullRequestPreviewsEnabled',
  'renderSubdomainPolicy',
  'ipAllowList',
]
/** Set once in the POST; afterwards each has an endpoint of its own, or none (API facts §1.1, immutable). */
const once: readonly DetailName[] = ['env', 'region', 'numInstances', 'autoscaling', 'disk']

const patchable = {
  web_service: [...running, ...web, 'cache'],
  private_service: running,
  background_worker: running,
  cron_job: [...compute, 'schedule'],
  static_site: site,
} as const satisfies Record<ServiceType, readonly DetailName[]>

const creatable = {
  web_service: [...running, ...web, ...once],
  private_service: [...running, ...once],
  background_worker: [...running, ...once],
  cron_job: [...compute, 'env', 'region', 'schedule'],
  static_site: [...site, 'headers', 'routes'],
} as const satisfies Record<ServiceType, readonly DetailName[]>

const allDetails = object(detailFields)

const details = (type: ServiceType, names: readonly DetailName[]): typeof allDetails => {
  const plan = optional(growing(type === 'web_service' ? webPlans : paidPlans))
  const fields = Object.fromEntries(names.map((name) => [name, name === 'plan' ? plan : detailFields[name]]))
  const known: Check<unknown> = object(fields)
  // The first check refuses what the type has not, the second gives all types one form.
  return (value, field, newer) => {
    known(value, field, newer)
    return allDetails(value, field, newer)
  }
}

const common = {
  repo: optional(repoUrl),
  branch: optional(nonEmpty),
  autoDeploy: optional(yesOrNo),
  autoDeployTrigger: optional(oneOf(['commit', 'off', 'checksPass'])),
  image: nullable(image),
  buildFilter: nullable(buildFilter),
  rootDir: optional(text),
}

const createBody = (type: ServiceType) =>
  object({
    ...common,
    type: oneOf(serviceTypes),
    name: nonEmpty,
    ownerId: nonEmpty,
    envVars: nullable(envVarInputs),
    secretFiles: nullable(secretFileInputs),
    environmentId: optional(text),
    serviceDetails: nullable(details(type, creatable[type])),
  })

const patchBody = (type: ServiceType) =>
  object({
    ...common,
    name: optional(nonEmpty),
    serviceDetails: nullable(details(type, patchable[type])),
  })

export type CreateInput = ReturnType<ReturnType<typeof createBody>>
export type PatchInput = ReturnType<ReturnType<typeof patchBody>>
export type DetailsInput = NonNullable<PatchInput['serviceDetails']>

const readType = oneOf(serviceTypes)

/** The body of POST /services, judged by the type it names. */
export const createInput: Check<CreateInput> = (value, field, newer) =>
  createBody(readType(anyObject(value, field).type, 'type'))(value, field, newer)

/** The body of PATCH for a service of that type. */
export const patchInput = (type: ServiceType, value: unknown, newer: NewerWords): PatchInput =>
  patchBody(type)(value, '', newer)
