/** No second one of anything: what somebody else makes meanwhile, and what two applies make at once. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import type { Emulator, Fault } from '../../src/emulator/index.ts'
import { type Bench, bench, collect, errorsOf, failures, secretsOf } from '../support/workspace.ts'

const secrets = secretsOf({ 'hub/authToken': 'hidden-1' })

/** Something of each kind that the API makes two of under one name. */
const everything = JSON.stringify({
  databases: [{ name: 'main', plan: 'basic-256mb' }],
  services: [{ type: 'keyvalue', name: 'cache', plan: 'starter', ipAllowList: [] }],
  envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value: 'a' }] }],
  projects: [{ name: 'shop', environments: [{ name: 'production' }] }],
  'x-render-sync': {
    webhooks: [{ name: 'hook', url: 'https://hooks.example.com/deploys' }],
    registryCredentials: [{ name: 'hub', registry: 'docker', username: 'me' }],
  },
})

const collections = {
  '/postgres': 'postgres',
  '/key-value': 'keyValues',
  '/env-groups': 'envGroups',
  '/projects': 'projects',
  '/webhooks': 'webhooks',
  '/registrycredentials': 'registryCredentials',
} as const

const countsOf = (emulator: Emulator): Record<string, number> => {
  const state = emulator.state() as unknown as Record<string, Record<string, unknown>>
  return Object.fromEntries(
    Object.values(collections).map((name) => [name, Object.keys(state[name] ?? {}).length]),
  )
}
const oneEach = Object.fromEntries(Object.values(collections).map((name) => [name, 1]))

const codes = (events: readonly ApplyEvent[]) =>
  events.flatMap((event) => (event.type === 'apply_errored' ? [event.problem.code] : []))

const settled = async (it: Bench) => {
  it.emulator.setFaults([])
  expect(failures(await it.apply(everything, { secrets }))).toEqual([])
  expect(countsOf(it.emulator)).toEqual(oneEach)
}

describe('two first applies at once', () => {
  test.each(['none', 'recorded'] as const)('latency %s: one of each is left', async (latency) => {
    const it = bench({ latency })
    const begin = () => it.start(everything, { secrets })
    const runs = await Promise.all([begin(), begin()])
    const [one = [], other = []] = await Promise.all(runs.map(collect))
    expect(countsOf(it.emulator)).toEqual(oneEach)
    const said = [...codes(one), ...codes(other)]
    expect(said).toHaveLength(Object.keys(collections).length)
    expect(new Set(said)).toEqual(new Set(['changed-meanwhile']))
    await settled(it)
  })
})

describe.each(Object.keys(collections))('%s', (path) => {
  const create = { request: `POST ${path}`, nth: 1 } as const
  const faults: [string, Fault][] = [
    [
      'a gateway gives up, and it is made 4 s later',
      { ...create, does: 'answer', status: 502, worksAfter: 4000 },
    ],
    ['503, and it is made', { ...create, does: 'answer', status: 503, retryAfter: 2, after: 'work' }],
    ['the answer is lost', { ...create, does: 'reset', after: 'work' }],
    ['an empty success, and it is made', { ...create, does: 'answer', status: 201, text: '', after: 'work' }],
    ['{}, and it is made', { ...create, does: 'answer', status: 201, text: '{}', after: 'work' }],
    ['an empty success, and it is not made', { ...create, does: 'answer', status: 201, text: '' }],
    ['503, and it is not made', { ...create, does: 'answer', status: 503, retryAfter: 2 }],
  ]
  test.each(faults)('%s: one is left, and the apply is done', async (_, fault) => {
    const it = bench({ faults: [fault] })
    expect(failures(await it.apply(everything, { secrets }))).toEqual([])
    expect(countsOf(it.emulator)).toEqual(oneEach)
  })

  test('a list that says for ever that there is nothing doubles nothing', async () => {
    const it = bench()
    await it.apply(everything, { secrets })
    it.emulator.setFaults([{ request: `GET ${path}`, does: 'answer', status: 200, text: '[]' }])
    expect(codes(await it.apply(everything, { secrets }))).toEqual(['bad-answer'])
    await settled(it)
  })

  test('a list that says once that there is nothing doubles nothing', async () => {
    const it = bench()
    await it.apply(everything, { secrets })
    it.emulator.setFaults([{ request: `GET ${path}`, nth: 1, does: 'answer', status: 200, text: '[]' }])
    expect(codes(await it.apply(everything, { secrets }))).toEqual(['changed-meanwhile'])
    await settled(it)
  })
})

