import { region } from '../request/checks.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { paging } from '../request/query.ts'
import { listOf, nonEmpty, nullable, object, optional, text } from '../request/validate.ts'
import type { DedicatedIp } from '../state/store.ts'
import { microseconds, millis, nanoseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownerFilter, ownerOf } from './owners.ts'

/** A set of addresses passes through these before it runs, the addresses coming with the third (API facts §1.11). */
const stages = ['CREATING', 'PENDING', 'CREATING'] as const

const progressOf = (world: World, set: DedicatedIp) => {
  const share = (world.moments.ms() - millis(set.createdAt)) / world.takes('dedicatedIp')
  const stage = Math.floor(share * stages.length)
  return { status: stages[stage] ?? 'RUNNING', assigned: stage >= 2 }
}

const view = (world: World, set: DedicatedIp, digits = microseconds) => {
  const { status, assigned } = progressOf(world, set)
  return {
    id: set.id,
    ownerId: set.ownerId,
    name: set.name,
    description: set.description,
    region: set.region,
    environmentIds: set.environmentIds,
    status,
    ips: assigned ? set.ips : [],
    createdAt: digits(set.createdAt),
    updatedAt: digits(set.updatedAt),
  }
}

const setOf = (world: World, id: string) => find(world.state.dedicatedIps, id)

const environmentsOf = (world: World, ids: readonly string[]) =>
  ids.map((id) => find(world.state.environments, id).id)

const changeable = { description: optional(text), environmentIds: nullable(listOf(text)) }

/** The blocks that are reserved for documentation: one address of each, as a set has three (Render's documentation). */
const blocks = ['192.0.2', '198.51.100', '203.0.113']

const newAddresses = (world: World) => blocks.map((block) => `${block}.${1 + world.random.below(254)}`)

const one = '/dedicated-ips/:dedicatedIpId'

export const dedicatedIpOperations = [
  operation('GET', '/dedicated-ips', { query: { ...paging, ...ownerFilter } }, ({ world, query }) => {
    const rows = Object.values(world.state.dedicatedIps).filter(ownedBy(world, query.ownerId))
    const page = newestPage('dedicated ips', rows, query)
    return ok(wrapped('dedicatedIp', page, (set) => view(world, set)))
  }),
  operation(
    'POST',
    '/dedicated-ips',
    { body: object({ ...changeable, name: nonEmpty, ownerId: nonEmpty, region }) },
    ({ world, body }) => {
      ownerOf(world, body.ownerId)
      const now = world.moments.now()
      const set: DedicatedIp = {
        id: world.newId('egs'),
        ownerId: body.ownerId,
        name: body.name,
        description: body.description ?? '',
        region: body.region,
        environmentIds: environmentsOf(world, body.environmentIds ?? []),
        ips: newAddresses(world),
        createdAt: now,
        updatedAt: now,
      }
      world.state.dedicatedIps[set.id] = set
      return created(view(world, set, nanoseconds))
    },
  ),
  operation('GET', one, {}, ({ world, param }) => ok(view(world, setOf(world, param('dedicatedIpId'))))),
  operation(
    'PATCH',
    one,
    { body: object({ ...changeable, name: optional(nonEmpty) }) },
    ({ world, param, body }) => {
      const set = setOf(world, param('dedicatedIpId'))
      set.environmentIds = environmentsOf(world, body.environmentIds ?? set.environmentIds)
      set.name = body.name ?? set.name
      set.description = body.description ?? set.description
      set.updatedAt = world.moments.now()
      return ok(view(world, set))
    },
  ),
  operation('DELETE', one, {}, ({ world, param }) => {
    delete world.state.dedicatedIps[setOf(world, param('dedicatedIpId')).id]
    return noContent
  }),
]
