import { created, noContent, ok, operation, ownedBy, ownerFilter } from '../operation/index.ts'
import type { DedicatedIp } from '../records/index.ts'
import { microseconds, millis, nanoseconds, newestFirst } from '../records/index.ts'
import { listOf, nonEmpty, nullable, object, optional, region, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** A set of addresses passes through these before it runs, the addresses coming with the second (API facts §1.11). */
const stages = ['PENDING', 'PENDING', 'CREATING'] as const

const progressOf = (world: World, set: DedicatedIp) => {
  const share = (world.moments.ms() - millis(set.createdAt)) / world.takes('dedicatedIp')
  const stage = Math.floor(share * stages.length)
  return { status: stages[stage] ?? 'RUNNING', ips: stage >= 1 ? set.ips : [] }
}

const view = (world: World, set: DedicatedIp, digits = microseconds) => {
  const { status, ips } = progressOf(world, set)
  return {
    id: set.id,
    ownerId: set.ownerId,
    name: set.name,
    description: set.description,
    region: set.region,
    environmentIds: set.environmentIds,
    status,
    ips,
    createdAt: digits(set.createdAt),
    updatedAt: digits(set.updatedAt),
  }
}

const setOf = (world: World, id: string) => world.dedicatedIps.find(id)

const environmentsOf = (world: World, ids: readonly string[]) =>
  ids.map((id) => world.environments.find(id).id)

const changeable = { description: optional(text), environmentIds: nullable(listOf(text)) }

/** The blocks that are reserved for documentation: one address of each, as a set has three (Render's documentation). */
const blocks = ['192.0.2', '198.51.100', '203.0.113']

const newAddresses = (world: World) => blocks.map((block) => `${block}.${1 + world.random.below(254)}`)

const one = '/dedicated-ips/:dedicatedIpId'

export const dedicatedIpOperations = [
  // Without wrappers, cursors and pages, as the document has it.
  operation('GET', '/dedicated-ips', { query: ownerFilter }, ({ world, query }) => {
    const rows = world.dedicatedIps.all().filter(ownedBy(world, query.ownerId))
    return ok(rows.sort(newestFirst).map((set) => view(world, set)))
  }),
  operation(
    'POST',
    '/dedicated-ips',
    { body: object({ ...changeable, name: nonEmpty, ownerId: nonEmpty, region }) },
    ({ world, body }) => {
      world.owners.find(body.ownerId)
      const now = world.moments.now()
      const set = world.dedicatedIps.put({
        id: world.newId('egs'),
        ownerId: body.ownerId,
        name: body.name,
        description: body.description ?? '',
        region: body.region,
        environmentIds: environmentsOf(world, body.environmentIds ?? []),
        ips: newAddresses(world),
        createdAt: now,
        updatedAt: now,
      })
      // Not yet pending, in this answer alone (API facts §1.11).
      return created({ ...view(world, set, nanoseconds), status: 'CREATING' })
    },
  ),
  operation('GET', one, {}, ({ world, param }) => ok(view(world, setOf(world, param('dedicatedIpId'))))),
  operation(
    'PATCH',
    one,
    { body: object({ ...changeable, name: optional(nonEmpty) }) },
    ({ world, param, body }) => {
      const set = setOf(world, param('dedicatedIpId'))
      world.dedicatedIps.change(set, {
        environmentIds: environmentsOf(world, body.environmentIds ?? set.environmentIds),
        name: body.name ?? set.name,
        description: body.description ?? set.description,
        updatedAt: world.moments.now(),
      })
      return ok(view(world, set))
    },
  ),
  operation('DELETE', one, {}, ({ world, param }) => {
    world.dedicatedIps.remove(setOf(world, param('dedicatedIpId')).id)
    return noContent
  }),
]
