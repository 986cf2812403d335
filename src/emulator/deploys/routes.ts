import { badRequest } from '../request/errors.ts'
import { madeWithin, within } from '../request/filters.ts'
import type { Reply } from '../request/operation.ts'
import { accepted, created, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { createdBetween, moment, paging, repeated, single, updatedBetween } from '../request/query.ts'
import { nonEmpty, object, oneOf, optional } from '../request/validate.ts'
import { deployStatuses } from '../request/vocabulary.ts'
import { normalizedImage } from '../services/images.ts'
import type { Deploy, Service } from '../services/record.ts'
import { rowOf } from '../state/rows.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import type { DeployRequest } from './deploys.ts'
import { beginDeploy, cancelDeploy, isFinished } from './deploys.ts'

/** Every service has a list of its own. */
const listName = (serviceId: string) => `deploys of ${serviceId}`
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

/** Starts a deploy and answers with it; one that has to wait is answered 202 without body or id (API facts §1.12). */
const deployed = (world: World, service: Service, request: DeployRequest): Reply => {
  // The words are those of the API, reported in the issue 104 of Render's Terraform provider.
  if (service.suspended) throw badRequest('cannot deploy suspended service')
  const deploy = beginDeploy(world, service, request)
  // A fault may have one answered so although nothing is in its way.
  return deploy.status === 'queued' || deploy.fault === 'queue' ? accepted : created(view(deploy))
}

const imageOf = (service: Service, imageUrl: string | undefined) => {
  if (imageUrl === undefined) return undefined
  if (service.config.runtime !== 'image') throw badRequest('invalid request: imageUrl needs runtime image')
  return normalizedImage(imageUrl)
}

const deployOf = (service: Service, id: string) => rowOf(service.deploys, id, (deploy) => deploy.id === id)

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
      const rows = find(world.state.services, param('serviceId')).deploys.filter(
        (deploy) =>
          (!query.status || query.status.includes(deploy.status)) &&
          madeWithin(deploy, query) &&
          within(deploy.finishedAt, query.finishedBefore, query.finishedAfter),
      )
      return ok(wrapped('deploy', newestPage(listName(param('serviceId')), rows, query), view))
    },
  ),
  operation('POST', path, { body: triggerBody }, ({ world, param, body }) => {
    const service = find(world.state.services, param('serviceId'))
    if (body.commitId && service.config.runtime === 'image')
      throw badRequest('invalid request: commitId does not belong to runtime image')
    const imageUrl = imageOf(service, body.imageUrl)
    return deployed(world, service, { trigger: 'api', commitId: body.commitId, imageUrl })
  }),
  operation('GET', `${path}/:deployId`, {}, ({ world, param }) =>
    ok(view(deployOf(find(world.state.services, param('serviceId')), param('deployId')))),
  ),
  operation('POST', `${path}/:deployId/cancel`, {}, ({ world, param }) => {
    const service = find(world.state.services, param('serviceId'))
    const deploy = deployOf(service, param('deployId'))
    if (isFinished(deploy)) throw badRequest(`deploy ${deploy.id} is already ${deploy.status}`)
    cancelDeploy(world, service, deploy)
    return ok(view(deploy))
  }),
  operation(
    'POST',
    '/services/:serviceId/rollback',
    { body: object({ deployId: nonEmpty }) },
    ({ world, param, body }) => {
      const service = find(world.state.services, param('serviceId'))
      const rollbackOf = deployOf(service, body.deployId)
      if (rollbackOf.status !== 'live' && rollbackOf.status !== 'deactivated')
        throw badRequest(`deploy ${rollbackOf.id} was never live`)
      return deployed(world, service, { trigger: 'rollback', rollbackOf })
    },
  ),
]
