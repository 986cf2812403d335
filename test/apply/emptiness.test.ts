/** A project or an environment takes all in it along: it is deleted only where a look right before finds nothing. */
import { expect, test } from 'vitest'
import { apply } from '../../src/apply/index.ts'
import { type Change, isDeclared } from '../../src/change.ts'
import type { Planned } from '../../src/index.ts'
import { type Bench, type BenchSettings, bench, collect, failures } from '../support/workspace.ts'

const cache = '          - { type: keyvalue, name: cache, plan: starter, ipAllowList: [] }\n'
const file = (inside = '') => `
projects:
  - name: shop
    environments:
      - name: live
        services: ${inside === '' ? '[]' : `\n${inside}`}
      - name: test
services:
  - { type: keyvalue, name: other, plan: starter, ipAllowList: [] }
`

/** The plan with these to be deleted, in this order, and nothing else to do. */
const deleting = ({ plan }: Planned, ...addresses: readonly string[]) => {
  const changes = plan.changes.flatMap((change): readonly Change[] => {
    if (!isDeclared(change) || change.action === 'create') return [change]
    const { kind, live, address } = change
    const at = addresses.indexOf(address)
    if (at < 0) return [change]
    return [{ action: 'delete', kind, address, live, needs: addresses.slice(0, at), destroysData: true }]
  })
  return { ...plan, changes, sets: addresses.map((address) => [address]) }
}

const settled = async (text: string, settings: BenchSettings = {}): Promise<Bench> => {
  const it = bench(settings)
  expect(failures(await it.apply(text))).toEqual([])
  return it
}

const deleted = async (it: Bench, planned: Planned, ...addresses: readonly string[]) => {
  const { client, clock } = it
  const { desired, known } = planned
  return failures(await collect(apply(deleting(planned, ...addresses), { client, clock, desired, known })))
}

const names = ({ emulator }: Bench) => {
  const { projects, environments, keyValues } = emulator.state()
  return [projects, environments, keyValues].map((rows) =>
    Object.values(rows)
      .map(({ name }) => name)
      .sort(),
  )
}

const all = [['shop'], ['live', 'test'], ['cache', 'other']]

test('an environment that is empty goes, and what stands elsewhere stays', async () => {
  const it = await settled(file(cache))
  expect(await deleted(it, await it.plan(file(cache)), 'environment/shop/test')).toEqual([])
  expect(names(it)).toEqual([['shop'], ['live'], ['cache', 'other']])
})

test('one that has something in it stays, with all of it, and that is named', async () => {
  const it = await settled(file(cache))
  const said = await deleted(it, await it.plan(file(cache)), 'environment/shop/live')
  expect(said).toEqual([
    expect.stringMatching(
      /^environment\/shop\/live is not deleted: keyvalue\/cache \(red-\w+\) would go with it$/,
    ),
  ])
  expect(names(it)).toEqual(all)
})

test('one whose contents this apply has deleted before goes', async () => {
  const it = await settled(file(cache))
  const planned = await it.plan(file(cache))
  expect(await deleted(it, planned, 'keyvalue/cache', 'environment/shop/live')).toEqual([])
  expect(names(it)).toEqual([['shop'], ['test'], ['other']])
})

test('a project goes with its environments, once all of them are empty', async () => {
  const it = await settled(file(cache))
  const planned = await it.plan(file(cache))
  expect(await deleted(it, planned, 'project/shop')).toEqual([
    expect.stringContaining('project/shop is not deleted: keyvalue/cache'),
  ])
  expect(names(it)).toEqual(all)
  expect(await deleted(it, planned, 'keyvalue/cache', 'project/shop')).toEqual([])
  expect(names(it)).toEqual([[], [], ['other']])
})

test('what somebody puts in after the plan was made keeps it', async () => {
  const it = await settled(file())
  const planned = await it.plan(file())
  const moved = file(cache)
    .replace('name: cache', 'name: other')
    .replace(/services:\n {2}- .*other.*\n$/, '')
  expect(failures(await it.apply(moved))).toEqual([])
  expect(await deleted(it, planned, 'environment/shop/live')).toEqual([
    expect.stringContaining('environment/shop/live is not deleted: keyvalue/other'),
  ])
})

