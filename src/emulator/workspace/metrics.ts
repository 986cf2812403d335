import { ok, operation } from '../operation/index.ts'
import type { Params } from '../request/index.ts'
import { between, moment, notFound, oneOf, repeated, single, text } from '../request/index.ts'
import { isResource } from '../state/index.ts'

/** Nothing runs here that could be measured: every query is judged, and every series is empty. */

/** A database is a resource only; `service` is the older name of the same. */
const ofDatabase = { startTime: single(moment), endTime: single(moment), resource: repeated(text) }
const ofService = { ...ofDatabase, service: repeated(text) }
const resolution = { resolutionSeconds: single(between(30, Number.MAX_SAFE_INTEGER)) }
const ofInstance = { ...ofService, ...resolution, instance: repeated(text) }
const ofRequests = { ...ofService, ...resolution, host: repeated(text), path: repeated(text) }
const aggregated = { aggregationMethod: single(oneOf(['AVG', 'MAX', 'MIN'])) }

const queries: Record<string, Params> = {
  cpu: { ...ofInstance, ...aggregated },
  'cpu-limit': ofInstance,
  'cpu-target': ofInstance,
  memory: ofInstance,
  'memory-limit': ofInstance,
  'memory-target': ofInstance,
  'http-requests': { ...ofRequests, aggregateBy: single(oneOf(['statusCode', 'host'])) },
  'http-latency': { ...ofRequests, quantile: single(between(0, 1)) },
  bandwidth: ofService,
  'bandwidth-sources': ofService,
  'disk-usage': { ...ofService, ...resolution },
  'disk-capacity': { ...ofService, ...resolution },
  'instance-count': { ...ofService, ...resolution },
  'active-connections': { ...ofDatabase, ...resolution },
  'replication-lag': { ...ofDatabase, ...resolution },
  'filters/application': { ...ofService, ...resolution },
  'filters/http': { ...ofService, ...resolution, host: repeated(text), statusCode: repeated(text) },
  'filters/path': { ...ofRequests, statusCode: repeated(text) },
}

export const metricsOperations = Object.entries(queries).map(([name, query]) =>
  operation('GET', `/metrics/${name}`, { query }, ({ world, query: given }) => {
    for (const id of [given.resource, given.service].flat())
      if (typeof id === 'string' && !isResource(world, id)) throw notFound(id)
    return ok(name === 'bandwidth-sources' ? { data: [] } : [])
  }),
)
