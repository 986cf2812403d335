/** Between what is written of a service and its deploy there is nothing to wait for: who is killed in between leaves it stale. */
import { expect, test } from 'vitest'
import { type Bench, bench, failures, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const named = (name: string, envVars: readonly object[], more: object = {}) => ({
  type: 'pserv',
  name,
  ...node,
  envVars,
  ...more,
})
const host = (name: string) => ({ key: 'HOST', fromService: { type: 'pserv', name, property: 'host' } })
const shared = { fromGroup: 'shared' }

/** The writes of one run, in a word each; `live` where somebody saw that a deploy was. */
const writesIn = async (it: Bench, text: string) => {
  const before = it.sent.length
  const events = await it.apply(text)
  return { events, writes: it.sent.slice(before).flatMap(inWords) }
}

const inWords = ({ method, path }: Sent): readonly string[] => {
  if (method === 'GET') return /\/deploys\/dep-/.test(path) ? ['look'] : []
  if (path.endsWith('/deploys')) return ['deploy']
  const [, collection = '', , part = ''] = path.split('/')
  return [`${method} ${part === '' ? collection : part}`]
}

test('services of a changed group are deployed at once, also where one refers to the other', async () => {
  const it = bench()
  const text = (value: string) =>
    JSON.stringify({
      services: [named('a', [shared]), named('b', [shared, host('a')]), named('c', [shared, host('b')])],
      envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value }] }],
    })
  await it.apply(text('one'))
  const { events, writes } = await writesIn(it, text('two'))
  expect(failures(events)).toEqual([])
  expect(writes.filter((word) => word !== 'look').slice(0, 4)).toEqual([
    'PUT env-vars',
    'deploy',
    'deploy',
    'deploy',
  ])
  expect(writes.lastIndexOf('deploy')).toBeLessThan(writes.indexOf('look') + 3)
})

test('a service waits for the deploy of another one whose value it takes anew', async () => {
  const it = bench()
  const text = (value: string) =>
    JSON.stringify({
      services: [
        named('a', [{ key: 'LEVEL', value }]),
        named('b', [{ key: 'OF_A', fromService: { type: 'pserv', name: 'a', envVarKey: 'LEVEL' } }]),
        named('c', [host('b'), { key: 'OWN', value }]),
      ],
    })
  await it.apply(text('one'))
  const { events } = await writesIn(it, text('two'))
  expect(failures(events)).toEqual([])
  const order = events.flatMap((event) =>
    event.type === 'apply_start' || event.type === 'apply_complete' ? [`${event.type} ${event.address}`] : [],
  )
  // Nothing new comes from b to c.
  expect(order.indexOf('apply_start service/b')).toBeGreaterThan(order.indexOf('apply_complete service/a'))
  expect(order.indexOf('apply_start service/c')).toBeLessThan(order.indexOf('apply_complete service/a'))
})

test('each cron job is deployed before the next one is written: they share one limit', async () => {
  const it = bench({ limits: 'recorded' })
  const jobs = (value: string) =>
    JSON.stringify({
      services: Array.from({ length: 15 }, (_, index) => ({
        type: 'cron',
        name: `job-${index}`,
        schedule: '0 3 * * *',
        ...node,
        envVars: [{ key: 'LEVEL', value }],
      })),
    })
  await it.apply(jobs('info'))
  const { events, writes } = await writesIn(it, jobs('debug'))
  expect(failures(events)).toEqual([])
  expect(writes.filter((word) => word !== 'look')).toEqual(
    Array.from({ length: 15 }, () => ['PUT env-vars', 'deploy']).flat(),
  )
})

const withDatabase = (value: string, plan: string) =>
  JSON.stringify({
    services: [
      named('a', [shared, { key: 'DB', fromDatabase: { name: 'main', property: 'host' } }]),
      named('b', [shared]),
    ],
    databases: [{ name: 'main', plan }],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value }] }],
  })

test('a group is written when the databases of its services can be used', async () => {
  const it = bench()
  await it.apply(withDatabase('one', 'basic-256mb'))
  const { events, writes } = await writesIn(it, withDatabase('two', 'pro-4gb'))
  expect(failures(events)).toEqual([])
  expect(writes.filter((word) => word !== 'look')).toEqual([
    'PATCH postgres',
    'PUT env-vars',
    'deploy',
    'deploy',
  ])
})

test('a group does without a database that fails, and so do the services that have nothing of it', async () => {
  let broken = false
  const it = bench({
    intercept: ({ method, path }) => broken && method === 'PATCH' && path.startsWith('/postgres/') && 400,
  })
  await it.apply(withDatabase('one', 'basic-256mb'))
  broken = true
  const { events } = await writesIn(it, withDatabase('two', 'pro-4gb'))
  const ended = events.flatMap((event) =>
    'address' in event && !['apply_pending', 'apply_start', 'apply_progress'].includes(event.type)
      ? [`${event.type} ${event.address}`]
      : [],
  )
  expect(ended.sort()).toEqual([
    'apply_complete group/shared',
    'apply_complete service/b',
    'apply_errored database/main',
    'apply_owed service/a',
    'apply_skipped service/a',
  ])
})

test('a domain, which may wait for an hour, is written before what needs a deploy', async () => {
  const it = bench()
  const text = (value: string, more: object = {}) =>
    JSON.stringify({ services: [{ ...named('a', [{ key: 'A', value }], more), type: 'web' }] })
  await it.apply(text('one'))
  const { writes } = await writesIn(it, text('two', { domains: ['shop.example.com'], startCommand: 'run' }))
  expect(writes.filter((word) => word !== 'look')).toEqual([
    'POST custom-domains',
    'PATCH services',
    'PUT env-vars',
    'deploy',
  ])
})
