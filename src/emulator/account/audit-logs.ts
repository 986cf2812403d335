import { newestPage, ok, operation, orderedPage, within, wrapped } from '../operation/index.ts'
import type { AuditLog, Owner } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import type { Query } from '../request/index.ts'
import { moment, notFound, oneOf, pageSize, paging, single } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { userIdOf } from './members.ts'

/** Who did what in a workspace, the newest first. All comes by the API, and so from the one person behind the key. */

const view = (world: World) => (log: AuditLog) => {
  const owner = world.owners.find(log.ownerId)
  return {
    id: log.id,
    timestamp: microseconds(log.timestamp),
    event: log.event,
    status: 'success',
    actor: { type: 'rest_api', email: owner.email, id: userIdOf(owner) },
    metadata: log.metadata,
  }
}

const query = {
  cursor: paging.cursor,
  limit: single(pageSize(1000)),
  startTime: single(moment),
  endTime: single(moment),
  direction: single(oneOf(['forward', 'backward'])),
}

const listed = (world: World, list: string, logs: readonly AuditLog[], given: Query<typeof query>) => {
  const rows = logs.filter(({ timestamp }) => within(timestamp, given.endTime, given.startTime))
  const page = given.direction === 'forward' ? orderedPage(list, rows, given) : newestPage(list, rows, given)
  return ok(wrapped('auditLog', page, view(world)))
}

/** Nothing tells what organization a workspace is of: all are of one, named after the first of them. */
const organizationOf = ([first]: readonly Owner[]) => first?.id.replace(/^[a-z]+-/, 'org-')

export const auditLogOperations = [
  operation('GET', '/owners/:ownerId/audit-logs', { query }, ({ world, param, query: given }) => {
    const { id } = world.owners.find(param('ownerId'))
    return listed(world, `audit logs of ${id}`, world.auditLogs.by('owner', id), given)
  }),
  operation('GET', '/organizations/:orgId/audit-logs', { query }, ({ world, param, query: given }) => {
    if (param('orgId') !== organizationOf(world.owners.all())) throw notFound(param('orgId'))
    return listed(world, 'audit logs of the organization', world.auditLogs.all(), given)
  }),
]
