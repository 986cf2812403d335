import { badRequest, notFound } from './errors.ts'
import { listed, within } from './filters.ts'
import { ok, operation } from './operation.ts'
import { ownerOf } from './owners.ts'
import { isResource } from './placement.ts'
import type { Query } from './query.ts'
import { moment, paging, repeated, single } from './query.ts'
import type { ServiceEvent } from './service-record.ts'
import { microseconds } from './time.ts'
import { oneOf, text } from './validate.ts'
import type { World } from './world.ts'

/** Nothing runs here that could log, so the log of a service is made of what happened to it. */

const labelFilters = {
  instance: repeated(text),
  host: repeated(text),
  statusCode: repeated(text),
  method: repeated(text),
  level: repeated(text),
  type: repeated(text),
  path: repeated(text),
}

interface Line {
  event: ServiceEvent
  labels: Record<string, string>
}

const linesOf = (world: World, ids: readonly string[]): Line[] =>
  ids.flatMap((id) => {
    if (!isResource(world, id)) throw notFound(id)
    const events = world.state.services[id]?.events ?? []
    return events.map((event) => ({ event, labels: { resource: id, level: 'info', type: 'build' } }))
  })

const view = ({ event, labels }: Line) => ({
  id: event.id,
  message: event.type,
  timestamp: microseconds(event.timestamp),
  labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
})

const hour = 3_600_000

/** The workflows of newer workspaces, which this one has none of: what is filtered by them is nothing. */
const workflowFilters = {
  workflowService: repeated(text),
  workflowVersion: repeated(text),
  task: repeated(text),
  taskRun: repeated(text),
}

const logQuery = {
  ...labelFilters,
  ...workflowFilters,
  text: repeated(text),
  limit: paging.limit,
  ownerId: single(text),
  resource: repeated(text),
  startTime: single(moment),
  endTime: single(moment),
  direction: single(oneOf(['forward', 'backward'])),
}

const labelsWanted = [...Object.keys(labelFilters), ...Object.keys(workflowFilters)] as (
  | keyof typeof labelFilters
  | keyof typeof workflowFilters
)[]

/** All lines that a query lets through, the oldest first, and the time it is about. */
const linesFor = (world: World, query: Query<typeof logQuery>) => {
  if (!query.ownerId || !query.resource)
    throw badRequest('invalid query parameter: ownerId and resource are required')
  ownerOf(world, query.ownerId)
  const endTime = query.endTime ?? world.moments.ms()
  const startTime = query.startTime ?? endTime - hour
  const lines = linesOf(world, query.resource)
    .filter(({ event }) => within(event.timestamp, endTime + 1, startTime - 1))
    .filter(({ labels }) => labelsWanted.every((name) => listed(query[name], labels[name])))
    .filter(({ event }) => !query.text || query.text.some((part) => event.type.includes(part)))
    .sort((a, b) => (a.event.timestamp < b.event.timestamp ? -1 : 1))
  return { lines, startTime, endTime }
}

const labels = ['instance', 'host', 'statusCode', 'method', 'level', 'type'] as const

export const logOperations = [
  operation('GET', '/logs', { query: logQuery }, ({ world, query }) => {
    const { lines, startTime, endTime } = linesFor(world, query)
    if (query.direction !== 'forward') lines.reverse()
    const logs = lines.slice(0, query.limit ?? 20)
    return ok({
      hasMore: lines.length > logs.length,
      nextStartTime: new Date(startTime).toISOString(),
      nextEndTime: new Date(endTime).toISOString(),
      logs: logs.map(view),
    })
  }),
  operation('GET', '/logs/values', { query: { ...logQuery, label: single(oneOf(labels)) } }, (call) => {
    const { label } = call.query
    if (!label) throw badRequest('invalid query parameter: label is required')
    const { lines } = linesFor(call.world, call.query)
    const values = lines.flatMap((line) => line.labels[label] ?? [])
    return ok([...new Set(values)].slice(0, call.query.limit ?? 20))
  }),
]