test('so does an environment that somebody has added to a project meanwhile', async () => {
  const it = await settled(file())
  const planned = await it.plan(file())
  const more = file().replace('      - name: test\n', '      - name: test\n      - name: more\n')
  expect(failures(await it.apply(more))).toEqual([])
  expect(await deleted(it, planned, 'project/shop')).toEqual([
    expect.stringContaining('project/shop is not deleted: environment/shop/more (evm-'),
  ])
  expect(names(it)[0]).toEqual(['shop'])
})

test('what no list has, because its type is not known yet, keeps it too', async () => {
  const it = await settled(file())
  const planned = await it.plan(file())
  const said = await deleted(
    { ...it, client: withMore(it, 'sandboxIds', ['sbx-1234']) },
    planned,
    'environment/shop/live',
  )
  expect(said).toEqual([
    expect.stringContaining('sbx-1234 (of a type that is not known yet) would go with it'),
  ])
  expect(names(it)[1]).toEqual(['live', 'test'])
})

test.each([
  [5, 'sbx-1, sbx-2, sbx-3, sbx-4, sbx-5'],
  [7, 'sbx-1, sbx-2, sbx-3, sbx-4, sbx-5 and 2 more'],
])('of %i that are in it, five are named and the others counted', async (count, named) => {
  const it = await settled(file())
  const planned = await it.plan(file())
  const ids = Array.from({ length: count }, (_, at) => `sbx-${at + 1}`)
  const said = await deleted(
    { ...it, client: withMore(it, 'sandboxIds', ids) },
    planned,
    'environment/shop/live',
  )
  expect(said.map((message) => message.replaceAll(' (of a type that is not known yet)', ''))).toEqual([
    `environment/shop/live is not deleted: ${named} would go with it`,
  ])
})

test('what it says tells what to do, of what stands in it and of what may not be seen', async () => {
  let isHidden = false
  const it = await settled(file(cache), {
    intercept: ({ method, path }) => (isHidden && method === 'GET' && path === '/postgres' ? 403 : false),
  })
  const planned = await it.plan(file(cache))
  const { client, clock } = it
  const { desired, known } = planned
  const plan = deleting(planned, 'environment/shop/live')
  const told = async () =>
    (await collect(apply(plan, { client, clock, desired, known }))).flatMap((event) =>
      event.type === 'apply_errored'
        ? [[event.problem.code, event.problem.address, event.problem.todo].join(' ')]
        : [],
    )
  expect(await told()).toEqual([
    'not-empty environment/shop/live Move or delete what is in it, then apply again.',
  ])
  isHidden = true
  expect(await told()).toEqual([
    expect.stringMatching(/^not-empty environment\/shop\/live Use a key that may read \w.*\.$/),
  ])
})

/** A client whose environments have one more list. */
const withMore = ({ client }: Bench, key: string, ids: readonly string[]): Bench['client'] => ({
  ...client,
  list: async <T>(...[list, options]: Parameters<Bench['client']['list']>) => {
    const items = await client.list<T>(list, options)
    return list.path === '/environments' ? items.map((item) => ({ ...item, [key]: ids })) : items
  },
})

test('where not all that could be in it may be seen, it stays', async () => {
  let isHidden = false
  const it = await settled(file(), {
    intercept: ({ method, path }) => (isHidden && method === 'GET' && path === '/postgres' ? 403 : false),
  })
  const planned = await it.plan(file())
  isHidden = true
  expect(await deleted(it, planned, 'environment/shop/live')).toEqual([
    expect.stringContaining('what is in it could not all be seen (GET /postgres answered 403)'),
  ])
  expect(names(it)[1]).toEqual(['live', 'test'])
})

test('what holds nothing is looked at by itself, and nothing else is asked', async () => {
  const it = await settled(file())
  const planned = await it.plan(file())
  const before = it.sent.length
  expect(await deleted(it, planned, 'keyvalue/other')).toEqual([])
  const path = `/key-value/${planned.known.id('keyvalue/other')}`
  expect(it.sent.slice(before)).toMatchObject([
    { method: 'GET', path },
    { method: 'DELETE', path },
  ])
})
