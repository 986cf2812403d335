import type { ServiceConfig } from '../records/index.ts'
import type { ServiceType } from '../request/index.ts'
import { badRequest, nextPlan, normalizedImage, refuseRetired } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { DetailsInput, PatchInput } from './bodies.ts'

/** How a body changes what a service is set to. Creating is changing the empty setting of its type. */

type EnvDetails = NonNullable<DetailsInput['envSpecificDetails']>

/** Built by Render itself, as every runtime is that comes from now on. */
export const isNative = (runtime: string | undefined): boolean =>
  runtime !== undefined && runtime !== 'docker' && runtime !== 'image'

/** What a new service is set to where its body is silent (API facts §1.1). */
export const emptyConfig = (type: ServiceType, name: string): ServiceConfig => ({
  name,
  autoDeployTrigger: 'commit',
  rootDir: '',
  ...(type === 'static_site' ? { buildCommand: '', publishPath: 'public' } : { plan: 'starter' }),
  ...(type === 'web_service' ? { healthCheckPath: '', maintenanceMode: { enabled: false, uri: '' } } : {}),
  ...(type === 'cron_job' ? {} : { previews: 'off' as const }),
})

/** A setting on its way to another. */
type Draft = { -readonly [K in keyof ServiceConfig]: ServiceConfig[K] }

/** Whose setting changes, and whether by the POST that makes it. */
interface Target {
  type: ServiceType
  creating: boolean
}

const credentialId = (world: World, id: string | undefined): string | undefined =>
  id ? world.registryCredentials.find(id).id : undefined

const setSource = (world: World, config: Draft, input: PatchInput) => {
  if (input.repo !== undefined) config.repo = input.repo
  if (input.branch !== undefined) config.branch = input.branch
  if (input.rootDir !== undefined) config.rootDir = input.rootDir
  if (input.buildFilter) {
    const { paths = [], ignoredPaths = [] } = input.buildFilter
    // Both empty is how a filter is cleared (API facts §1.1).
    config.buildFilter = paths.length + ignoredPaths.length > 0 ? { paths, ignoredPaths } : undefined
  }
  if (!input.image) return
  // Recorded clients send '' here although the document calls it required (API facts §1.1).
  if (input.image.ownerId !== '') world.owners.find(input.image.ownerId)
  config.imagePath = normalizedImage(input.image.imagePath)
  // The image is replaced as a whole: one without a credential has none.
  config.imageCredentialId = credentialId(world, input.image.registryCredentialId)
}

const setAutoDeploy = (config: Draft, input: PatchInput) => {
  if (input.autoDeployTrigger) config.autoDeployTrigger = input.autoDeployTrigger
  else if (input.autoDeploy === 'no') config.autoDeployTrigger = 'off'
  else if (input.autoDeploy === 'yes' && config.autoDeployTrigger === 'off')
    config.autoDeployTrigger = 'commit'
}

const setPreviews = (config: Draft, details: DetailsInput) => {
  const generation = details.previews?.generation
  const flag = details.pullRequestPreviewsEnabled
  // The older flag counts only where `generation` is silent, and where it says something new (API facts §1.1).
  if (generation) config.previews = generation
  else if (flag === 'yes') config.previews = 'automatic'
  else if (flag === 'no' && config.previews === 'automatic') config.previews = 'off'
}

const nativeFields = ['buildCommand', 'startCommand']
const dockerFields = ['dockerCommand', 'dockerContext', 'dockerfilePath']

/** The POST of a cron job, and that alone, takes credential and command in the shape they are read in (API facts §1.1). */
const inReadShape = ({ type, creating }: Target) => creating && type === 'cron_job'

const belongs = (runtime: string, target: Target): ReadonlySet<string> => {
  const readShape = inReadShape(target)
  // Render's command line makes every cron job, and its MCP server every service, with the commands of a native one.
  const docker = target.creating ? [...dockerFields, ...nativeFields] : dockerFields
  const fields = isNative(runtime) ? nativeFields : docker
  const credential = readShape ? 'registryCredential' : 'registryCredentialId'
  return new Set([
    ...fields,
    ...(isNative(runtime) ? [] : [credential]),
    ...(readShape ? ['preDeployCommand'] : []),
  ])
}

