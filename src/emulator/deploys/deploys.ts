import type { Reply } from '../operation/index.ts'
import {
  accepted,
  created,
  madeWithin,
  newestPage,
  ok,
  operation,
  within,
  wrapped,
} from '../operation/index.ts'
import type { Deploy, Service } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import {
  badRequest,
  createdBetween,
  deployStatuses,
  moment,
  nonEmpty,
  normalizedImage,
  notFound,
  object,
  oneOf,
  optional,
  paging,
  repeated,
  single,
  updatedBetween,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { DeployRequest } from './begin.ts'
import { beginDeploy, cancelDeploy, lastBuild } from './begin.ts'
import { isFinished, runningDeploy } from './progress.ts'

const path = '/services/:serviceId/deploys'

const view = (deploy: Deploy) => ({
  id: deploy.id,
  // null, not absent, where an image is deployed; finishedAt is absent until there is one (API facts §5).
  commit: deploy.commit ?? null,
  image: deploy.image,
  status: deploy.status,
  trigger: deploy.trigger,
  createdAt: microseconds(deploy.createdAt),
  updatedAt: microseconds(deploy.updatedAt),
  startedAt: deploy.startedAt && microseconds(deploy.startedAt),
  finishedAt: deploy.finishedAt && microseconds(deploy.finishedAt),
})

/** Starts a deploy and answers with it, or 202 without body or id where another one runs (API facts §1.12, §5). */
const deployed = (world: World, service: Service, request: DeployRequest): Reply => {
  // The words are those of the API, reported in the issue 104 of Render's Terraform provider.
  if (service.suspended) throw badRequest('cannot deploy suspended service')
  const meets = runningDeploy(world, service) !== undefined
  const deploy = beginDeploy(world, service, request)
  const { whileDeploying } = world.choices
  const untold = meets && (whileDeploying === 'queue' || whileDeploying === 'accepted')
  // A fault may have one answered so although nothing is in its way.
  return untold || deploy.fault === 'queue' ? accepted : created(view(deploy))
}

const imageOf = (service: Service, imageUrl: string | undefined) => {
  if (imageUrl === undefined) return undefined
  if (service.config.runtime !== 'image') throw badRequest('invalid request: imageUrl needs runtime image')
  return normalizedImage(imageUrl)
}

const commitOf = (service: Service, commitId: string | undefined) => {
  if (commitId === undefined) return undefined
  if (service.config.runtime === 'image')
    throw badRequest('invalid request: commitId does not belong to runtime image')
  if (service.type === 'cron_job') throw badRequest('invalid request: cron jobs take no commitId')
  return commitId
}

interface Mode {
  deployMode?: 'deploy_only' | 'build_and_deploy' | undefined
  commitId?: string | undefined
  imageUrl?: string | undefined
  clearCache?: string | undefined
}

/** The deploy whose build is run again; the mode goes with nothing that is about a build (the OpenAPI document). */
const builtFor = (world: World, service: Service, { deployMode, ...build }: Mode): Deploy | undefined => {
  if (deployMode === undefined) return undefined
  if (build.commitId ?? build.imageUrl ?? build.clearCache)
    throw badRequest('invalid request: deployMode goes with neither commitId nor imageUrl nor clearCache')
  if (deployMode !== 'deploy_only') return undefined
  const found = lastBuild(world, service)
  if (!found) throw badRequest(`invalid request: ${service.id} has no build that succeeded`)
  return found
}

/** The deploy of that service, or 404 where it is another's. */
const deployOf = (world: World, service: Service, id: string): Deploy => {
  const deploy = world.deploys.get(id)
  if (deploy?.serviceId !== service.id) throw notFound(id)
  return deploy
}

const triggerBody = object({
  clearCache: optional(oneOf(['clear', 'do_not_clear'])),
  commitId: optional(nonEmpty),
  imageUrl: optional(nonEmpty),
  deployMode: optional(oneOf(['deploy_only', 'build_and_deploy'])),
})

export const deployOperations = [
  operation(
    'GET',
    path,
    {
      query: {
        ...paging,
        ...createdBetween,
        ...updatedBetween,
        status: repeated(oneOf(deployStatuses)),
        finishedBefore: single(moment),
        finishedAfter: single(moment),
      },
    },
    ({ world, param, query }) => {
      const { id } = world.services.find(param('serviceId'))
      const rows = world.deploys
        .by('service', id)
        .filter(
          (deploy) =>
            (!query.status || query.status.includes(deploy.status)) &&
            madeWithin(deploy, query) &&
            within(deploy.finishedAt, query.finishedBefore, query.finishedAfter),
        )
      return ok(wrapped('deploy', newestPage(`deploys of ${id}`, rows, query), view))
    },
  ),
  operation('POST', path, { body: optional(triggerBody) }, ({ world, param, body = {} }) => {
    const service = world.services.find(param('serviceId'))
    const commitId = commitOf(service, body.commitId)
    const imageUrl = imageOf(service, body.imageUrl)
    const builtBy = builtFor(world, service, body)
    return deployed(world, service, { trigger: 'api', commitId, imageUrl, builtBy })
  }),
  operation('GET', `${path}/:deployId`, {}, ({ world, param }) =>
    ok(view(deployOf(world, world.services.find(param('serviceId')), param('deployId')))),
  ),
  operation('POST', `${path}/:deployId/cancel`, {}, ({ world, param }) => {
    const service = world.services.find(param('serviceId'))
    const deploy = deployOf(world, service, param('deployId'))
    if (isFinished(deploy)) throw badRequest(`deploy ${deploy.id} is already ${deploy.status}`)
    cancelDeploy(world, service, deploy)
    return ok(view(deploy))
  }),
  operation(
    'POST',
    '/services/:serviceId/rollback',
    { body: object({ deployId: nonEmpty }) },
    ({ world, param, body }) => {
      const service = world.services.find(param('serviceId'))
      const rollbackOf = deployOf(world, service, body.deployId)
      if (rollbackOf.status !== 'live' && rollbackOf.status !== 'deactivated')
        throw badRequest(`deploy ${rollbackOf.id} was never live`)
      return deployed(world, service, { trigger: 'rollback', rollbackOf })
    },
  ),
]
