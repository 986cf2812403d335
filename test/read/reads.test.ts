/** How many requests a plan may send (API facts §7). */
import { expect, test } from 'vitest'
import { narrow } from '../../src/index.ts'
import { bench, failures } from '../support/workspace.ts'

const each = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i))
const git = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const variables = { envVars: [{ key: 'LEVEL', value: 'info' }] }

const fifty = {
  services: [
    ...each(20, (i) => ({
      type: 'web',
      name: `web-${i}`,
      ...git,
      ...variables,
      domains: [`d${i}.example.com`],
    })),
    ...each(5, (i) => ({
      type: 'web',
      name: `site-${i}`,
      runtime: 'static',
      staticPublishPath: 'out',
      ...variables,
      domains: [`s${i}.example.com`],
      headers: [{ path: '/*', name: 'X-Frame-Options', value: 'DENY' }],
      routes: [{ type: 'rewrite', source: '/*', destination: '/index.html' }],
    })),
    ...each(15, (i) => ({ type: 'worker', name: `worker-${i}`, ...git, ...variables })),
    ...each(10, (i) => ({
      type: 'cron',
      name: `cron-${i}`,
      schedule: '0 * * * *',
      ...git,
      envVars: [
        { fromGroup: `group-${i}` },
        ...(i < 3
          ? [
              { key: 'DB', fromDatabase: { name: `db-${i}`, property: 'connectionString' } },
              { key: 'KV', fromService: { type: 'keyvalue', name: `kv-${i}`, property: 'host' } },
            ]
          : []),
      ],
    })),
    ...each(3, (i) => ({ type: 'keyvalue', name: `kv-${i}`, ipAllowList: [] })),
  ],
  databases: each(3, (i) => ({ name: `db-${i}` })),
  envVarGroups: each(10, (i) => ({ name: `group-${i}`, ...variables })),
}

test('a plan of 50 services sends at most 152 GETs, one of them for the deploys of each and one for the Blueprints, and one per database whose connection string is referred to', async () => {
  const { apply, plan, emulator } = bench()
  const text = JSON.stringify(fifty)
  expect(failures(await apply(text))).toEqual([])
  const before = emulator.requests().length
  await plan(text)
  const sent = emulator.requests().slice(before)
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
  expect(sent.length).toBeLessThanOrEqual(101 + 50 + 1 + 3)
})

test('the newest deploys of a service are one read, which a suspended one, a part of one and whoever asks for none do without', async () => {
  const { apply, plan, emulator } = bench()
  const [first, second] = fifty.services
  const text = JSON.stringify({ services: [first, { ...second, 'x-render-sync': { suspended: true } }] })
  await apply(text)
  const readsOf = async (options?: Parameters<typeof plan>[1]) => {
    const before = emulator.requests().length
    await plan(text, options)
    return emulator
      .requests()
      .slice(before)
      .flatMap(({ path, query }) => (path.endsWith('/deploys') ? [query] : []))
  }
  expect(await readsOf()).toEqual(['limit=2'])
  expect(await readsOf({ wishes: { skipDeploys: true } })).toEqual([])
  const targets = ['service/web-0/env/LEVEL']
  expect(await readsOf({ adjust: (desired) => narrow(desired, { targets }).desired })).toEqual([])
})

test('nothing is read that the file does not declare', async () => {
  const { apply, plan, emulator } = bench()
  await apply(JSON.stringify({ services: fifty.services.slice(0, 20) }))
  const before = emulator.requests().length
  await plan(JSON.stringify({ services: [{ type: 'web', name: 'web-0', ...git }] }))
  const paths = emulator
    .requests()
    .slice(before)
    .map(({ path }) => path)
  expect(paths.filter((path) => /env-vars|custom-domains|projects|environments/.test(path))).toEqual([])
})

test('no list is read twice', async () => {
  const { apply, plan, emulator } = bench()
  const text = JSON.stringify(fifty)
  await apply(text)
  const before = emulator.requests().length
  await plan(text)
  const urls = emulator
    .requests()
    .slice(before)
    .map(({ path, query }) => `${path}?${JSON.stringify(query)}`)
  expect(new Set(urls).size).toBe(urls.length)
})
