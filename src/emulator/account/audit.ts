import type { Operation } from '../operation/index.ts'
import { instantAt, newId } from '../records/index.ts'
import type { World } from '../state/index.ts'
import type { Asked, Happening } from './audit-events.ts'
import { auditEvents } from './audit-events.ts'

/** What requests leave in the audit log of their workspace. */

/** Entries kept of one workspace; the oldest go first. */
const kept = 10_000

/** The workspace of whatever has that id. */
const ownerOf = (world: World, id: string): string | undefined => {
  if (world.owners.has(id)) return id
  const { services, postgres, keyValues, envGroups, workflows, projects, webhooks } = world
  for (const table of [services, postgres, keyValues, envGroups, workflows, projects, webhooks]) {
    const owned = table.get(id)
    if (owned) return owned.ownerId
  }
  const within = world.environments.get(id)?.projectId ?? world.disks.get(id)?.serviceId
  return within === undefined ? undefined : ownerOf(world, within)
}

const named = ['ownerId', 'projectId', 'serviceId']

const workspaceOf = ({ world, params, body }: Asked): string | undefined => {
  const ids = [...Object.values(params), ...named.map((key) => Object(body)[key])]
  return ids.map((id) => (typeof id === 'string' ? ownerOf(world, id) : undefined)).find(Boolean)
}

const enter = (world: World, ownerId: string, { event, metadata }: Happening): void => {
  // Its own count, and no draw of chance: what is audited changes no other id and no other value.
  const count = { machine: world.seeds.ids.machine, counter: world.audited }
  const ms = world.moments.ms()
  world.audited++
  world.auditLogs.put({
    id: newId(count, 'aud', ms),
    ownerId,
    event,
    metadata,
    timestamp: instantAt(BigInt(Math.floor(ms)) * 1_000_000n),
    number: world.audited,
  })
  const own = world.auditLogs.ids('owner', ownerId)
  const [oldest = ''] = own
  if (own.size > kept) world.auditLogs.remove(oldest)
}

/** Looks at a request before it is carried out; what it returns is told of the answer, unless it is refused. */
export const auditing = ({ method, path }: Operation, asked: Asked): ((answer: unknown) => void) => {
  const row = method === 'GET' ? undefined : auditEvents[`${method} ${path}`]
  const ownerId = row && workspaceOf(asked)
  if (!row || !ownerId) return () => {}
  const tell = row(asked)
  return (answer) => {
    for (const happening of tell(answer)) enter(asked.world, ownerId, happening)
  }
}
