/** What a workspace has and no file can say is named when it is pulled, and asked for by nothing else. */
import { describe, expect, test } from 'vitest'
import type { PullOptions } from '../../src/pull/pull.ts'
import { type Bench, type BenchSettings, bench, failures, lines } from '../support/workspace.ts'
import { pulled } from './round-trip.ts'

const file = JSON.stringify({
  projects: [
    {
      name: 'shop',
      environments: [
        { name: 'live', services: [{ type: 'web', name: 'api', runtime: 'docker' }] },
        { name: 'test', databases: [{ name: 'main', plan: 'pro-4gb', readReplicas: [{ name: 'reader' }] }] },
      ],
    },
  ],
})

const made = async (settings: BenchSettings = {}): Promise<Bench> => {
  const it = bench(settings)
  const { client, emulator } = it
  const { ownerId } = emulator
  expect(failures(await it.apply(file))).toEqual([])
  const { known } = await it.plan(file)
  const dedicated = (name: string, environmentIds: readonly string[]) =>
    client.send({
      method: 'POST',
      path: '/dedicated-ips',
      body: { name, ownerId, region: 'oregon', environmentIds },
    })
  await dedicated('office', [])
  await dedicated('bank', [known.id('environment/shop/live')])
  const put = (path: string, body: unknown) => client.send({ method: 'PUT', path, body })
  await put(`/metrics-stream/${ownerId}`, {
    provider: 'DATADOG',
    url: 'https://metrics.example.com/?key=hidden-key',
    token: 'hidden-token',
  })
  await put(`/logs/streams/resource/${known.id('database/reader')}`, { setting: 'drop' })
  await client.send({
    method: 'PATCH',
    path: `/services/${known.id('service/api')}`,
    body: { serviceDetails: { cache: { profile: 'origin-controlled' } } },
  })
  return it
}

const left = (what: string) => `left out, for no file can say it: ${what}`
const ofWorkspace = [
  { message: left('the dedicated IPs office (oregon)') },
  { message: left('the metrics stream of the workspace (DATADOG)') },
]
const ofLive = [
  { address: 'service/api', message: left('its edge cache (origin-controlled)') },
  { address: 'environment/shop/live', message: left('the dedicated IPs bank (oregon)') },
]
const ofTest = [{ address: 'database/reader', message: left('its log stream') }]

const notesOf = async (options: PullOptions) => (await pulled(await made(), options)).notes
const sorted = (notes: readonly { message: string }[]) =>
  notes.toSorted((one, other) => (one.message < other.message ? -1 : 1))

test.each<[string, PullOptions, readonly { message: string }[]]>([
  ['everything', {}, [...ofWorkspace, ...ofLive, ...ofTest]],
  ['an environment', { within: ['environment/shop/live'] }, ofLive],
  ['another one', { within: ['environment/shop/test'] }, ofTest],
  ['a service', { resources: ['service/api'] }, ofLive.slice(0, 1)],
])('of %s', async (_, options, expected) => {
  expect(sorted(await notesOf(options))).toEqual(sorted(expected))
})

test('no note has what is nobody else’s business', async () => {
  const notes = JSON.stringify(await notesOf({}))
  for (const hidden of ['hidden-key', 'hidden-token', 'metrics.example.com'])
    expect(notes).not.toContain(hidden)
})

describe('what the key may not see', () => {
  const blind = (paths: RegExp) =>
    bench({ intercept: ({ method, path }) => method === 'GET' && paths.test(path) && 403 })

  test.each([
    ['dedicated-ip/*', /^\/dedicated-ips/],
    ['metrics-stream/*', /^\/metrics-stream\//],
    ['log-stream/*', /^\/logs\/streams\/owner\//],
    ['notifications/*', /^\/notification-settings\/owners\//],
  ])('%s is not observed, and all else is pulled', async (address, paths) => {
    const it = blind(paths)
    expect(failures(await it.apply(file))).toEqual([])
    const { known, text, notes } = await pulled(it)
    expect(known.unobserved()).toEqual([expect.objectContaining({ address })])
    expect(text).toContain('name: api')
    expect(notes).toEqual([])
  })

  test('parameters and log streams are not observed where they would stand', async () => {
    const secretive = { paths: /^$/ }
    const it = bench({
      intercept: ({ method, path }) => method === 'GET' && secretive.paths.test(path) && 403,
    })
    expect(failures(await it.apply(JSON.stringify({ databases: [{ name: 'main' }] })))).toEqual([])
    secretive.paths = /^\/(postgres\/[^/]+|logs\/streams\/resource)$/
    const { known, text } = await pulled(it)
    const unseen = known.unobserved().map(({ address }) => address)
    expect(unseen).toEqual(['database/main/logStream', 'database/main/parameters'])
    expect(text).toContain('name: main')
  })
})

test('a plan asks for none of it', async () => {
  const it = await made()
  const before = it.emulator.requests().length
  expect(lines((await it.plan(file)).plan)).toEqual([])
  const asked = it.emulator
    .requests()
    .slice(before)
    .map(({ path }) => path)
  expect(asked.filter((path) => /dedicated|stream|notification|\/postgres\//.test(path))).toEqual([])
})
