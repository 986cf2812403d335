import { isDeepStrictEqual } from 'node:util'
import { beginDeploy, recordEvent } from '../deploys/index.ts'
import {
  created,
  listed,
  madeWithin,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
  withoutRow,
  wrapped,
} from '../operation/index.ts'
import type { Service, ServiceConfig } from '../records/index.ts'
import {
  anyObject,
  commaList,
  oneOf,
  region,
  runtimes,
  serviceTypes,
  single,
  text,
  truth,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import { createInput, patchInput } from './bodies.ts'
import { changedConfig } from './config.ts'
import { createService, refuseTakenName } from './create.ts'
import { serviceView } from './shape.ts'

const serviceOf = (world: World, id: string): Service => world.services.find(id)

/** Takes a service out of the workspace, with all that hangs on it. */
export const deleteService = (world: World, { id, diskId }: Service): void => {
  const { services, disks, envGroups, deploys, events, jobs, runs } = world
  services.remove(id)
  if (diskId) disks.remove(diskId)
  world.notificationOverrides.remove(id)
  world.resourceLogStreams.remove(id)
  for (const history of [deploys, events, jobs, runs])
    for (const past of history.ids('service', id)) history.remove(past)
  for (const group of envGroups.by('service', id))
    envGroups.change(group, { serviceIds: withoutRow(group.serviceIds, id) })
  for (const child of services.by('parent', id)) services.change(child, { parentId: undefined })
}

const noteChanges = (world: World, service: Service, before: ServiceConfig, after: ServiceConfig) => {
  if (before.plan !== after.plan)
    recordEvent(world, service, 'plan_changed', { from: before.plan, to: after.plan })
  const [was, is] = [before.maintenanceMode, after.maintenanceMode]
  if (was?.enabled !== is?.enabled)
    recordEvent(world, service, 'maintenance_mode_enabled', { enabled: is?.enabled })
  if (was?.uri !== is?.uri)
    recordEvent(world, service, 'maintenance_mode_uri_updated', { fromURI: was?.uri, toURI: is?.uri })
}

const isSuspended = ({ suspended }: Service) => (suspended ? 'suspended' : 'not_suspended')

export const serviceOperations = [
  operation(
    'GET',
    '/services',
    {
      kept: true,
      query: {
        ...ownedList,
        name: commaList(text),
        type: commaList(oneOf(serviceTypes)),
        environmentId: commaList(text),
        env: commaList(oneOf(runtimes)),
        region: commaList(region),
        suspended: commaList(oneOf(['suspended', 'not_suspended'])),
        includePreviews: single(truth),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = world.services
        .all()
        .filter(
          (service) =>
            owned(service) &&
            listed(query.name, service.config.name) &&
            listed(query.type, service.type) &&
            listed(query.environmentId, service.environmentId) &&
            listed(query.env, service.config.runtime) &&
            listed(query.region, service.region) &&
            listed(query.suspended, isSuspended(service)) &&
            (query.includePreviews !== false || service.parentId === undefined) &&
            madeWithin(service, query),
        )
      const view = (service: Service) => serviceView(world, service)
      return ok(wrapped('service', newestPage('services', rows, query), view))
    },
  ),
  operation('POST', '/services', { body: createInput }, ({ world, body }) => {
    const service = createService(world, body)
    const deploy = beginDeploy(world, service, { trigger: 'api' })
    return created({ deployId: deploy.id, service: serviceView(world, service) })
  }),
  operation('GET', '/services/:serviceId', { kept: true }, ({ world, param }) =>
    ok(serviceView(world, serviceOf(world, param('serviceId')))),
  ),
  operation('PATCH', '/services/:serviceId', { body: anyObject }, ({ world, param, body }) => {
    const service = serviceOf(world, param('serviceId'))
    const before = service.config
    const after = changedConfig(
      world,
      { type: service.type, creating: false },
      before,
      patchInput(service.type, body, world.choices.newer),
    )
    refuseTakenName(world, service.ownerId, after.name, service)
    // A PATCH that changes nothing leaves updatedAt alone (API facts §0, PATCH).
    if (!isDeepStrictEqual(withoutUnset(before), withoutUnset(after))) {
      world.services.change(service, { config: after, updatedAt: world.moments.now() })
      noteChanges(world, service, before, after)
    }
    return ok(serviceView(world, service))
  }),
  operation('DELETE', '/services/:serviceId', {}, ({ world, param }) => {
    deleteService(world, serviceOf(world, param('serviceId')))
    return noContent
  }),
]

const withoutUnset = (config: ServiceConfig) =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined))