test('where the older one is ours, the other one is waited for, and both are told if it stays', async () => {
  const file = JSON.stringify({ envVarGroups: [{ name: 'shared', envVars: [] }] })
  let made = false
  const it: Bench = bench({
    // Somebody else makes one right behind ours, and keeps it.
    intercept: ({ method, path }) => {
      if (method === 'POST' && path === '/env-groups' && !made) {
        made = true
        void makeGroup(it)
      }
      return false
    },
  })
  const events = await it.apply(file)
  expect(codes(events)).toEqual(['ambiguous-identity'])
  expect(failures(events)[0]).toMatch(
    /^group\/shared is there more than once: ours \(evg-\w+, made .*\), and somebody else's \(evg-/,
  )
})

test('a name with a comma cannot be asked for: a lost create is found all the same', async () => {
  const it = bench({ faults: [{ request: 'POST /env-groups', nth: 1, does: 'reset', after: 'work' }] })
  const file = JSON.stringify({ envVarGroups: [{ name: 'one, two', envVars: [] }] })
  expect(failures(await it.apply(file))).toEqual([])
  expect(Object.keys(it.emulator.state().envGroups)).toHaveLength(1)
})

const makeGroup = ({ emulator, client }: Bench) =>
  client.send({
    method: 'POST',
    path: '/env-groups',
    body: { name: 'shared', ownerId: emulator.ownerId, envVars: [] },
  })

describe('what is double all the same', () => {
  const group = JSON.stringify({
    envVarGroups: [{ name: 'shared', envVars: [] }],
    services: [{ type: 'worker', name: 'jobs', runtime: 'docker', envVars: [{ fromGroup: 'shared' }] }],
  })

  test('is told with ids and ages, which one is empty, and who refers to the other', async () => {
    const it = bench()
    await it.apply(group)
    await it.clock.sleep(60_000)
    await makeGroup(it)
    const [old = '', young = ''] = Object.keys(it.emulator.state().envGroups).sort()
    const [problem] = errorsOf(await it.plan(group))
    expect(problem).toMatchObject({ code: 'ambiguous-identity', address: 'group/shared' })
    expect(problem?.message).toMatch(
      new RegExp(
        `^group/shared is ambiguous: the workspace has ${old} \\(made 2026-\\S+; it belongs with service/jobs\\) and ${young} \\(made 2026-\\S+; nothing refers to it\\) under this name$`,
      ),
    )
    expect(problem?.todo).toBe(`Delete or rename ${young}, which nothing refers to.`)
  })

  test('a project counts by what stands in its environments', async () => {
    const it = bench()
    const file = JSON.stringify({
      projects: [
        {
          name: 'shop',
          environments: [{ name: 'production', databases: [{ name: 'main', plan: 'basic-256mb' }] }],
        },
      ],
    })
    await it.apply(file)
    const body = {
      name: 'shop',
      ownerId: it.emulator.ownerId,
      environments: [{ name: 'production', protectedStatus: 'unprotected', networkIsolationEnabled: false }],
    }
    const { id } = await it.client.send<{ id: string }>({ method: 'POST', path: '/projects', body })
    const [problem] = errorsOf(await it.plan(file))
    expect(problem?.message).toMatch(
      /it belongs with database\/main\) and prj-\w+ \(made \S+; nothing refers to it\)/,
    )
    expect(problem?.todo).toBe(
      `Delete or rename ${id}, which nothing refers to. Look first whether there is data in it.`,
    )
  })
})
