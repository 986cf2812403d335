import { createHash } from 'node:crypto'
import { disturbed, fails } from '../faults/deploy-faults.ts'
import type { DeployStatus, DeployTrigger } from '../request/vocabulary.ts'
import type { Deploy, DeployStage, Service } from '../services/record.ts'
import type { State } from '../state/store.ts'
import { millis } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { recordEvent } from './events.ts'

/**
 * Deploys advance with the clock and without timers: `settleDeploys` runs before every request and catches up with all
 * that has happened since the one before.
 */

export interface DeployRequest {
  trigger: DeployTrigger
  commitId?: string | undefined
  imageUrl?: string | undefined
  /** The deploy that a rollback, which builds nothing, brings back. */
  rollbackOf?: Deploy | undefined
}

const finished: ReadonlySet<DeployStatus> = new Set([
  'live',
  'deactivated',
  'build_failed',
  'pre_deploy_failed',
  'update_failed',
  'canceled',
])

export const isFinished = (deploy: Deploy) => finished.has(deploy.status)
const isRunning = (deploy: Deploy) => !isFinished(deploy) && deploy.status !== 'queued'

export const runningDeploy = (service: Service) => service.deploys.find(isRunning)
const queuedDeploy = (service: Service) => service.deploys.find((deploy) => deploy.status === 'queued')

const isImage = (service: Service) => service.config.runtime === 'image'

/** An image cron job has nothing to build and nothing to replace: it is live at once (API facts §5). */
const isInstant = (service: Service) => service.type === 'cron_job' && isImage(service)

const digest = (kind: 'sha1' | 'sha256', of: string) => createHash(kind).update(of).digest('hex')

const sourceOf = (service: Service, { commitId, imageUrl, rollbackOf }: DeployRequest) => {
  if (rollbackOf) return { commit: rollbackOf.commit, image: rollbackOf.image }
  const { repo = '', branch = '', imagePath = '' } = service.config
  if (isImage(service)) {
    const ref = imageUrl ?? imagePath
    return { image: { ref, sha: `sha256:${digest('sha256', ref)}` } }
  }
  const id = commitId ?? digest('sha1', `${repo}#${branch}`)
  return { commit: { id, message: `Latest commit of ${branch}`, createdAt: '2024-01-01T00:00:00Z' } }
}

/** What a service's next deploy runs with: its own variables over those of its groups. */
const environmentOf = (world: World, service: Service): [string, string][] => {
  const groups = Object.values(world.state.envGroups).filter(({ serviceIds }) =>
    serviceIds.includes(service.id),
  )
  const rows = [...groups.flatMap((group) => group.envVars), ...service.envVars]
  return [...new Map(rows.map(({ key, value }): [string, string] => [key, value]))]
}

const stagesOf = (world: World, service: Service, trigger: DeployTrigger, from: number): DeployStage[] => {
  if (isInstant(service)) return []
  const pull = isImage(service) ? world.takes('imagePull') : 0
  const before = service.config.preDeployCommand ? world.takes('preDeploy') : 0
  const update = service.type === 'cron_job' ? 0 : world.takes('update')
  const durations: [DeployStatus, number][] = [
    ['build_in_progress', isImage(service) || trigger === 'rollback' ? 0 : world.takes('build')],
    // The image is pulled in the first stage there is: a recorded image deploy starts with either of these.
    ['pre_deploy_in_progress', before && pull + before],
    ['update_in_progress', before ? update : pull + update],
  ]
  let until = from
  return durations
    .filter(([, takes]) => takes > 0)
    .map(([status, takes]) => {
      until += takes
      return { status, until }
    })
}

const enter = (world: World, service: Service, deploy: Deploy, status: DeployStatus, atMs: number) => {
  deploy.status = status
  deploy.updatedAt = world.moments.at(atMs)
  if (!isInstant(service)) service.updatedAt = deploy.updatedAt
}

const finish = (world: World, service: Service, deploy: Deploy, status: DeployStatus, atMs: number) => {
  deploy.stages = []
  enter(world, service, deploy, status, atMs)
  deploy.finishedAt = deploy.updatedAt
  const deployStatus = status === 'live' ? 'succeeded' : status === 'canceled' ? 'canceled' : 'failed'
  recordEvent(world, service, 'deploy_ended', { deployId: deploy.id, deployStatus }, atMs)
}

