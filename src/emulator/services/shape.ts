import type { Disk, Service, ServiceConfig } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import type { ServiceType } from '../request/index.ts'
import { planName } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { isNative } from './config.ts'

/** A service as every answer has it (API facts §1.1). Absent keys are dropped when it becomes JSON. */

const dashboardPaths: Record<ServiceType, string> = {
  web_service: 'web',
  private_service: 'pserv',
  background_worker: 'worker',
  cron_job: 'cron',
  static_site: 'static',
}

/** The port that a service is taken to listen on; nothing runs here that could say otherwise. */
const port = 10000

/** Where a service is reached: in the open, within its region, or not at all. */
const urlOf = ({ type, slug }: Service): string | undefined => {
  if (type === 'private_service') return `${slug}:${port}`
  return type === 'web_service' || type === 'static_site' ? `https://${slug}.onrender.com` : undefined
}

const openPorts = ({ type }: Service) =>
  type === 'web_service' || type === 'private_service' ? [{ port, protocol: 'TCP' }] : undefined

const sshAddress = ({ id, type, region }: Service) =>
  type === 'cron_job' || type === 'static_site' ? undefined : `${id}@ssh.${region}.render.com`

const diskView = ({ id, name, mountPath, sizeGB }: Disk) => ({ id, name, mountPath, sizeGB })

const credentialView = (world: World, id: string | undefined) => {
  if (!id) return undefined
  const { name, registry, username, updatedAt } = world.registryCredentials.find(id)
  return { id, name, registry, username, updatedAt: microseconds(updatedAt) }
}

const envSpecificDetails = (world: World, config: ServiceConfig) => {
  const { preDeployCommand } = config
  if (isNative(config.runtime))
    return { buildCommand: config.buildCommand, startCommand: config.startCommand, preDeployCommand }
  const { dockerCommand, dockerContext, dockerfilePath } = config
  const registryCredential = credentialView(world, config.dockerCredentialId)
  return { dockerCommand, dockerContext, dockerfilePath, preDeployCommand, registryCredential }
}

/** `previews` rules, and the older flag follows it (API facts §1.1). */
const previews = ({ previews: generation }: ServiceConfig) =>
  generation === undefined
    ? {}
    : { previews: { generation }, pullRequestPreviewsEnabled: generation === 'automatic' ? 'yes' : 'no' }

const parentServer = (world: World, { parentId }: Service) => {
  if (parentId === undefined) return undefined
  const parent = world.services.find(parentId)
  return { id: parent.id, name: parent.config.name }
}

const staticDetails = (world: World, service: Service) => ({
  buildCommand: service.config.buildCommand,
  publishPath: service.config.publishPath,
  parentServer: parentServer(world, service),
  ...previews(service.config),
  url: urlOf(service),
  buildPlan: 'starter',
  renderSubdomainPolicy: service.config.renderSubdomainPolicy,
  ipAllowList: service.config.ipAllowList,
})

const runningDetails = (world: World, service: Service) => {
  const { config, diskId } = service
  return {
    // The same value twice, under its old and its new name.
    env: config.runtime,
    runtime: config.runtime,
    envSpecificDetails: envSpecificDetails(world, config),
    plan: config.plan && planName('service', config.plan, world.choices.planNames),
    region: service.region,
    buildPlan: 'starter',
    schedule: config.schedule,
    healthCheckPath: config.healthCheckPath,
    // Left out on the free plan, which cannot have it (issue 80 of Render's Terraform provider).
    maintenanceMode: config.plan === 'free' ? undefined : config.maintenanceMode,
    maxShutdownDelaySeconds: config.maxShutdownDelaySeconds,
    numInstances: service.numInstances,
    autoscaling: service.autoscaling,
    disk: diskId === undefined ? undefined : diskView(world.disks.find(diskId)),
    parentServer: parentServer(world, service),
    ...previews(config),
    renderSubdomainPolicy: config.renderSubdomainPolicy,
    ipAllowList: config.ipAllowList,
    cache: config.cache,
    openPorts: openPorts(service),
    sshAddress: sshAddress(service),
    url: urlOf(service),
  }
}

/** Follows the notification override of the service (API facts §1.1). */
const notifyOnFail = (world: World, { id }: Service) => {
  const setting = world.notificationOverrides.get(id)?.notificationsToSend ?? 'default'
  return setting === 'default' ? 'default' : setting === 'none' ? 'ignore' : 'notify'
}

const imageCredential = (world: World, config: ServiceConfig) => {
  const credential = credentialView(world, config.imageCredentialId)
  return credential && { id: credential.id, name: credential.name }
}

export const serviceView = (world: World, service: Service): Record<string, unknown> => {
  const { id, type, slug, config } = service
  return {
    id,
    name: config.name,
    ownerId: service.ownerId,
    type,
    slug,
    environmentId: service.environmentId,
    repo: config.repo,
    branch: config.branch,
    imagePath: config.imagePath,
    registryCredential: imageCredential(world, config),
    buildFilter: config.buildFilter,
    rootDir: config.rootDir,
    // Kept in step with its successor: yes unless the trigger is off (API facts §1.1).
    autoDeploy: config.autoDeployTrigger === 'off' ? 'no' : 'yes',
    autoDeployTrigger: config.autoDeployTrigger,
    notifyOnFail: notifyOnFail(world, service),
    suspended: service.suspended ? 'suspended' : 'not_suspended',
    suspenders: service.suspended ? ['user'] : [],
    dashboardUrl: `https://dashboard.render.com/${dashboardPaths[type]}/${id}`,
    createdAt: microseconds(service.createdAt),
    updatedAt: microseconds(service.updatedAt),
    serviceDetails: type === 'static_site' ? staticDetails(world, service) : runningDetails(world, service),
  }
}
