import { isDeepStrictEqual } from 'node:util'
import { beginDeploy } from '../deploys/deploys.ts'
import { recordEvent } from '../deploys/events.ts'
import { region } from '../request/checks.ts'
import { listed, madeWithin } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, single, truth } from '../request/query.ts'
import { anyObject, oneOf, text } from '../request/validate.ts'
import { runtimes, serviceTypes } from '../request/vocabulary.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownedList } from '../workspace/owners.ts'
import { createInput, patchInput } from './bodies.ts'
import { changedConfig } from './config.ts'
import { createService, refuseTakenName } from './create.ts'
import type { Service, ServiceConfig } from './record.ts'
import { serviceView } from './shape.ts'

const serviceOf = (world: World, id: string): Service => find(world.state.services, id)

/** Takes a service out of the workspace, with all that hangs on it. */
export const deleteService = (world: World, service: Service): void => {
  const { state } = world
  delete state.services[service.id]
  if (service.diskId) delete state.disks[service.diskId]
  delete state.notificationOverrides[service.id]
  delete state.resourceLogStreams[service.id]
  state.deploying = state.deploying.filter((id) => id !== service.id)
  for (const group of Object.values(state.envGroups))
    group.serviceIds = group.serviceIds.filter((id) => id !== service.id)
  for (const other of Object.values(state.services))
    if (other.parentId === service.id) other.parentId = undefined
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
      const rows = Object.values(world.state.services).filter(
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
      patchInput(service.type, body),
    )
    refuseTakenName(world, service.ownerId, after.name, service)
    // A PATCH that changes nothing leaves updatedAt alone (API facts §0, PATCH).
    if (!isDeepStrictEqual(withoutUnset(before), withoutUnset(after))) {
      service.config = after
      service.updatedAt = world.moments.now()
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
