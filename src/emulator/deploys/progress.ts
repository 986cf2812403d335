import type { Deploy, Service } from '../records/index.ts'
import { newestFirst } from '../records/index.ts'
import type { DeployStatus } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { recordEvent } from './events.ts'
import { fails, isInstant, stagesOf } from './stages.ts'

/** The steps of a deploy, from its start to its end, each at a moment that may have passed. */

export const isFinished = (deploy: Deploy) => deploy.finishedAt !== undefined

const unfinished = (world: World, { id }: Service) => world.deploys.by('unfinished', id)

export const runningDeploy = (world: World, service: Service) =>
  unfinished(world, service).find(({ status }) => status !== 'queued')

export const queuedDeploy = (world: World, service: Service) =>
  unfinished(world, service).find(({ status }) => status === 'queued')

/** What a service's next deploy runs with: its own variables over those of its groups, the older ones first. */
const environmentOf = (world: World, service: Service): Deploy['environment'] => {
  const groups = world.envGroups.by('service', service.id).sort(newestFirst).reverse()
  const rows = [...groups.flatMap((group) => group.envVars), ...service.envVars]
  return [...new Map(rows.map(({ key, value }): [string, string] => [key, value]))]
}

/** The service shows that its deploy has moved; an image cron job never does (cronjob--notifications#36). */
const touch = (world: World, service: Service, { updatedAt }: Deploy) => {
  if (!isInstant(service)) world.services.change(service, { updatedAt })
}

/** The deploy enters a status. That its service shows this too, where the deploy is not new, is in no recording. */
export const enter = (world: World, service: Service, deploy: Deploy, status: DeployStatus, atMs: number) => {
  world.deploys.change(deploy, { status, updatedAt: world.moments.at(atMs) })
  if (world.choices.deploysTouchService) touch(world, service, deploy)
}

export const finish = (
  world: World,
  service: Service,
  deploy: Deploy,
  status: DeployStatus,
  atMs: number,
) => {
  enter(world, service, deploy, status, atMs)
  world.deploys.change(deploy, { stages: [], finishedAt: deploy.updatedAt })
  const deployStatus = status === 'live' ? 'succeeded' : status === 'canceled' ? 'canceled' : 'failed'
  recordEvent(world, service, 'deploy_ended', { deployId: deploy.id, deployStatus }, atMs)
}

const goLive = (world: World, service: Service, deploy: Deploy, atMs: number) => {
  for (const other of world.deploys.by('live', service.id))
    world.deploys.change(other, { status: 'deactivated', updatedAt: world.moments.at(atMs) })
  finish(world, service, deploy, 'live', atMs)
}

/** Ends a deploy that has no stage left. */
export const complete = (world: World, service: Service, deploy: Deploy, atMs: number) => {
  if (fails(deploy.fault)) finish(world, service, deploy, deploy.fault, atMs)
  else goLive(world, service, deploy, atMs)
}

export const start = (world: World, service: Service, deploy: Deploy, atMs: number) => {
  world.deploys.change(deploy, {
    stages: stagesOf(world, service, deploy, atMs),
    environment: environmentOf(world, service),
    startedAt: world.moments.at(atMs),
  })
  recordEvent(world, service, 'deploy_started', { deployId: deploy.id, trigger: deploy.trigger }, atMs)
  const [first] = deploy.stages
  if (first) enter(world, service, deploy, first.status, atMs)
  else complete(world, service, deploy, atMs)
  touch(world, service, deploy)
}

/** Starts the deploy that waits, if nothing else runs. */
export const startQueued = (world: World, service: Service, atMs: number) => {
  const next = runningDeploy(world, service) ? undefined : queuedDeploy(world, service)
  if (next) start(world, service, next, atMs)
}
