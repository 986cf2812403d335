import { beginDeploy, cancelDeploy, recordEvent, runningDeploy } from '../deploys/index.ts'
import { accepted, newEnvVars, newSecretFiles, ok, operation } from '../operation/index.ts'
import type { Service } from '../records/index.ts'
import { instanceIds, microseconds, suffix } from '../records/index.ts'
import {
  badRequest,
  growing,
  nonEmpty,
  normalizedImage,
  object,
  optional,
  refuseRetired,
  webPlans,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import { refuseTakenName } from './create.ts'
import { serviceView } from './shape.ts'

const suspend = (world: World, service: Service) => {
  if (service.suspended) return
  const running = runningDeploy(world, service)
  if (running) cancelDeploy(world, service, running)
  world.services.change(service, { suspended: true, updatedAt: world.moments.now() })
  recordEvent(world, service, 'service_suspended', { actor: 'user' })
}

const resume = (world: World, service: Service) => {
  if (!service.suspended) return
  world.services.change(service, { suspended: false, updatedAt: world.moments.now() })
  recordEvent(world, service, 'service_resumed', { actor: 'user' })
  beginDeploy(world, service, { trigger: 'service_resumed' })
}

/** A copy of an image-backed service that runs another image under a name of its own. */
const previewOf = (
  world: World,
  parent: Service,
  imagePath: string,
  name: string,
  plan?: string,
): Service => {
  refuseTakenName(world, parent.ownerId, name)
  const now = world.moments.now()
  return world.services.put({
    ...parent,
    id: world.newId('srv'),
    parentId: parent.id,
    slug: `${parent.slug}-${suffix(world.random)}`,
    createdAt: now,
    updatedAt: now,
    config: {
      ...parent.config,
      name,
      plan: plan ?? parent.config.plan,
      imagePath: normalizedImage(imagePath),
      previews: 'off',
    },
    diskId: undefined,
    envVars: newEnvVars(world, parent.envVars),
    secretFiles: newSecretFiles(world, parent.secretFiles),
    domains: [],
  })
}

const instancesOf = (world: World, service: Service) => {
  const [live] = world.deploys.by('live', service.id)
  if (service.suspended || !live) return []
  const createdAt = microseconds(live.finishedAt ?? live.createdAt)
  return instanceIds(service).map((id) => ({ id, createdAt }))
}

export const serviceActionOperations = [
  operation('POST', '/services/:serviceId/suspend', {}, ({ world, param }) => {
    suspend(world, world.services.find(param('serviceId')))
    return accepted
  }),
  operation('POST', '/services/:serviceId/resume', {}, ({ world, param }) => {
    resume(world, world.services.find(param('serviceId')))
    return accepted
  }),
  operation('POST', '/services/:serviceId/restart', {}, ({ world, param }) => {
    const service = world.services.find(param('serviceId'))
    if (service.numInstances === undefined) throw badRequest(`a ${service.type} cannot be restarted`)
    recordEvent(world, service, 'server_restarted', { triggeredByUser: null })
    return { status: 200 }
  }),
  operation('POST', '/services/:serviceId/cache/purge', {}, ({ world, param }) => {
    const { type } = world.services.find(param('serviceId'))
    if (type !== 'static_site' && type !== 'web_service') throw badRequest(`a ${type} has no cache`)
    return accepted
  }),
  operation(
    'POST',
    '/services/:serviceId/preview',
    { body: object({ imagePath: nonEmpty, name: optional(nonEmpty), plan: optional(growing(webPlans)) }) },
    ({ world, param, body }) => {
      const parent = world.services.find(param('serviceId'))
      if (parent.config.runtime !== 'image')
        throw badRequest('only a service with runtime image has previews')
      refuseRetired('service', body.plan, world.choices.legacy)
      const name = body.name ?? `${parent.config.name} PR ${suffix(world.random)}`
      const preview = previewOf(world, parent, body.imagePath, name, body.plan)
      const deploy = beginDeploy(world, preview, { trigger: 'api' })
      return ok({ deployId: deploy.id, service: serviceView(world, preview) })
    },
  ),
  operation('GET', '/services/:serviceId/instances', {}, ({ world, param }) =>
    ok(instancesOf(world, world.services.find(param('serviceId')))),
  ),
]
