/** How many answers a reading waits for, one after the other: whatever does not need another answer is asked for at once. */
import { expect, test } from 'vitest'
import { createClient, loadWish, openSession } from '../../src/index.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const api = { type: 'web', name: 'api', ...node }
const peer = { type: 'worker', name: 'peer', ...node }
const level = { key: 'LEVEL', value: 'info' }

const shop = (services: readonly object[], more = {}) => ({
  projects: [{ name: 'shop', environments: [{ name: 'production', services, ...more }] }],
})

const everything = shop(
  [
    {
      ...api,
      domains: ['api.example.com'],
      envVars: [
        level,
        { fromGroup: 'shared' },
        { key: 'DATABASE', fromDatabase: { name: 'main', property: 'connectionString' } },
        { key: 'CACHE', fromService: { type: 'keyvalue', name: 'cache', property: 'connectionString' } },
        { key: 'PEER', fromService: { type: 'worker', name: 'peer', envVarKey: 'LEVEL' } },
      ],
    },
    { ...peer, envVars: [level] },
    { type: 'keyvalue', name: 'cache', ipAllowList: [] },
  ],
  { databases: [{ name: 'main' }], envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value: '1' }] }] },
)

const ofPeer = { key: 'PEER', fromService: { type: 'worker', name: 'peer', envVarKey: 'A' } }

const latency = 1000

/** The seconds that a plan takes where each answer takes one. */
const trips = async ({ emulator, clock }: Bench, text: string): Promise<number> => {
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    concurrency: 100,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: async (url, init) => {
      await clock.sleep(latency)
      return emulator.fetch(new Request(url, init))
    },
  })
  const began = clock.now()
  const session = await openSession({ client, clock })
  await session.plan(loadWish([{ name: 'render.yaml', text }], { repo: 'https://github.com/acme/app' }))
  return (clock.now() - began) / latency
}

test.each([
  ['nothing is declared: workspaces, lists', {}, 2],
  ['environments: projects before them', shop([]), 3],
  ['all there is in a file: lists, and what is in them', everything, 3],
  [
    'what links and variables lead to: a service, and its group',
    { services: [{ ...api, name: 'new', envVars: [ofPeer] }] },
    4,
  ],
])('%s', async (_, file, expected) => {
  const it = bench()
  const linked = { ...everything, services: [] }
  expect(failures(await it.apply(JSON.stringify(linked)))).toEqual([])
  const peerLinked = { services: [{ ...peer, envVars: [{ fromGroup: 'shared' }] }] }
  expect(failures(await it.apply(JSON.stringify(peerLinked)))).toEqual([])
  expect(await trips(it, JSON.stringify(file))).toBe(expected)
})

test('a list of several pages holds nothing else back', async () => {
  const it = bench()
  const groups = Array.from({ length: 101 }, (_, index) => ({ name: `group-${index}`, envVars: [] }))
  const services = [{ ...api, envVars: [level], domains: ['api.example.com'] }]
  for (const envVarGroups of [groups.slice(50), groups]) {
    expect(failures(await it.apply(JSON.stringify({ services, envVarGroups })))).toEqual([])
    await it.clock.sleep(1000)
  }
  expect(await trips(it, JSON.stringify({ services }))).toBe(3)
})