const setEnvDetails = (world: World, target: Target, config: Draft, details: EnvDetails) => {
  const allowed = belongs(config.runtime ?? 'docker', target)
  for (const [name, value] of Object.entries(details))
    if (value !== undefined && !allowed.has(name))
      throw badRequest(
        `invalid request: serviceDetails.envSpecificDetails.${name} does not belong to runtime ${config.runtime}`,
      )
  const { registryCredentialId, registryCredential, preDeployCommand, ...commands } = details
  for (const [name, value] of Object.entries(commands))
    if (value !== undefined) Object.assign(config, { [name]: value })
  const credential = registryCredentialId ?? registryCredential?.id
  if (credential !== undefined) config.dockerCredentialId = credentialId(world, credential)
  if (preDeployCommand) config.preDeployCommand = preDeployCommand
}

/** Leaves of the source and the commands only what the runtime has, and puts in what it always has. */
const fitRuntime = (config: Draft, type: ServiceType) => {
  const { runtime } = config
  if (type === 'static_site') return
  if (isNative(runtime)) {
    Object.assign(config, { dockerCommand: undefined, dockerContext: undefined, dockerfilePath: undefined })
    config.dockerCredentialId = undefined
    config.buildCommand ??= ''
    config.startCommand ??= ''
  } else {
    Object.assign(config, { buildCommand: undefined, startCommand: undefined })
    config.dockerCommand ??= ''
    config.dockerContext = runtime === 'image' ? '' : config.dockerContext || '.'
    config.dockerfilePath = runtime === 'image' ? '' : config.dockerfilePath || './Dockerfile'
  }
  if (runtime === 'image') {
    Object.assign(config, { repo: undefined, branch: undefined, buildFilter: undefined })
    config.dockerCredentialId = undefined
  } else Object.assign(config, { imagePath: undefined, imageCredentialId: undefined })
}

const checkSource = (config: Draft, type: ServiceType, input: PatchInput) => {
  const isImage = config.runtime === 'image'
  if (isImage && !config.imagePath) throw badRequest('invalid request: image is required for runtime image')
  if (isImage && input.repo) throw badRequest('invalid request: repo does not belong to runtime image')
  if (!isImage && input.image)
    throw badRequest(`invalid request: image does not belong to ${config.runtime ?? type}`)
  if (!isImage && !config.repo) throw badRequest('invalid request: repo is required')
  if (!isImage) config.branch ??= 'main'
}

/** The words are those of the API, reported in the issue 80 of Render's Terraform provider. */
const refuseMaintenance = ({ plan }: ServiceConfig, { maintenanceMode }: DetailsInput) => {
  if (maintenanceMode && plan === 'free')
    throw badRequest('maintenance mode can only be configured for non-free tier services')
}

/** A new service has what it is sent; of one that is there, a plan's other name changes nothing. */
const planAfter = (world: World, { creating }: Target, config: ServiceConfig, given: DetailsInput) => {
  const { plan = '' } = config
  const after = creating || given.plan === undefined ? given.plan : nextPlan('service', plan, given.plan)
  if (after !== plan) refuseRetired('service', after, world.choices.legacy)
  return after
}

const setDetails = (world: World, target: Target, config: Draft, details: DetailsInput) => {
  config.runtime = details.runtime ?? config.runtime
  const plan = planAfter(world, target, config, details)
  const { healthCheckPath, maintenanceMode, maxShutdownDelaySeconds, schedule, cache } = details
  const { renderSubdomainPolicy, ipAllowList, publishPath } = details
  const plain = { plan, healthCheckPath, maintenanceMode, maxShutdownDelaySeconds, schedule, cache }
  const given = Object.entries({ ...plain, renderSubdomainPolicy, ipAllowList, publishPath })
  Object.assign(config, Object.fromEntries(given.filter(([, value]) => value !== undefined)))
  refuseMaintenance(config, details)
  if (target.type === 'static_site' && details.buildCommand !== undefined)
    config.buildCommand = details.buildCommand
  // '' leaves no trace on a service that never had one, and stays as '' on one that had (API facts §1.1).
  if (details.preDeployCommand || config.preDeployCommand !== undefined)
    config.preDeployCommand = details.preDeployCommand ?? config.preDeployCommand
  setPreviews(config, details)
  if (details.envSpecificDetails) setEnvDetails(world, target, config, details.envSpecificDetails)
}

/** What a service is set to after a body, which is judged against what it was set to before. */
export const changedConfig = (
  world: World,
  target: Target,
  before: ServiceConfig,
  input: PatchInput,
): ServiceConfig => {
  const config: Draft = { ...before, name: input.name ?? before.name }
  setSource(world, config, input)
  setAutoDeploy(config, input)
  if (input.serviceDetails) setDetails(world, target, config, input.serviceDetails)
  checkSource(config, target.type, input)
  fitRuntime(config, target.type)
  return config
}
