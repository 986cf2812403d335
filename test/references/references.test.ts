/** References to variables that a service has of its own, through its groups, or not at all. */
import { describe, expect, test } from 'vitest'
import { type Desired, narrow } from '../../src/index.ts'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'

const node = { type: 'worker', runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const link = (name: string) => ({ fromGroup: name })
const peer = (...envVars: readonly object[]) => ({ ...node, name: 'peer', envVars })
const group = (name: string, value: string) => ({ name, envVars: [{ key: 'LEVEL', value }] })
const api = {
  ...node,
  name: 'api',
  envVars: [{ key: 'OF_PEER', fromService: { type: 'worker', name: 'peer', envVarKey: 'LEVEL' } }],
}
const file = (services: readonly object[], envVarGroups: readonly object[] = []) =>
  JSON.stringify({ services, envVarGroups })

const applied = async (...texts: readonly string[]): Promise<Bench> => {
  const it = bench()
  for (const text of texts) {
    expect(failures(await it.apply(text))).toEqual([])
    await it.clock.sleep(1000)
  }
  return it
}

/** What the service has now, as the API tells it. */
const valueIn = async (it: Bench, service = 'api', key = 'OF_PEER'): Promise<unknown> => {
  const { known } = await it.plan(file([]))
  const path = `/services/${known.id(`service/${service}`)}/env-vars/${key}`
  return (await it.client.send<{ value: string }>({ method: 'GET', path })).value
}

const settles = async (it: Bench, text: string): Promise<unknown> => {
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
  return valueIn(it)
}

const shared = group('shared', 'of the group')

test('fromService of type dpg is a reference to a database', async () => {
  const fromService = { type: 'dpg', name: 'main', property: 'connectionString' }
  const text = JSON.stringify({
    databases: [{ name: 'main' }],
    services: [{ ...node, name: 'api', envVars: [{ key: 'OF_PEER', fromService }] }],
  })
  expect(await settles(bench(), text)).toMatch(/^postgresql:/)
})

describe('a reference to a variable that the service takes from a group', () => {
  test.each([
    ['all of it is new', [], file([api, peer(link('shared'))], [shared])],
    ['the group is there', [file([], [shared])], file([api, peer(link('shared'))])],
    ['the link is there', [file([peer(link('shared'))], [shared])], file([api, peer()])],
    ['the file has nothing of it', [file([peer(link('shared'))], [shared])], file([api])],
  ])('%s', async (_case, before, text) => {
    expect(await settles(await applied(...before), text)).toBe('of the group')
  })

  test('follows a change of the group in the same apply, after the group', async () => {
    const text = (value: string) => file([api, peer(link('shared'))], [group('shared', value)])
    const it = await applied(text('old'))
    expect(lines((await it.plan(text('new'))).plan)).toContain('  update service/api/env/OF_PEER')
    expect(await settles(it, text('new'))).toBe('new')
  })

  test('waits for what Render makes up for the group, though the file has no service in between', async () => {
    const it = await applied(file([peer(link('shared'))], [{ name: 'shared', envVars: [] }]))
    const made = { name: 'shared', envVars: [{ key: 'LEVEL', generateValue: true }] }
    expect(await settles(it, file([api], [made]))).toMatch(/^.{40,}$/)
  })

  test("takes a group's secret", async () => {
    const secret = { name: 'shared', envVars: [], 'x-render-sync': { secrets: ['LEVEL'] } }
    const it = bench()
    const text = file([api, peer(link('shared'))], [secret])
    const secrets = secretsOf({ 'shared/LEVEL': 'given' })
    expect(failures(await it.apply(text, { secrets }))).toEqual([])
    expect(await valueIn(it)).toBe('given')
  })

  test.each([
    ['declared', file([api, peer(link('shared'), { key: 'LEVEL', value: 'own' })], [shared])],
    ['live', file([api, peer(link('shared'))], [shared])],
  ])('gives way to a variable of the service: %s', async (_case, text) => {
    const it = await applied(file([peer({ key: 'LEVEL', value: 'own' })]))
    expect(await settles(it, text)).toBe('own')
  })

  test.each([
    [['older', 'younger'], 'of younger'],
    [['younger', 'older'], 'of older'],
  ])('of two groups the younger one wins: %s', async (names, value) => {
    const groups = names.map((name) => file([], [group(name, `of ${name}`)]))
    const it = await applied(...groups)
    expect(await settles(it, file([api, peer(link('older'), link('younger'))]))).toBe(value)
  })

  test('is refused where no group has it', async () => {
    const { plan } = await bench().plan(file([api, peer(link('shared'))], [{ name: 'shared', envVars: [] }]))
    expect(plan.problems.map(({ message }) => message)).toContain(
      'service/peer has no variable LEVEL, which service/api refers to as OF_PEER',
    )
  })

  test('reads the groups only where they count', async () => {
    const it = await applied(file([peer(link('shared'), { key: 'LEVEL', value: 'own' })], [shared]))
    const from = it.sent.length
    await it.plan(file([api]))
    expect(it.sent.slice(from).filter(({ path }) => path.startsWith('/env-groups/'))).toEqual([])
  })
})

describe('a reference to a variable that this run leaves as it is takes the live value', () => {
  const text = (value: string, extension: object = {}) =>
    file([api, { ...peer({ key: 'LEVEL', value }), ...extension }])
  const ignoring = { 'x-render-sync': { ignore: ['env/LEVEL'] } }
  const without = (exclude: string) => ({
    adjust: (desired: Desired) => narrow(desired, { excludes: [exclude] }).desired,
  })

  test('one that something else owns', async () => {
    const it = await applied(text('live'))
    expect(lines((await it.plan(text('of the file', ignoring))).plan)).toEqual([])
  })

  test.each(['service/peer', 'service/peer/env/LEVEL'])('without %s', async (address) => {
    const it = await applied(text('live'))
    expect(lines((await it.plan(text('of the file'), without(address))).plan)).toEqual([])
  })

  test('one that is not there is missing', async () => {
    const it = await applied(file([peer()]))
    const problems = async (wanted: string, options = {}) =>
      (await it.plan(wanted, options)).plan.problems.map(({ code }) => code)
    expect(await problems(text('of the file'))).toEqual([])
    expect(await problems(text('of the file', ignoring))).toEqual(['reference-property'])
    expect(await problems(text('of the file'), without('service/peer/env/LEVEL'))).toEqual([
      'reference-property',
    ])
  })

  test('a new service gets all that the file says', async () => {
    expect(await settles(bench(), text('of the file', ignoring))).toBe('of the file')
  })

  test('a link that is not made leads nowhere', async () => {
    const it = await applied(file([peer()], [shared]))
    const { plan } = await it.plan(file([api, peer(link('shared'))]), without('service/peer/group/shared'))
    expect(plan.problems.map(({ code }) => code)).toEqual(['reference-property'])
  })
})

describe('a reference to what is not there is one error', () => {
  const database = { databases: [{ name: 'main' }] }
  const text = (more: object) =>
    JSON.stringify({
      services: [
        { ...node, name: 'api', envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'host' } }] },
      ],
      ...more,
    })
  const errors = async (wanted: string, options = {}) =>
    (await bench().plan(wanted, options)).plan.problems.map(({ message }) => message)

  test('neither in the file nor in the workspace', async () => {
    expect(await errors(text({}))).toEqual([
      'service/api refers to database/main, which is neither in the file nor in the workspace',
    ])
  })

  test('left out', async () => {
    const adjust = (desired: Desired) => narrow(desired, { excludes: ['database/main'] }).desired
    expect(await errors(text(database), { adjust })).toEqual([
      'service/api refers to database/main, which is left out of this run, and not in the workspace',
    ])
  })
})
