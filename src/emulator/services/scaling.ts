import { recordEvent } from '../deploys/index.ts'
import { accepted, noContent, ok, operation } from '../operation/index.ts'
import type { Service } from '../records/index.ts'
import { badRequest, integer, object } from '../request/index.ts'
import { autoscaling } from './checks.ts'

/** A disk is attached to one instance, so a service with one cannot have more (Render's documentation of disks). */
export const scalesWithDisk = ({ numInstances = 1, autoscaling: scaling }: Service): void => {
  if (numInstances > 1 || (scaling?.enabled && scaling.max > 1))
    throw badRequest('a service with a disk cannot have more than one instance')
}

const scalable = (service: Service): Service => {
  if (service.numInstances === undefined) throw badRequest(`a ${service.type} cannot be scaled`)
  return service
}

const checkedWithDisk = (service: Service, next: Partial<Service>) => {
  if (service.diskId !== undefined) scalesWithDisk({ ...service, ...next })
}

export const scalingOperations = [
  operation(
    'POST',
    '/services/:serviceId/scale',
    { body: object({ numInstances: integer(1) }) },
    ({ world, param, body }) => {
      const service = scalable(world.services.find(param('serviceId')))
      // Accepted and without effect while autoscaling rules (API facts §1.6).
      if (service.autoscaling?.enabled) return accepted
      checkedWithDisk(service, body)
      const { numInstances: fromInstances } = service
      world.services.change(service, { numInstances: body.numInstances })
      if (fromInstances !== body.numInstances)
        recordEvent(world, service, 'instance_count_changed', {
          fromInstances,
          toInstances: body.numInstances,
        })
      return accepted
    },
  ),
  operation('PUT', '/services/:serviceId/autoscaling', { body: autoscaling }, ({ world, param, body }) => {
    const service = scalable(world.services.find(param('serviceId')))
    checkedWithDisk(service, { autoscaling: body })
    const details = { fromConfig: service.autoscaling, toConfig: body }
    world.services.change(service, { autoscaling: body })
    recordEvent(world, service, 'autoscaling_config_changed', details)
    return ok(body)
  }),
  operation('DELETE', '/services/:serviceId/autoscaling', {}, ({ world, param }) => {
    const service = scalable(world.services.find(param('serviceId')))
    world.services.change(service, { autoscaling: undefined })
    return noContent
  }),
]
