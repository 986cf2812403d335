import { listed, newestPage, ok, operation, within, wrapped } from '../operation/index.ts'
import type { Service, ServiceEvent } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { commaList, moment, paging, single, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Events kept of one service; the oldest go first. */
const kept = 500

/** Notes that something happened to a service, now or at `atMs` (milliseconds since the epoch). */
export const recordEvent = (
  world: World,
  service: Service,
  type: string,
  details: Record<string, unknown> = {},
  atMs?: number,
): void => {
  const timestamp = atMs === undefined ? world.moments.now() : world.moments.at(atMs)
  world.events.put({ id: world.newId('evt'), serviceId: service.id, type, timestamp, details })
  const own = world.events.ids('service', service.id)
  const [oldest = ''] = own
  if (own.size > kept) world.events.remove(oldest)
}

const view = (event: ServiceEvent) => ({
  id: event.id,
  timestamp: microseconds(event.timestamp),
  serviceId: event.serviceId,
  type: event.type,
  details: event.details,
})

export const eventOperations = [
  operation(
    'GET',
    '/services/:serviceId/events',
    { query: { ...paging, type: commaList(text), startTime: single(moment), endTime: single(moment) } },
    ({ world, param, query }) => {
      const { id } = world.services.find(param('serviceId'))
      const rows = world.events
        .by('service', id)
        .filter(
          (event) =>
            listed(query.type, event.type) && within(event.timestamp, query.endTime, query.startTime),
        )
      return ok(wrapped('event', newestPage(`events of ${id}`, rows, query), view))
    },
  ),
  operation('GET', '/events/:eventId', {}, ({ world, param }) =>
    ok(view(world.events.find(param('eventId')))),
  ),
]