const goLive = (world: World, service: Service, deploy: Deploy, atMs: number) => {
  for (const other of service.deploys)
    if (other.status === 'live')
      Object.assign(other, { status: 'deactivated', updatedAt: world.moments.at(atMs) })
  finish(world, service, deploy, 'live', atMs)
}

/** Ends a deploy that has no stage left. */
const complete = (world: World, service: Service, deploy: Deploy, atMs: number) => {
  if (fails(deploy.fault)) finish(world, service, deploy, deploy.fault, atMs)
  else goLive(world, service, deploy, atMs)
}

const start = (world: World, service: Service, deploy: Deploy, atMs: number) => {
  deploy.stages = disturbed(stagesOf(world, service, deploy.trigger, atMs), deploy.fault)
  world.deploysRestUntil = 0
  deploy.environment = environmentOf(world, service)
  deploy.startedAt = world.moments.at(atMs)
  recordEvent(world, service, 'deploy_started', { deployId: deploy.id, trigger: deploy.trigger }, atMs)
  const [first] = deploy.stages
  if (first) enter(world, service, deploy, first.status, atMs)
  else complete(world, service, deploy, atMs)
}

/**
 * Starts a deploy. While another one runs it either takes its place or waits for its end, as `whileDeploying` says; of
 * the waiting only the newest is kept.
 */
export const beginDeploy = (world: World, service: Service, request: DeployRequest): Deploy => {
  const now = world.moments.now()
  const deploy: Deploy = {
    id: world.newId('dep'),
    trigger: request.trigger,
    status: 'created',
    createdAt: now,
    updatedAt: now,
    ...sourceOf(service, request),
    fault: world.faults.deploy(service.config.name),
    stages: [],
    environment: [],
  }
  const running = runningDeploy(service)
  const queued = queuedDeploy(service)
  if (queued) finish(world, service, queued, 'canceled', millis(now))
  service.deploys.push(deploy)
  if (running && (world.whileDeploying === 'queue' || deploy.fault === 'queue')) {
    deploy.status = 'queued'
    return deploy
  }
  if (running) finish(world, service, running, 'canceled', millis(now))
  start(world, service, deploy, millis(now))
  if (!world.state.deploying.includes(service.id)) world.state.deploying.push(service.id)
  return deploy
}

/** Ends a deploy that is not finished; one that waited behind it starts. */
export const cancelDeploy = (world: World, service: Service, deploy: Deploy): void => {
  const now = world.moments.ms()
  finish(world, service, deploy, 'canceled', now)
  startQueued(world, service, now)
}

const startQueued = (world: World, service: Service, atMs: number) => {
  const next = runningDeploy(service) ? undefined : queuedDeploy(service)
  if (next) start(world, service, next, atMs)
}

const settle = (world: World, service: Service, now: number): void => {
  for (let running = runningDeploy(service); running; running = runningDeploy(service)) {
    const [stage, following] = running.stages
    if (stage && stage.until > now) return
    running.stages.shift()
    const endedAt = stage?.until ?? now
    if (following) enter(world, service, running, following.status, endedAt)
    else {
      complete(world, service, running, endedAt)
      startQueued(world, service, endedAt)
    }
  }
}

/** When the next stage of any deploy ends. */
const nextEnd = ({ services, deploying }: State): number =>
  Math.min(...deploying.map((id) => runningDeploy(find(services, id))?.stages[0]?.until ?? 0))

/** Brings every deploy to where it is by now. */
export const settleDeploys = (world: World): void => {
  const { state } = world
  const now = world.moments.ms()
  if (now < world.deploysRestUntil) return
  world.version++
  for (const id of state.deploying) settle(world, find(state.services, id), now)
  state.deploying = state.deploying.filter((id) => {
    const service = find(state.services, id)
    return service.deploys.some((deploy) => !isFinished(deploy))
  })
  world.deploysRestUntil = nextEnd(state)
}
