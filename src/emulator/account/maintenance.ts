import { accepted, listed, ok, operation, ownedBy, ownerFilter } from '../operation/index.ts'
import type { MaintenanceRun } from '../records/index.ts'
import { instantAt, microseconds, newestFirst } from '../records/index.ts'
import type { Checked } from '../request/index.ts'
import {
  badRequest,
  commaList,
  moment,
  nonEmpty,
  notFound,
  object,
  oneOf,
  optional,
  repeated,
  text,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import { findResource, isResource } from '../state/index.ts'

/** Maintenance of resources. Render schedules it, and no request of the API does: here it comes from beside the API. */

const states = ['scheduled', 'in_progress', 'user_fix_required', 'cancelled', 'succeeded', 'failed'] as const

const stateOf = (world: World, { scheduledAt }: MaintenanceRun): (typeof states)[number] => {
  const since = world.moments.ms() - scheduledAt
  if (since < 0) return 'scheduled'
  return since < world.takes('restart') ? 'in_progress' : 'succeeded'
}

const timeOf = (ms: number) => microseconds(instantAt(BigInt(Math.floor(ms)) * 1_000_000n))

const view = (world: World) => (run: MaintenanceRun) => ({
  id: run.id,
  type: run.type,
  scheduledAt: timeOf(run.scheduledAt),
  pendingMaintenanceBy: run.pendingMaintenanceBy === undefined ? undefined : timeOf(run.pendingMaintenanceBy),
  state: stateOf(world, run),
  resourceId: run.resourceId,
})

/** With what it was for, it is gone. */
const isThere = (world: World) => (run: MaintenanceRun) => isResource(world, run.resourceId)

const runOf = (world: World, id: string): MaintenanceRun => {
  const run = world.maintenanceRuns.find(id)
  if (!isThere(world)(run)) throw notFound(id)
  return run
}

/** One that is still to come; the others cannot be changed. */
const scheduledRun = (world: World, id: string): MaintenanceRun => {
  const run = runOf(world, id)
  const state = stateOf(world, run)
  if (state !== 'scheduled') throw badRequest(`maintenance run ${id} is ${state}`)
  return run
}

const body = object({
  resourceId: nonEmpty,
  type: optional(nonEmpty),
  scheduledAt: optional(moment),
  pendingMaintenanceBy: optional(moment),
})

const day = 86_400_000

const begin = (world: World, given: Checked<typeof body>): MaintenanceRun => {
  const { id: resourceId, ownerId } = findResource(world, given.resourceId)
  return world.maintenanceRuns.put({
    id: world.newId('mrn'),
    ownerId,
    resourceId,
    type: given.type ?? 'routine',
    scheduledAt: given.scheduledAt ?? world.moments.ms() + day,
    pendingMaintenanceBy: given.pendingMaintenanceBy,
  })
}

/** Schedules maintenance as Render would: for tomorrow, unless the body says another time. */
export const scheduleMaintenance = (world: World, given: unknown): ReturnType<ReturnType<typeof view>> =>
  view(world)(begin(world, body(given, '')))

const one = '/maintenance/:maintenanceRunID'

export const maintenanceOperations = [
  operation(
    'GET',
    '/maintenance',
    { query: { ...ownerFilter, resourceId: commaList(text), state: repeated(oneOf(states)) } },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = world.maintenanceRuns
        .all()
        .filter(isThere(world))
        .filter(
          (run) =>
            owned(run) &&
            listed(query.resourceId, run.resourceId) &&
            listed(query.state, stateOf(world, run)),
        )
      return ok(rows.sort(newestFirst).map(view(world)))
    },
  ),
  operation('GET', one, {}, ({ world, param }) => ok(view(world)(runOf(world, param('maintenanceRunID'))))),
  operation(
    'PATCH',
    one,
    { body: object({ scheduledAt: optional(moment) }) },
    ({ world, param, body: given }) => {
      const run = scheduledRun(world, param('maintenanceRunID'))
      const { scheduledAt = run.scheduledAt } = given
      if (scheduledAt >= (run.pendingMaintenanceBy ?? Number.POSITIVE_INFINITY))
        throw badRequest('invalid request: scheduledAt must be before pendingMaintenanceBy')
      world.maintenanceRuns.change(run, { scheduledAt })
      return accepted
    },
  ),
  operation('POST', `${one}/trigger`, {}, ({ world, param }) => {
    const run = scheduledRun(world, param('maintenanceRunID'))
    world.maintenanceRuns.change(run, { scheduledAt: world.moments.ms() })
    return accepted
  }),
]
