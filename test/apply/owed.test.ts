/** What is written takes effect with a deploy: none is forgotten, whatever fails on the way to it. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { type Bench, bench, failures, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const file = (...services: readonly object[]) => JSON.stringify({ services })
const web = (more: object) => ({ type: 'web', name: 'api', ...node, ...more })
const level = (value: string) => ({ envVars: [{ key: 'LEVEL', value }] })

/** The statuses of a service's deploys, newest first. */
const deploysOf = async ({ client, emulator }: Bench, name: string): Promise<readonly string[]> => {
  const services = await client.list<{ id: string; name: string }>({ path: '/services', wrapper: 'service' })
  const id = services.find((service) => service.name === name)?.id ?? ''
  const deploys = await client.list<{ status: string }>({
    path: `/services/${id}/deploys`,
    wrapper: 'deploy',
  })
  expect(emulator.requests().length).toBeGreaterThan(0)
  return deploys.map(({ status }) => status)
}

const isDomain = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/custom-domains')
const events = async (list: AsyncIterable<ApplyEvent>) => {
  const all: ApplyEvent[] = []
  for await (const event of list) all.push(event)
  return all
}

describe('a deploy is started all the same', () => {
  test('when a later item of a changed service fails', async () => {
    const it = bench({
      intercept: ({ method, path }) =>
        method === 'PATCH' && path.startsWith('/notification-settings/overrides/s') && 400,
    })
    await it.apply(file(web(level('info'))))
    const before = (await deploysOf(it, 'api')).length
    const loud = { 'x-render-sync': { notifications: { send: 'all' } } }
    expect(failures(await it.apply(file(web({ ...level('debug'), ...loud }))))).toHaveLength(1)
    expect(await deploysOf(it, 'api')).toHaveLength(before + 1)
  })

  test('when the first one of a new service was cancelled for what then fails', async () => {
    const it = bench({ intercept: (request) => isDomain(request) && 402 })
    const text = JSON.stringify({
      services: [web({ domains: ['shop.example.com'], envVars: [{ fromGroup: 'shared' }] })],
      envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value: 'b' }] }],
    })
    expect(failures(await it.apply(text))).toHaveLength(1)
    expect((await deploysOf(it, 'api'))[0]).not.toBe('canceled')
  })

  test('when the apply is stopped after a variable was written', async () => {
    const stop = new AbortController()
    const it = bench({
      intercept: ({ method, path }) => {
        if (method === 'PUT' && path.includes('/env-vars/')) stop.abort(new Error('stop'))
        return false
      },
    })
    await it.apply(file(web(level('info'))))
    const before = (await deploysOf(it, 'api')).length
    await events(await it.start(file(web(level('debug'))), { signal: stop.signal }))
    expect(lines((await it.plan(file(web(level('debug'))))).plan)).toEqual([])
    expect(await deploysOf(it, 'api')).toHaveLength(before + 1)
  })

  test('when a service is skipped although its group has changed', async () => {
    let broken = false
    const it = bench({
      intercept: ({ method, path }) => broken && method === 'PATCH' && path.startsWith('/postgres/') && 400,
    })
    const text = (value: string, plan: string) =>
      JSON.stringify({
        services: [
          web({
            envVars: [
              { fromGroup: 'shared' },
              { key: 'DB', fromDatabase: { name: 'main', property: 'host' } },
            ],
          }),
        ],
        databases: [{ name: 'main', plan }],
        envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value }] }],
      })
    await it.apply(text('one', 'basic-256mb'))
    const before = (await deploysOf(it, 'api')).length
    broken = true
    expect(failures(await it.apply(text('two', 'pro-4gb')))).toContain('apply_skipped service/api')
    expect(await deploysOf(it, 'api')).toHaveLength(before + 1)
  })
})

test('a trigger whose answer is lost before it was carried out is sent again', async () => {
  let losses = 0
  const it = bench({
    intercept: ({ method, path }) => method === 'POST' && path.endsWith('/deploys') && losses++ === 0 && 502,
  })
  await it.apply(file(web(level('info'))))
  const before = (await deploysOf(it, 'api')).length
  expect(failures(await it.apply(file(web(level('debug')))))).toEqual([])
  expect(await deploysOf(it, 'api')).toHaveLength(before + 1)
})

test('a queued deploy that begins before the first look is found', async () => {
  const it = bench({ faults: [{ deploy: 'api', nth: 2, does: 'queue' }] })
  await it.apply(file(web(level('info'))))
  expect(failures(await it.apply(file(web(level('debug')))))).toEqual([])
})

test('a service that is resumed is waited for', async () => {
  const it = bench()
  await it.apply(file(web({ 'x-render-sync': { suspended: true } })))
  expect(failures(await it.apply(file(web({ 'x-render-sync': { suspended: false } }))))).toEqual([])
  expect((await deploysOf(it, 'api'))[0]).toBe('live')
})

describe('what comes to be during the apply', () => {
  test('a read replica can be referred to by a service of the same file', async () => {
    const it = bench()
    const text = JSON.stringify({
      services: [
        web({ envVars: [{ key: 'READ', fromDatabase: { name: 'reader', property: 'connectionString' } }] }),
      ],
      databases: [{ name: 'main', plan: 'pro-4gb', readReplicas: [{ name: 'reader' }] }],
    })
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })

  test('a value that Render makes up reaches the others of its circle', async () => {
    const it = bench()
    const pair = (more: readonly object[], other: readonly object[]) =>
      file(
        { type: 'pserv', name: 'a', ...node, envVars: other },
        {
          type: 'pserv',
          name: 'b',
          ...node,
          envVars: [{ key: 'Y', fromService: { name: 'a', type: 'pserv', property: 'host' } }, ...more],
        },
      )
    await it.apply(pair([], []))
    const text = pair(
      [{ key: 'SECRET', generateValue: true }],
      [{ key: 'X', fromService: { name: 'b', type: 'pserv', envVarKey: 'SECRET' } }],
    )
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})
