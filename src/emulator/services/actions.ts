import { beginDeploy, cancelDeploy, runningDeploy } from '../deploys/deploys.ts'
import { recordEvent } from '../deploys/events.ts'
import { badRequest } from '../request/errors.ts'
import { accepted, ok, operation } from '../request/operation.ts'
import { nonEmpty, object, oneOf, optional } from '../request/validate.ts'
import { webPlans } from '../request/vocabulary.ts'
import { suffix } from '../state/random.ts'
import { newEnvVars, newSecretFiles } from '../state/rows.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { refuseTakenName } from './create.ts'
import { normalizedImage } from './images.ts'
import type { Service } from './record.ts'
import { serviceView } from './shape.ts'

const suspend = (world: World, service: Service) => {
  if (service.suspended) return
  const running = runningDeploy(service)
  if (running) cancelDeploy(world, service, running)
  service.suspended = true
  service.updatedAt = world.moments.now()
  recordEvent(world, service, 'service_suspended', { actor: 'user' })
}

const resume = (world: World, service: Service) => {
  if (!service.suspended) return
  service.suspended = false
  service.updatedAt = world.moments.now()
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
  const preview: Service = {
    ...structuredClone(parent),
    id: world.newId('srv'),
    parentId: parent.id,
    slug: `${parent.slug}-${suffix(world.random)}`,
    createdAt: now,
    updatedAt: now,
    config: {
      ...structuredClone(parent.config),
      name,
      imagePath: normalizedImage(imagePath),
      previews: 'off',
    },
    diskId: undefined,
    envVars: newEnvVars(world, parent.envVars),
    secretFiles: newSecretFiles(world, parent.secretFiles),
    domains: [],
    deploys: [],
    jobs: [],
    runs: [],
    events: [],
  }
  if (plan !== undefined) preview.config.plan = plan
  world.state.services[preview.id] = preview
  return preview
}

const instancesOf = (service: Service) => {
  const live = service.deploys.find((deploy) => deploy.status === 'live')
  if (service.suspended || !live || service.numInstances === undefined) return []
  return Array.from({ length: service.numInstances }, (_, at) => ({
    // Five characters behind the service's id (the pattern of the OpenAPI document).
    id: `${service.id}-${String(at).padStart(5, '0')}`,
    createdAt: microseconds(live.finishedAt ?? live.createdAt),
  }))
}

export const serviceActionOperations = [
  operation('POST', '/services/:serviceId/suspend', {}, ({ world, param }) => {
    suspend(world, find(world.state.services, param('serviceId')))
    return accepted
  }),
  operation('POST', '/services/:serviceId/resume', {}, ({ world, param }) => {
    resume(world, find(world.state.services, param('serviceId')))
    return accepted
  }),
  operation('POST', '/services/:serviceId/restart', {}, ({ world, param }) => {
    const service = find(world.state.services, param('serviceId'))
    if (service.numInstances === undefined) throw badRequest(`a ${service.type} cannot be restarted`)
    recordEvent(world, service, 'server_restarted', { triggeredByUser: null })
    return { status: 200 }
  }),
  operation('POST', '/services/:serviceId/cache/purge', {}, ({ world, param }) => {
    const { type } = find(world.state.services, param('serviceId'))
    if (type !== 'static_site' && type !== 'web_service') throw badRequest(`a ${type} has no cache`)
    return accepted
  }),
  operation(
    'POST',
    '/services/:serviceId/preview',
    { body: object({ imagePath: nonEmpty, name: optional(nonEmpty), plan: optional(oneOf(webPlans)) }) },
    ({ world, param, body }) => {
      const parent = find(world.state.services, param('serviceId'))
      if (parent.config.runtime !== 'image')
        throw badRequest('only a service with runtime image has previews')
      const name = body.name ?? `${parent.config.name} PR ${suffix(world.random)}`
      const preview = previewOf(world, parent, body.imagePath, name, body.plan)
      const deploy = beginDeploy(world, preview, { trigger: 'api' })
      return ok({ deployId: deploy.id, service: serviceView(world, preview) })
    },
  ),
  operation('GET', '/services/:serviceId/instances', {}, ({ world, param }) =>
    ok(instancesOf(find(world.state.services, param('serviceId')))),
  ),
]
