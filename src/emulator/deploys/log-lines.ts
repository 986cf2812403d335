import { listed } from '../operation/index.ts'
import type { ServiceEvent } from '../records/index.ts'
import { instanceIds, instantAt, microseconds, nanosOf } from '../records/index.ts'
import type { Param, Query } from '../request/index.ts'
import { badRequest, moment, notFound, oneOf, paging, repeated, single, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { isResource } from '../state/index.ts'
import { patternOf } from './log-patterns.ts'

/** Nothing runs here that could log, so the log of a service is made of what happened to it and to its instances. */

const labelFilters = {
  instance: repeated(text),
  host: repeated(text),
  statusCode: repeated(text),
  method: repeated(text),
  level: repeated(text),
  type: repeated(text),
  path: repeated(text),
}

/** The workflows and sandboxes of newer workspaces, which this one has none of: what is filtered by them is nothing. */
const absentFilters = {
  workflowService: repeated(text),
  workflowVersion: repeated(text),
  task: repeated(text),
  taskRun: repeated(text),
  sandbox: repeated(text),
}

/** Nanoseconds since the epoch: lines are cut into pages by their times, and no two may share one. */
const instant: Param<bigint> = single<bigint>((value, field) => {
  moment(value, field)
  return nanosOf(String(value))
})

export const logQuery = {
  ...labelFilters,
  ...absentFilters,
  text: repeated(text),
  limit: paging.limit,
  ownerId: single(text),
  resource: repeated(text),
  startTime: instant,
  endTime: instant,
  direction: single(oneOf(['forward', 'backward'])),
}

export type LogQuery = Query<typeof logQuery>

export interface Line {
  id: string
  message: string
  /** Nanoseconds since the epoch. */
  at: bigint
  labels: Record<string, string>
}

/** Whether there is anything of that id that has a log. */
export const hasLog = (world: World, id: string): boolean => isResource(world, id) || world.jobs.has(id)

const lineOf = ({ id, type, timestamp, serviceId }: ServiceEvent): Line => ({
  id,
  message: type,
  at: nanosOf(timestamp),
  labels: { resource: serviceId, level: 'info', type: 'build' },
})

const microsecond = 1000n

/** What each instance says once a deploy is live, a microsecond after the one before: no two lines may share a time. */
const instanceLines = (world: World, { id, timestamp, serviceId, details }: ServiceEvent): Line[] => {
  const service = world.services.get(serviceId)
  if (!service || details.deployStatus !== 'succeeded') return []
  return instanceIds(service).map((instance, index) => ({
    id: `${id}-${index}`,
    message: 'instance_started',
    at: nanosOf(timestamp) + BigInt(index + 1) * microsecond,
    labels: { resource: serviceId, instance, level: 'info', type: 'app' },
  }))
}

const linesOf = (world: World, ids: readonly string[]): Line[] =>
  ids.flatMap((id) => {
    if (!hasLog(world, id)) throw notFound(id)
    return world.events.by('service', id).flatMap((event) => [lineOf(event), ...instanceLines(world, event)])
  })

/** The labels that are told apart by patterns, as the text is; of the others a filter has whole values. */
const patterned = ['level', 'host', 'path'] as const

const labelsWanted = [...Object.keys(labelFilters), ...Object.keys(absentFilters)].filter(
  (name) => !patterned.some((other) => other === name),
) as (keyof typeof labelFilters | keyof typeof absentFilters)[]

/** Tells whether a value is one of those that a filter describes; without a filter any is. */
const filterOf = (written: readonly string[] | undefined, within = false) => {
  const tests = written?.map((each) => patternOf(each, within))
  return (value: string | undefined): boolean =>
    tests === undefined || (value !== undefined && tests.some((is) => is(value)))
}

const hour = 3_600_000n * 1_000_000n

/** The time that a query is about, both ends in it: the last hour unless it says otherwise. */
export const spanOf = (world: World, { startTime, endTime }: LogQuery) => {
  // All of this millisecond, beyond which the clock does not tell.
  const end = endTime ?? BigInt(Math.floor(world.moments.ms()) + 1) * 1_000_000n - 1n
  return { start: startTime ?? end - hour, end }
}

/** All lines that a query lets through, whenever they were, the oldest first. */
export const linesFor = (world: World, query: LogQuery): Line[] => {
  if (!query.ownerId || !query.resource)
    throw badRequest('invalid query parameter: ownerId and resource are required')
  world.owners.find(query.ownerId)
  const byLabel = patterned.map((name) => [name, filterOf(query[name])] as const)
  const byText = filterOf(query.text, true)
  return linesOf(world, query.resource)
    .filter(({ labels }) => labelsWanted.every((name) => listed(query[name], labels[name])))
    .filter(({ labels }) => byLabel.every(([name, passes]) => passes(labels[name])))
    .filter(({ message }) => byText(message))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

export const lineView = ({ id, message, at, labels }: Line) => ({
  id,
  message,
  timestamp: microseconds(instantAt(at)),
  labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
})
