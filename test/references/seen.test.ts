/** Where a service's variables come from. */
import { describe, expect, test } from 'vitest'
import {
  audit,
  isHazard,
  type Live,
  listVariableHolders,
  readAllVariables,
  readSeenBy,
  type SeenVariable,
  seenBy,
} from '../../src/index.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const node = { type: 'worker', runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const variables = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }))
const group = (name: string, values: Readonly<Record<string, string>>) => ({
  name,
  envVars: variables(values),
})
const service = (name: string, groups: readonly string[], values: Readonly<Record<string, string>>) => ({
  ...node,
  name,
  envVars: [...groups.map((fromGroup) => ({ fromGroup })), ...variables(values)],
})

/** The groups come one after another: which of them is the youngest counts. */
const workspace = async (groups: readonly object[], ...services: readonly object[]): Promise<Bench> => {
  const it = bench()
  for (const each of groups) {
    expect(failures(await it.apply(JSON.stringify({ services: [], envVarGroups: [each] })))).toEqual([])
    await it.clock.sleep(1000)
  }
  expect(failures(await it.apply(JSON.stringify({ services })))).toEqual([])
  return it
}

const list = async ({ client, emulator }: Bench): Promise<Live> =>
  listVariableHolders(client, { id: emulator.ownerId, name: 'test' })

const scopes = async (it: Bench, address: string): Promise<readonly SeenVariable[]> => {
  const known = await list(it)
  const live = known.get(address)
  if (!live) throw new Error(`no ${address}`)
  await readSeenBy(it.client, known, live)
  return seenBy(known, known.get(address) ?? live)
}

const one = async (it: Bench, key: string) =>
  (await scopes(it, 'service/api')).find((each) => each.key === key)

describe('a variable of a service', () => {
  test('comes from the service, and masks its groups', async () => {
    const it = await workspace([group('g', { A: 'other' })], service('api', ['g'], { A: 'own' }))
    expect(await one(it, 'A')).toEqual({ key: 'A', from: 'service/api', masks: ['group/g'], equal: [] })
  })

  test('may be the same in its group: one of the two could go', async () => {
    const it = await workspace([group('g', { A: 'same' })], service('api', ['g'], { A: 'same' }))
    expect(await one(it, 'A')).toMatchObject({ masks: ['group/g'], equal: ['group/g'] })
  })

  test('comes from a group that it is linked to', async () => {
    const it = await workspace([group('g', { A: 'x' })], service('api', ['g'], {}))
    expect(await one(it, 'A')).toEqual({ key: 'A', from: 'group/g', masks: [], equal: [] })
  })

  test('does not come from a group that it is not linked to', async () => {
    const it = await workspace([group('g', { A: 'x' })], service('api', [], { B: 'y' }))
    expect(await one(it, 'A')).toBe(undefined)
  })

  test('comes from Render itself where nobody else has it', async () => {
    const it = await workspace([], service('api', [], { PORT: '8080' }))
    expect(await one(it, 'RENDER')).toMatchObject({ from: 'render' })
    expect(await one(it, 'PORT')).toMatchObject({ from: 'service/api' })
  })
})

describe('of two groups', () => {
  test('the youngest wins, and that is a hazard', async () => {
    const it = await workspace(
      [group('old', { A: 'x' }), group('new', { A: 'y' })],
      service('api', ['new', 'old'], {}),
    )
    const found = await one(it, 'A')
    expect(found).toEqual({ key: 'A', from: 'group/new', masks: ['group/old'], equal: [] })
    expect(found && isHazard(found, 'service/api')).toBe(true)
  })

  test('that agree it does not matter which one wins', async () => {
    const it = await workspace(
      [group('old', { A: 'x' }), group('new', { A: 'x' })],
      service('api', ['old', 'new'], {}),
    )
    const found = await one(it, 'A')
    expect(found).toMatchObject({ from: 'group/new', equal: ['group/old'] })
    expect(found && isHazard(found, 'service/api')).toBe(false)
  })

  test('none matters where the service has its own', async () => {
    const it = await workspace(
      [group('old', { A: 'x' }), group('new', { A: 'y' })],
      service('api', ['old', 'new'], { A: 'z' }),
    )
    const found = await one(it, 'A')
    expect(found && isHazard(found, 'service/api')).toBe(false)
  })
})

test('of a workspace, only the service and its groups are read', async () => {
  const it = await workspace(
    [group('g', { A: 'x' }), group('other', { A: 'y' })],
    service('api', ['g'], {}),
    service('web', ['other'], {}),
  )
  const from = it.sent.length
  await scopes(it, 'service/api')
  expect(it.sent.slice(from).map(({ path }) => path.replace(/[a-z]{3}-\w{20}/, 'id'))).toEqual([
    '/env-groups',
    '/services',
    '/workflows',
    '/services/id/env-vars',
    '/env-groups/id',
  ])
})

describe('an audit', () => {
  const place = () =>
    workspace(
      [group('shared', { TOKEN: 'one', TOKEN_OLD: 'x' })],
      service('api', ['shared'], {}),
      service('web', ['shared'], { TOKEN: 'two' }),
      service('jobs', [], { TOKEN: 'one' }),
    )
  const found = async (...patterns: readonly string[]) => {
    const it = await place()
    const known = await list(it)
    await readAllVariables(it.client, known)
    return audit(known, patterns)
  }

  test('tells who holds a key, who gets it, and where it is masked', async () => {
    expect(await found('TOKEN')).toEqual([
      {
        role: 'holder',
        key: 'TOKEN',
        address: 'group/shared',
        equal: ['service/jobs'],
        masks: [],
        heirs: ['service/api'],
        maskedIn: ['service/web'],
      },
      {
        role: 'holder',
        key: 'TOKEN',
        address: 'service/jobs',
        equal: ['group/shared'],
        masks: [],
        heirs: [],
        maskedIn: [],
      },
      {
        role: 'holder',
        key: 'TOKEN',
        address: 'service/web',
        equal: [],
        masks: ['group/shared'],
        heirs: [],
        maskedIn: [],
      },
      { role: 'inheritor', key: 'TOKEN', address: 'service/api', from: 'group/shared', masks: [] },
    ])
  })

  test('takes patterns', async () => {
    expect(new Set((await found('TOK*', 'NONE')).map(({ key }) => key))).toEqual(
      new Set(['TOKEN', 'TOKEN_OLD']),
    )
    expect(await found('NONE')).toEqual([])
  })

  test('concludes nothing of a service from groups where one of them may not be seen', async () => {
    let hidden = ''
    const it = bench({ intercept: ({ method, path }) => method === 'GET' && path === hidden && 403 })
    const services = [service('api', ['old', 'new'], {}), service('web', ['old'], {})]
    const envVarGroups = [group('old', { A: 'x' }), group('new', { A: 'y' })]
    expect(failures(await it.apply(JSON.stringify({ envVarGroups, services })))).toEqual([])
    const known = await list(it)
    hidden = `/env-groups/${known.get('group/new')?.record.id}`
    await readAllVariables(it.client, known)
    expect(known.unobserved().map(({ address }) => address)).toEqual(['group/new/env'])
    expect(audit(known, ['A'])).toMatchObject([
      { role: 'holder', address: 'group/old', heirs: ['service/web'] },
      { role: 'inheritor', address: 'service/web', from: 'group/old' },
    ])
  })

  test('shows no value', async () => {
    const text = JSON.stringify(await found('*'))
    expect(text).not.toMatch(/"(one|two|x)"/)
  })
})
