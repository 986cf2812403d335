import { notFound } from '../request/errors.ts'
import { listed, within } from '../request/filters.ts'
import { ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, moment, paging, single } from '../request/query.ts'
import { text } from '../request/validate.ts'
import type { Service, ServiceEvent } from '../services/record.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'

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
  service.events.push({ id: world.newId('evt'), type, timestamp, details })
  if (service.events.length > kept) service.events.shift()
}

const view = (serviceId: string) => (event: ServiceEvent) => ({
  id: event.id,
  timestamp: microseconds(event.timestamp),
  serviceId,
  type: event.type,
  details: event.details,
})

export const eventOperations = [
  operation(
    'GET',
    '/services/:serviceId/events',
    { query: { ...paging, type: commaList(text), startTime: single(moment), endTime: single(moment) } },
    ({ world, param, query }) => {
      const service = find(world.state.services, param('serviceId'))
      const rows = service.events.filter(
        (event) => listed(query.type, event.type) && within(event.timestamp, query.endTime, query.startTime),
      )
      return ok(wrapped('event', newestPage(`events of ${service.id}`, rows, query), view(service.id)))
    },
  ),
  operation('GET', '/events/:eventId', {}, ({ world, param }) => {
    for (const service of Object.values(world.state.services)) {
      const event = service.events.find(({ id }) => id === param('eventId'))
      if (event) return ok(view(service.id)(event))
    }
    throw notFound(param('eventId'))
  }),
]
