import { newEnvVars, newSecretFiles, slugOf } from '../operation/index.ts'
import type { Service, ServiceConfig } from '../records/index.ts'
import { suffix } from '../records/index.ts'
import { badRequest, conflict } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { CreateInput } from './bodies.ts'
import { changedConfig, emptyConfig, isNative } from './config.ts'
import { addDisk, refuseDisk } from './disks.ts'

/** A service's name is unique in its workspace, whatever the type (API facts §1.1). */
export const refuseTakenName = (world: World, ownerId: string, name: string, except?: Service): void => {
  for (const other of world.services.by('name', name))
    if (other !== except && other.ownerId === ownerId)
      throw conflict(`name ${name} is already in use by ${other.id}`)
}

/** Workers and cron jobs, which have no address, always get a suffix; the others only when the slug is taken. */
const newSlug = (world: World, { type, name }: CreateInput): string => {
  const slug = slugOf(name)
  const taken = world.services.ids('slug', slug).size + world.workflows.ids('slug', slug).size > 0
  const addressed = type !== 'background_worker' && type !== 'cron_job'
  return addressed && !taken ? slug : `${slug}-${suffix(world.random)}`
}

const isSite = ({ type }: CreateInput) => type === 'static_site'
const scales = ({ type }: CreateInput) => type !== 'static_site' && type !== 'cron_job'

const checkComplete = (input: CreateInput, config: ServiceConfig) => {
  const need = (there: boolean, field: string) => {
    if (!there) throw badRequest(`invalid request: ${field} is required`)
  }
  need(isSite(input) || config.runtime !== undefined, 'serviceDetails.runtime')
  need(input.type !== 'cron_job' || config.schedule !== undefined, 'serviceDetails.schedule')
  const commands = input.serviceDetails?.envSpecificDetails
  if (!isNative(config.runtime)) return
  need(commands?.buildCommand !== undefined, 'serviceDetails.envSpecificDetails.buildCommand')
  need(commands?.startCommand !== undefined, 'serviceDetails.envSpecificDetails.startCommand')
}

const record = (world: World, input: CreateInput, config: ServiceConfig): Service => {
  const now = world.moments.now()
  const details = input.serviceDetails
  return {
    id: world.newId(input.type === 'cron_job' ? 'crn' : 'srv'),
    ownerId: input.ownerId,
    type: input.type,
    slug: newSlug(world, input),
    region: isSite(input) ? undefined : (details?.region ?? 'oregon'),
    environmentId: input.environmentId || undefined,
    createdAt: now,
    updatedAt: now,
    suspended: false,
    config,
    numInstances: scales(input) ? (details?.numInstances ?? 1) : undefined,
    autoscaling: details?.autoscaling,
    envVars: newEnvVars(world, input.envVars ?? []),
    secretFiles: newSecretFiles(world, input.secretFiles ?? []),
    headers: (details?.headers ?? []).map((header) => ({ id: world.newId('hdr'), ...header })),
    routes: (details?.routes ?? []).map(({ priority: _, ...route }) => ({
      id: world.newId('rdr'),
      ...route,
    })),
    domains: [],
  }
}

/** Makes the service that a judged body describes; its first deploy is for the caller to start. */
export const createService = (world: World, input: CreateInput): Service => {
  world.owners.find(input.ownerId)
  if (input.environmentId) world.environments.find(input.environmentId)
  refuseTakenName(world, input.ownerId, input.name)
  const details = input.serviceDetails
  // `env` is the older name of `runtime`.
  const named = details && { ...details, runtime: details.runtime ?? details.env }
  const config = changedConfig(
    world,
    { type: input.type, creating: true },
    emptyConfig(input.type, input.name),
    {
      ...input,
      serviceDetails: named,
    },
  )
  checkComplete(input, config)
  const made = record(world, input, config)
  if (details?.disk) refuseDisk(made)
  const service = world.services.put(made)
  if (details?.disk) addDisk(world, service, { ...details.disk, sizeGB: details.disk.sizeGB ?? 1 })
  return service
}
