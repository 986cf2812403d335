/** A plan counts the very requests that its apply sends, and the time that the limits make them take. */
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/change.ts'
import { bucketOf, estimate } from '../../src/http/limits/index.ts'
import { type Plan, totals } from '../../src/index.ts'
import { plannedRequests } from '../../src/plan/requests.ts'
import { resolver } from '../../src/references/index.ts'
import { everything } from '../pull/everything.ts'
import { type Bench, bench, failures, secretsOf } from '../support/workspace.ts'

const secrets = secretsOf({ TOKEN: 'a token', GIVEN: 'a value' })

/** Writes by bucket; a service that is not there yet has no id to be counted under. */
const byBucket = (counts: Readonly<Record<string, number>>): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const [key, count] of Object.entries(counts)) {
    const [bucket = ''] = key.split(':')
    if (bucket !== 'get') sums[bucket] = (sums[bucket] ?? 0) + count
  }
  return sums
}

/** What a plan says that it sends, and what its apply then sends. */
const counted = async (it: Bench, text: string) => {
  const { plan } = await it.plan(text, { secrets })
  const before = it.sent.length
  expect(failures(await it.apply(text, { secrets }))).toEqual([])
  const sent = estimate(it.sent.slice(before), it.clock.now())
  return { planned: byBucket(plan.requests), sent: byBucket(sent.requests) }
}

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const service = (name: string, more: object) => ({ type: 'pserv', name, ...node, ...more })
const peer = (name: string) => ({ key: 'PEER', fromService: { type: 'pserv', name, property: 'host' } })
const file = (...services: readonly object[]) => JSON.stringify({ services })
const group = (value: string) => ({
  name: 'shared',
  envVars: [
    { key: 'A', value },
    { key: 'B', value: 'b' },
  ],
})
const placed = (environment: string, names: readonly string[]) =>
  JSON.stringify({
    projects: [
      {
        name: 'shop',
        environments: ['one', 'two'].map((name) => ({
          name,
          services: name === environment ? names.map((each) => service(each, {})) : [],
        })),
      },
    ],
  })

const empty = file()
const plain = file(service('a', { envVars: [{ key: 'A', value: 'a' }] }))

const host = { key: 'DB', fromDatabase: { name: 'main', property: 'host' } }
const circleOfMore = JSON.stringify({
  databases: [{ name: 'main' }],
  services: [
    service('a', { envVars: [peer('b'), host] }),
    service('b', { envVars: [peer('a'), host] }),
    service('c', { envVars: [peer('a')] }),
  ],
})

describe('a plan counts the requests of', () => {
  test.each<[string, string, string]>([
    ['a new service', empty, plain],
    ['nothing', plain, plain],
    ['everything', empty, everything],
    ['a circle whose members need others', empty, circleOfMore],
    ['a variable', plain, file(service('a', { envVars: [{ key: 'A', value: 'b' }] }))],
    ['a field', plain, file(service('a', { startCommand: 'npm run start' }))],
    ['a field that needs no deploy', plain, file(service('a', { buildFilter: { paths: ['src'] } }))],
    [
      'a field and two variables',
      plain,
      file(
        service('a', {
          startCommand: 'x',
          envVars: [
            { key: 'A', value: 'b' },
            { key: 'B', value: 'b' },
          ],
        }),
      ),
    ],
    ['a circle', empty, file(service('a', { envVars: [peer('b')] }), service('b', { envVars: [peer('a')] }))],
    [
      'a link',
      JSON.stringify({ envVarGroups: [group('a')] }),
      JSON.stringify({
        services: [service('a', { envVars: [{ fromGroup: 'shared' }] })],
        envVarGroups: [group('a')],
      }),
    ],
    [
      'a group that services are linked to',
      JSON.stringify({
        services: [service('a', { envVars: [{ fromGroup: 'shared' }] })],
        envVarGroups: [group('a')],
      }),
      JSON.stringify({
        services: [service('a', { envVars: [{ fromGroup: 'shared' }] })],
        envVarGroups: [group('b')],
      }),
    ],
    ['moves that share one', placed('one', ['a', 'b', 'c']), placed('two', ['a', 'b', 'c'])],
    ['a project with environments', empty, placed('one', [])],
    [
      'an environment of a project that is there',
      placed('one', []),
      placed('one', []).replace('"two"', '"three"'),
    ],
  ])('%s', async (_, before, after) => {
    const it = bench()
    expect(failures(await it.apply(before))).toEqual([])
    const { planned, sent } = await counted(it, after)
    expect(planned).toEqual(sent)
  })
})

test('a plan says how long the limits make it take', async () => {
  const many = file(...Array.from({ length: 21 }, (_, index) => service(`s${index}`, {})))
  const { plan } = await bench().plan(many)
  expect([plan.requests, plan.seconds]).toEqual([{ create: 21 }, 3600])
})

test('a plan that refuses counts nothing', async () => {
  const { plan } = await bench().plan(file(service('a', { envVars: [{ key: 'A', sync: false }] })))
  expect([plan.requests, plan.seconds]).toEqual([{}, 0])
})

describe('a change that no plan makes by itself', () => {
  const planned = async () => {
    const it = bench()
    expect(failures(await it.apply(plain))).toEqual([])
    const { plan, desired, known } = await it.plan(file({ ...service('a', {}), type: 'worker' }))
    const [replace] = plan.changes
    const live = known.get('service/a')
    if (!replace || !live) throw new Error('it was not made')
    const { kind, address } = live
    const remove: Change = { action: 'delete', kind, address, needs: [], live, destroysData: false }
    const around = { owner: 'tea-1', id: String, children: [], withParent: false }
    const requests = (change: Change) =>
      plannedRequests(change, around, resolver(desired, known, new Map()), () => false).map(
        (each) => `${each.method} ${bucketOf(each)}`,
      )
    return { plan, replace, remove, requests }
  }

  test('is counted as well', async () => {
    const { replace, remove, requests } = await planned()
    expect(requests(replace)).toEqual(['DELETE write', 'POST create'])
    expect(requests(remove)).toEqual(['DELETE write'])
  })

  test.each<[string, readonly ('replace' | 'remove')[], ReturnType<typeof totals>]>([
    ['a deletion', ['remove'], { add: 0, change: 0, destroy: 1 }],
    ['what is deleted and made anew', ['replace'], { add: 1, change: 0, destroy: 1 }],
    ['both', ['replace', 'remove'], { add: 1, change: 0, destroy: 2 }],
  ])('is summed up: %s', async (_, names, expected) => {
    const { plan, ...changes } = await planned()
    expect(totals({ ...plan, changes: names.map((name) => changes[name]) })).toEqual(expected)
  })
})

test.each<[string, string, ReturnType<typeof totals>]>([
  ['what is new', file(service('a', {}), service('b', {})), { add: 1, change: 0, destroy: 0 }],
  ['what changes', file(service('a', { startCommand: 'x' })), { add: 0, change: 1, destroy: 0 }],
  ['what stays', plain, { add: 0, change: 0, destroy: 0 }],
])('a plan sums up %s', async (_, text, expected) => {
  const it = bench()
  expect(failures(await it.apply(plain))).toEqual([])
  const plan: Plan = (await it.plan(text)).plan
  expect(totals(plan)).toEqual(expected)
})
