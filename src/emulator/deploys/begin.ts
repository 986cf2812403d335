import { createHash } from 'node:crypto'
import type { Deploy, Service } from '../records/index.ts'
import { millis, newestFirst } from '../records/index.ts'
import type { DeployStatus, DeployTrigger } from '../request/index.ts'
import type { WhileDeploying, World } from '../state/index.ts'
import { finish, queuedDeploy, runningDeploy, start, startQueued } from './progress.ts'
import { isImage } from './stages.ts'

export interface DeployRequest {
  trigger: DeployTrigger
  commitId?: string | undefined
  imageUrl?: string | undefined
  /** The deploy that a rollback, which builds nothing, brings back. */
  rollbackOf?: Deploy | undefined
  /** The deploy whose build is run again. */
  builtBy?: Deploy | undefined
}

const waiting: readonly WhileDeploying[] = ['queue', 'created']

const digest = (kind: 'sha1' | 'sha256', of: string) => createHash(kind).update(of).digest('hex')

const sourceOf = (
  service: Service,
  { commitId, imageUrl, rollbackOf, builtBy = rollbackOf }: DeployRequest,
) => {
  if (builtBy) return { commit: builtBy.commit, image: builtBy.image }
  const { repo = '', branch = '', imagePath = '' } = service.config
  if (isImage(service)) {
    const ref = imageUrl ?? imagePath
    return { image: { ref, sha: `sha256:${digest('sha256', ref)}` } }
  }
  const id = commitId ?? digest('sha1', `${repo}#${branch}`)
  return { commit: { id, message: `Latest commit of ${branch}`, createdAt: '2024-01-01T00:00:00Z' } }
}

/**
 * Starts a deploy. While another one runs it either takes its place or waits for its end, as `whileDeploying` says; of
 * the waiting only the newest is kept.
 */
export const beginDeploy = (world: World, service: Service, request: DeployRequest): Deploy => {
  const now = world.moments.now()
  const running = runningDeploy(world, service)
  const queued = queuedDeploy(world, service)
  const source = sourceOf(service, request)
  const fault = world.mishaps.deploy(service.config.name, source.commit?.id)
  const waits = running && (waiting.includes(world.choices.whileDeploying) || fault === 'queue')
  const id = world.newId('dep')
  if (queued) finish(world, service, queued, 'canceled', millis(now))
  const deploy = world.deploys.put({
    id,
    serviceId: service.id,
    trigger: request.trigger,
    status: waits ? 'queued' : 'created',
    createdAt: now,
    updatedAt: now,
    ...source,
    ...(request.builtBy && { deployOnly: true as const }),
    fault,
    stages: [],
    environment: [],
  })
  if (waits) return deploy
  if (running) finish(world, service, running, 'canceled', millis(now))
  start(world, service, deploy, millis(now))
  return deploy
}

const built: readonly DeployStatus[] = [
  'live',
  'deactivated',
  'pre_deploy_in_progress',
  'pre_deploy_failed',
  'update_in_progress',
  'update_failed',
]

/** The deploy that made the last build that succeeded, whatever became of it after. */
export const lastBuild = (world: World, { id }: Service): Deploy | undefined =>
  world.deploys
    .by('service', id)
    .filter(
      ({ status, trigger, deployOnly }) => trigger !== 'rollback' && !deployOnly && built.includes(status),
    )
    .sort(newestFirst)[0]

/** Ends a deploy that is not finished; one that waited behind it starts. */
export const cancelDeploy = (world: World, service: Service, deploy: Deploy): void => {
  const now = world.moments.ms()
  finish(world, service, deploy, 'canceled', now)
  startQueued(world, service, now)
}
