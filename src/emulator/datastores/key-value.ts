import type { Operation } from '../operation/index.ts'
import {
  accepted,
  created,
  listed,
  madeWithin,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
  ownerView,
  wrapped,
} from '../operation/index.ts'
import type { KeyValue } from '../records/index.ts'
import { microseconds, nanoseconds, password } from '../records/index.ts'
import type { Checked } from '../request/index.ts'
import {
  commaList,
  growing,
  ipAllowList,
  keyValuePlans,
  maxmemoryPolicies,
  nextPlan,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  persistenceModes,
  planName,
  refuseRetired,
  region,
  text,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import { allowListView, nowhere, resumed, starting, statusOf, suspended } from './status.ts'

const view = (world: World, store: KeyValue, digits = microseconds) => ({
  id: store.id,
  name: store.name,
  plan: planName('keyValue', store.plan, world.choices.planNames),
  region: store.region,
  status: statusOf(world, store),
  version: '8.1.4',
  owner: ownerView(world.owners.find(store.ownerId)),
  // Flat on the way in, nested on the way out (API facts §1.9).
  options: { maxmemoryPolicy: store.maxmemoryPolicy, persistenceMode: store.persistenceMode },
  ipAllowList: allowListView(store),
  environmentId: store.environmentId,
  createdAt: digits(store.createdAt),
  updatedAt: digits(store.updatedAt),
})

/** Lists alone have the dashboard's address (API facts §1.9). */
const listView = (world: World) => (store: KeyValue) => ({
  ...view(world, store),
  dashboardUrl: `https://dashboard.render.com/r/${store.id}`,
})

const changeable = {
  maxmemoryPolicy: optional(growing(maxmemoryPolicies)),
  persistenceMode: optional(oneOf(persistenceModes)),
  ipAllowList: nullable(ipAllowList),
}
const createBody = object({
  ...changeable,
  name: nonEmpty,
  ownerId: nonEmpty,
  plan: growing(keyValuePlans),
  region: optional(region),
  environmentId: optional(text),
})
const patchBody = object({ ...changeable, name: optional(nonEmpty), plan: optional(growing(keyValuePlans)) })

const defaultPersistence = (plan: string) => (plan === 'free' ? 'off' : 'journal_snapshot')

const create = (world: World, input: Checked<typeof createBody>): KeyValue => {
  world.owners.find(input.ownerId)
  if (input.environmentId) world.environments.find(input.environmentId)
  refuseRetired('keyValue', input.plan, world.choices.legacy)
  const now = world.moments.now()
  return world.keyValues.put({
    id: world.newId('red'),
    ownerId: input.ownerId,
    name: input.name,
    plan: input.plan,
    region: input.region ?? 'oregon',
    environmentId: input.environmentId || undefined,
    ipAllowList: input.ipAllowList ?? [],
    createdAt: now,
    updatedAt: now,
    suspended: false,
    password: password(world.random),
    busy: starting(world, input.name, world.takes('keyValue')),
    // The default of the Blueprint's documentation: what the API does is not recorded.
    maxmemoryPolicy: input.maxmemoryPolicy ?? 'allkeys_lru',
    persistenceMode: input.persistenceMode ?? defaultPersistence(input.plan),
  })
}

/** Leaving the free plan without naming a mode turns persistence on (API facts §1.9). */
const persistenceAfter = (store: KeyValue, input: Checked<typeof patchBody>) => {
  const leavesFree = store.plan === 'free' && input.plan !== undefined && input.plan !== 'free'
  return input.persistenceMode ?? (leavesFree ? defaultPersistence('starter') : store.persistenceMode)
}

const change = (world: World, store: KeyValue, input: Checked<typeof patchBody>): void => {
  const persistenceMode = persistenceAfter(store, input)
  const plan = nextPlan('keyValue', store.plan, input.plan)
  const { name = store.name, maxmemoryPolicy = store.maxmemoryPolicy } = input
  const next = { name, plan, maxmemoryPolicy, persistenceMode }
  const moved = plan !== store.plan
  if (moved) refuseRetired('keyValue', plan, world.choices.legacy)
  const changed = Object.entries(next).some(([key, value]) => store[key as keyof typeof next] !== value)
  // A new ipAllowList alone does not move updatedAt (API facts §0, PATCH).
  world.keyValues.change(store, {
    ...next,
    ipAllowList: input.ipAllowList ?? store.ipAllowList,
    updatedAt: changed ? world.moments.now() : store.updatedAt,
    busy: moved ? starting(world, name, world.takes('keyValue')) : store.busy,
  })
}

const connectionInfo = ({ id, region, password: secret }: KeyValue, commandName: string) => {
  const host = `${region}-keyvalue.${nowhere}`
  return {
    internalConnectionString: `redis://${id}:6379`,
    externalConnectionString: `rediss://${id}:${secret}@${host}:6379`,
    // The recorded command begins with a space, which keeps it out of a shell's history.
    [commandName]: ` REDISCLI_AUTH=${secret} valkey-cli --user ${id} -h ${host} -p 6379 --tls`,
  }
}

/** One set of routes, for /key-value and for its older twin /redis: same ids, same data (API facts §1.9). */
const twin = (base: string, wrapper: string, commandName: string): Operation[] => {
  const one = `${base}/:keyValueId`
  const of = (world: World, id: string) => world.keyValues.find(id)
  return [
    operation(
      'GET',
      base,
      {
        query: {
          ...ownedList,
          name: commaList(text),
          region: commaList(region),
          environmentId: commaList(text),
        },
      },
      ({ world, query }) => {
        const owned = ownedBy(world, query.ownerId)
        const rows = world.keyValues
          .all()
          .filter(
            (store) =>
              owned(store) &&
              listed(query.name, store.name) &&
              listed(query.region, store.region) &&
              listed(query.environmentId, store.environmentId) &&
              madeWithin(store, query),
          )
        return ok(wrapped(wrapper, newestPage('key values', rows, query), listView(world)))
      },
    ),
    operation('POST', base, { body: createBody }, ({ world, body }) =>
      created({ ...view(world, create(world, body), nanoseconds), status: 'unknown' }),
    ),
    operation('GET', one, {}, ({ world, param }) => ok(view(world, of(world, param('keyValueId'))))),
    operation('PATCH', one, { body: patchBody }, ({ world, param, body }) => {
      const store = of(world, param('keyValueId'))
      change(world, store, body)
      return ok(view(world, store))
    }),
    operation('DELETE', one, {}, ({ world, param }) => {
      deleteKeyValue(world, of(world, param('keyValueId')))
      return noContent
    }),
    operation('GET', `${one}/connection-info`, {}, ({ world, param }) =>
      ok(connectionInfo(of(world, param('keyValueId')), commandName)),
    ),
    operation('POST', `${one}/suspend`, {}, ({ world, param }) => {
      const store = of(world, param('keyValueId'))
      world.keyValues.change(store, suspended(world, store))
      return accepted
    }),
    operation('POST', `${one}/resume`, {}, ({ world, param }) => {
      const store = of(world, param('keyValueId'))
      world.keyValues.change(store, resumed(world, store, world.takes('keyValue')))
      return accepted
    }),
  ]
}

export const deleteKeyValue = (world: World, { id }: KeyValue): void => {
  world.keyValues.remove(id)
  world.resourceLogStreams.remove(id)
}

export const keyValueOperations = [
  ...twin('/key-value', 'keyValue', 'cliCommand'),
  ...twin('/redis', 'redis', 'redisCLICommand'),
]
