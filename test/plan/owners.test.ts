/** What a Blueprint that syncs by itself manages too: told by a plan, and not written by an apply. */
import { describe, expect, test } from 'vitest'
import type { State } from '../../src/emulator/index.ts'
import { apply, type PlanWishes, ProblemsError } from '../../src/index.ts'
import { type Bench, bench, errorsOf, failures, lines } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const level = (value: string) => ({ envVars: [{ key: 'LEVEL', value }] })
const file = (value: string, other = value) =>
  JSON.stringify({
    services: [
      { type: 'worker', name: 'jobs', ...node, ...level(value) },
      { type: 'worker', name: 'other', ...node, ...level(other) },
    ],
    databases: [{ name: 'main' }],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value }] }],
  })

interface Given {
  readonly name: string
  readonly autoSync?: boolean
  readonly of: (state: State) => readonly string[]
}

const idOf = (name: string) => (state: State) =>
  [
    ...Object.values(state.services).map(({ id, config }) => ({ id, name: config.name })),
    ...Object.values(state.postgres),
    ...Object.values(state.envGroups),
  ].flatMap((one) => (one.name === name ? [one.id] : []))

/** A workspace with what a file declares, of which Blueprints manage some. */
const workspace = async (blueprints: readonly Given[], live = file('one')): Promise<Bench> => {
  const before = bench()
  expect(failures(await before.apply(live))).toEqual([])
  const state = before.emulator.state()
  const rows = blueprints.map(({ name, autoSync = true, of }, index) => ({
    id: `exs-${String(index).padStart(20, '0')}`,
    ownerId: before.emulator.ownerId,
    name,
    repo: 'https://github.com/acme/infra',
    branch: 'main',
    path: 'render.yaml',
    autoSync,
    resourceIds: of(state),
  }))
  const from = { ...state, blueprints: Object.fromEntries(rows.map((row) => [row.id, row])) } as State
  return bench({ from, clock: before.clock, ownerId: before.emulator.ownerId })
}

const shop: Given = { name: 'shop', of: idOf('jobs') }

const told = async (it: Bench, text: string, wishes: PlanWishes = {}) => {
  const planned = await it.plan(text, { wishes })
  const { problems, blocked } = planned.plan
  return {
    planned,
    told: problems.flatMap(({ code, address }) => (code === 'two-owners' ? [address] : [])),
    blocked: blocked.map(({ code, address }) => `${code} ${address}`),
    asked: it.sent.filter(({ path }) => path.startsWith('/blueprints')).map(({ path }) => path),
  }
}

describe('a resource that an auto-syncing Blueprint manages', () => {
  test('is a warning in the plan, which can be applied only after all', async () => {
    const it = await workspace([shop])
    const { planned, told: addresses } = await told(it, file('two'))
    expect(addresses).toEqual(['service/jobs'])
    expect(errorsOf(planned)).toEqual([])
    const place = { address: 'service/jobs', at: { file: 'render.yaml', line: 1, column: 14 } }
    const owner =
      'the Blueprint "shop" (exs-00000000000000000000) manages it too, and syncs by itself from render.yaml of https://github.com/acme/infra'
    const todo =
      'Turn the auto-sync of one of them off, in the Dashboard or with PATCH /blueprints; with --ignore-blueprints an apply goes on all the same.'
    const problem = { ...place, todo }
    expect(planned.plan.problems).toEqual([
      { ...problem, code: 'two-owners', severity: 'warning', message: `service/jobs: ${owner}` },
    ])
    expect(planned.plan.blocked).toEqual([
      {
        ...problem,
        code: 'blueprint-owned',
        severity: 'error',
        message: `service/jobs is not changed: ${owner}`,
      },
    ])
    const { plan, ...sources } = planned
    expect(() => apply(plan, { client: it.client, ...sources })).toThrow(ProblemsError)
    expect(it.sent.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('is written with --ignore-blueprints, and told all the same', async () => {
    const it = await workspace([shop])
    const wishes = { ignoreBlueprints: true }
    expect(await told(it, file('two'), wishes)).toMatchObject({ told: ['service/jobs'], blocked: [] })
    expect(failures(await it.apply(file('two'), { wishes }))).toEqual([])
    expect(lines((await it.plan(file('two'))).plan)).toEqual([])
  })

  test('stands in the way where it is to be deleted', async () => {
    const it = await workspace([{ name: 'data', of: idOf('main') }, shop])
    const without = JSON.stringify({ ...JSON.parse(file('one')), databases: undefined })
    const { planned, blocked } = await told(it, without, {
      prune: ['databases'],
      pruneScope: 'workspace',
      confirmDestructive: true,
    })
    expect(blocked).toEqual(['blueprint-owned database/main'])
    expect(planned.plan.blocked[0]).not.toHaveProperty('at')
  })

  test('stands in no way where it does not change', async () => {
    const it = await workspace([shop])
    expect(await told(it, file('one', 'two'))).toMatchObject({
      told: ['service/jobs'],
      blocked: expect.not.arrayContaining([expect.stringContaining('jobs')]),
    })
  })

  test('may be a database or a group, of several Blueprints', async () => {
    const it = await workspace([
      { name: 'data', of: idOf('main') },
      { name: 'shared', of: idOf('shared') },
    ])
    expect(await told(it, file('two'))).toMatchObject({
      told: ['database/main', 'group/shared'],
      blocked: ['blueprint-owned group/shared'],
      asked: ['/blueprints', '/blueprints/exs-00000000000000000001', '/blueprints/exs-00000000000000000000'],
    })
  })
})

describe('nothing is said', () => {
  test('of a Blueprint that syncs only when it is told to, and its resources are not read', async () => {
    const it = await workspace([{ ...shop, autoSync: false }])
    expect(await told(it, file('two'))).toMatchObject({ told: [], blocked: [], asked: ['/blueprints'] })
  })

  test('of what the file does not declare', async () => {
    const it = await workspace([{ name: 'shop', of: idOf('other') }])
    const alone = JSON.stringify({ services: [{ type: 'worker', name: 'jobs', ...node, ...level('two') }] })
    expect(await told(it, alone)).toMatchObject({ told: [], blocked: [] })
  })

  test('and nothing is asked where nothing that is declared is live', async () => {
    const it = await workspace([shop])
    const fresh = JSON.stringify({ services: [{ type: 'worker', name: 'new', ...node }], projects: [] })
    expect(await told(it, fresh)).toMatchObject({ told: [], blocked: [], asked: [] })
  })
})

test('who may not see Blueprints goes on without, and it is told', async () => {
  const state = (await workspace([shop])).emulator.state()
  const it = bench({
    from: state,
    intercept: ({ path }) => path.startsWith('/blueprints') && 403,
  })
  const { planned, told: addresses, blocked } = await told(it, file('two'))
  expect([addresses, blocked, errorsOf(planned)]).toEqual([[], [], []])
  expect(planned.plan.unobserved).toMatchObject([{ address: 'blueprint/*', where: 'GET /blueprints' }])
})

test('a Blueprint that is disconnected while it is read has nothing', async () => {
  const state = (await workspace([shop])).emulator.state()
  const it = bench({ from: state, intercept: ({ path }) => /^\/blueprints\/./.test(path) && 404 })
  expect(await told(it, file('two'))).toMatchObject({ told: [], blocked: [] })
})
