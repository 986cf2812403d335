/** What is live and in no file, and is deleted where that is asked for: what counts as such, in which order, and what keeps it. */
import { describe, expect, test } from 'vitest'
import { loadWish, type PlanWishes, type Wish } from '../../src/index.ts'
import { type Bench, bench, errorsOf, failures, lines } from '../support/workspace.ts'

const web = (name: string, more = '') =>
  `  - { type: web, name: ${name}, runtime: docker, plan: starter${more} }\n`
const services = (...all: readonly string[]) => (all.length > 0 ? `services:\n${all.join('')}` : '')
const group = (name: string, ...keys: readonly string[]) =>
  `  - { name: ${name}, envVars: [${keys.map((key) => `{ key: ${key}, value: ${key} }`).join(', ')}] }\n`
const groups = (...all: readonly string[]) => `envVarGroups:\n${all.join('')}`

const everything: PlanWishes = { confirmDestructive: true, maxDeletes: '100%' }
const prune = (kinds: readonly string[], more: PlanWishes = {}): PlanWishes => ({
  prune: kinds,
  pruneScope: 'workspace',
  ...everything,
  ...more,
})

const having = async (live: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  return it
}

/** The deletions of a plan, and whether it settles. */
const deletes = async (live: string, file: string, wishes: PlanWishes, wish: Wish = {}) => {
  const it = await having(live)
  const adjust = () => loadWish([{ name: 'render.yaml', text: file }], wish).desired
  const planned = await it.plan(file, { wishes, adjust })
  expect(errorsOf(planned)).toEqual([])
  expect(failures(await it.apply(file, { wishes, adjust }))).toEqual([])
  const again = await it.plan(file, { wishes, adjust })
  expect(lines(again.plan)).toEqual([])
  return lines(planned.plan).filter((line) => line.includes('delete'))
}

const codes = async (live: string, file: string, wishes: PlanWishes) => {
  const it = await having(live)
  const { plan } = await it.plan(file, { wishes })
  return plan.problems.map(({ code, address }) => [code, address].filter(Boolean).join(' '))
}

describe('an item that no file names', () => {
  const env = (...keys: readonly string[]) =>
    `, envVars: [${keys.map((key) => `{ key: ${key}, value: ${key} }`).join(', ')}]`
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    ['of a part that is pruned', env('A', 'B'), env('A'), ['envVars'], ['  delete service/api/env/B']],
    ['of a part that the file leaves out', env('A'), '', ['envVars'], ['  delete service/api/env/A']],
    ['of a part that is not pruned', env('A', 'B'), env('A'), ['domains'], []],
    ['a disk', ', disk: { name: d, mountPath: /d }', '', ['disk', 'envVars'], ['  delete service/api/disk']],
    [
      'a domain with the one that Render has made of it',
      ', domains: [one.com, two.example.com]',
      ', domains: [two.example.com]',
      ['domains'],
      ['  delete service/api/domain/one.com'],
    ],
    [
      'no domain whose redirect is in the file',
      ', domains: [one.com]',
      ', domains: [www.one.com]',
      ['domains'],
      [],
    ],
    [
      'nothing that something else owns',
      env('A', 'B'),
      `${env('A')}, x-render-sync: { ignore: [env/B] }`,
      ['envVars'],
      [],
    ],
  ])('%s', async (_title, before, after, kinds, expected) => {
    const wishes: PlanWishes = { prune: kinds, ...everything }
    const found = await deletes(services(web('api', before)), services(web('api', after)), wishes)
    expect(found).toEqual(expected)
  })

  test('of a resource that the run is not about stays', async () => {
    const live = services(web('api', env('A', 'B')), web('jobs', env('A', 'B')))
    const file = services(web('api', env('A')), web('jobs', env('A')))
    const found = await deletes(live, file, { prune: ['envVars'] }, { targets: ['service/api'] })
    expect(found).toEqual(['  delete service/api/env/B'])
  })
})

const project = (...environments: readonly string[]) =>
  `projects:\n  - name: shop\n    environments:\n${environments.join('')}`
const environment = (name: string, ...all: readonly string[]) =>
  `      - name: ${name}\n${all.length > 0 ? `        services:\n${all.map((line) => `        ${line}`).join('')}` : ''}`

describe('a resource that no file has', () => {
  const placed = `${services(web('outside'))}${project(
    environment('live', web('api'), web('old')),
    environment('staging', web('trial')),
  )}`
  const kept = project(environment('live', web('api')))
  test.each<[string, PlanWishes, readonly string[]]>([
    ['in an environment of the file', { prune: ['services'], ...everything }, ['delete service/old']],
    [
      'outside of all',
      { prune: ['services'], pruneScope: 'ungrouped', ...everything },
      ['delete service/old', 'delete service/outside'],
    ],
    [
      'anywhere',
      prune(['services']),
      ['delete service/old', 'delete service/outside', 'delete service/trial'],
    ],
    [
      'with its environment, where that is pruned too',
      { prune: ['services', 'environments'], ...everything },
      ['delete environment/shop/staging', 'delete service/old', 'delete service/trial'],
    ],
  ])('%s', async (_title, wishes, expected) => {
    expect((await deletes(placed, kept, wishes)).toSorted()).toEqual(expected)
  })

  test('goes before what it stands in, and a project with its environments', async () => {
    const it = await having(placed)
    const wishes = prune(['services', 'environments', 'projects'])
    const { plan } = await it.plan(services(web('outside')), { wishes })
    expect(plan.sets.map((set) => set.toSorted())).toEqual([
      ['service/api', 'service/old', 'service/trial'],
      ['project/shop'],
    ])
  })

  test('stays where the run is about something else', async () => {
    const wishes = prune(['services'])
    expect(await deletes(placed, kept, wishes, { targets: ['service/api'] })).toEqual([])
    expect(await deletes(placed, kept, wishes, { environments: ['environment/shop/live'] })).toEqual([
      'delete service/old',
    ])
  })

  test('stays as long as something that stays refers to it, and what that needs stays too', async () => {
    const link = ', envVars: [{ fromGroup: shared }]'
    const live = `${services(web('api', link), web('old', link))}${groups(group('shared', 'A'))}`
    const it = await having(live)
    const { plan } = await it.plan(services(web('api')), { wishes: prune(['envVarGroups', 'services']) })
    expect(lines(plan)).toEqual(['delete service/old'])
    expect(plan.problems.map(({ message }) => message)).toEqual([
      'group/shared is in no file, and is not deleted: service/api refers to it',
    ])
  })

  test('goes after what ceases to refer to it', async () => {
    const link = ', envVars: [{ fromGroup: shared }]'
    const live = `${services(web('api', link))}${groups(group('shared', 'A'))}`
    const it = await having(live)
    const { plan } = await it.plan(services(web('api')), { wishes: prune(['envVarGroups', 'groupLinks']) })
    expect(plan.sets).toEqual([['service/api'], ['group/shared']])
  })

  test('goes after what moves from it to a group that changes', async () => {
    const linked = (name: string) => services(web('api', `, envVars: [{ fromGroup: ${name} }]`))
    const file = `${linked('new')}${groups(group('new', 'A', 'B'))}`
    const wishes = prune(['envVarGroups', 'groupLinks'])
    const it = await having(`${linked('old')}${groups(group('old', 'A'), group('new', 'A'))}`)
    const { plan } = await it.plan(file, { wishes })
    expect(plan.sets).toEqual([['group/new'], ['service/api'], ['group/old']])
    expect(failures(await it.apply(file, { wishes }))).toEqual([])
    expect(lines((await it.plan(file, { wishes })).plan)).toEqual([])
  })

  test('goes before a database that it refers to and that is replaced', async () => {
    const database = (region: string) => `databases: [{ name: main, region: ${region} }]\n`
    const user = ', envVars: [{ key: DB, fromDatabase: { name: main, property: connectionString } }]'
    const it = await having(`${services(web('api'), web('old', user))}${database('oregon')}`)
    const wishes = prune(['services'], { allowReplace: ['database/main'] })
    const { plan } = await it.plan(`${services(web('api'))}${database('ohio')}`, { wishes })
    expect(plan.asides.map(({ needs }) => needs)).toEqual([['database/main', 'service/old']])
  })

  test('stays as long as a variable leads to it', async () => {
    const reference = '{ key: DB, fromDatabase: { name: main, property: connectionString } }'
    const live = `${services(web('api', `, envVars: [${reference}]`))}databases: [{ name: main }]\n`
    const held = services(web('api', ', envVars: [{ key: DB, sync: false }]'))
    expect(await codes(live, held, prune(['databases']))).toContain('still-used database/main')
    expect(await codes(live, services(web('api')), prune(['databases', 'envVars']))).toEqual([])
  })
})

test('a domain that moves is taken from the one service before the other gets it', async () => {
  const on = (name: string, other: string) =>
    services(web(name, ', domains: [a.example.com]'), web(other, ', domains: []'))
  const it = await having(on('api', 'zoo'))
  const wishes: PlanWishes = { prune: ['domains'] }
  expect((await it.plan(on('zoo', 'api'), { wishes })).plan.sets).toEqual([['service/api'], ['service/zoo']])
  expect(failures(await it.apply(on('zoo', 'api'), { wishes }))).toEqual([])
  expect(lines((await it.plan(on('zoo', 'api'), { wishes })).plan)).toEqual([])
})

describe('a plan is refused', () => {
  const ten = Array.from({ length: 10 }, (_, index) => `s${index}`)
  const all = services(...ten.map((name) => web(name)))
  const some = (count: number) => services(...ten.slice(count).map((name) => web(name)))
  const only: PlanWishes = { prune: ['services'], pruneScope: 'workspace' }
  test.each<[string, string, string, PlanWishes, readonly string[]]>([
    ['that does not say where', all, some(1), { prune: ['services'] }, ['prune-scope']],
    ['that deletes more than 30 % of ten', all, some(4), only, ['too-many-deletes']],
    ['not for 30 %', all, some(3), only, []],
    ['not for more, where that is allowed', all, some(4), { ...only, maxDeletes: 4 }, []],
    ['not for more, where a part is allowed', all, some(4), { ...only, maxDeletes: '40%' }, []],
    [
      'for less, where only less is allowed',
      all,
      some(3),
      { ...only, maxDeletes: '29%' },
      ['too-many-deletes'],
    ],
    ['for an empty file', services(web('api')), 'services: []\n', only, ['too-many-deletes']],
    [
      'that destroys data',
      'databases: [{ name: main }]\n',
      services(web('api')),
      prune(['databases'], { confirmDestructive: false }),
      ['destroys-data database/main'],
    ],
    [
      'that destroys a replica',
      'databases: [{ name: main, plan: basic-1gb, readReplicas: [{ name: reader }] }]\n',
      'databases: [{ name: main, plan: basic-1gb, readReplicas: [] }]\n',
      {},
      ['destroys-data database/main'],
    ],
    [
      'that takes the disk of what is protected',
      services(web('api', ', disk: { name: d, mountPath: /d }')),
      services(web('api', ', x-render-sync: { protected: true }')),
      prune(['disk']),
      ['protected service/api'],
    ],
    [
      'that deletes what something stands in that stays',
      project(environment('live', web('api')), environment('staging', web('trial'))),
      project(environment('live', web('api'))),
      prune(['environments']),
      ['not-empty environment/shop/staging'],
    ],
    [
      'that replaces what is protected',
      services(web('api', ', region: ohio')),
      services(web('api', ', region: oregon, x-render-sync: { protected: true }')),
      { allowReplace: ['service/api'] },
      ['replaces service/api', 'protected service/api'],
    ],
  ])('%s', async (_title, live, file, wishes, expected) => {
    expect(await codes(live, file, wishes)).toEqual(expected)
  })
})

test('nothing is deleted where nobody asks for it, and it is said how it would be', async () => {
  const it = await having(`${services(web('api', ', domains: [a.example.com, b.example.com]'), web('old'))}`)
  const { plan } = await it.plan(services(web('api', ', domains: [a.example.com]')))
  expect(lines(plan)).toEqual([])
  expect(plan.unmanaged.map(({ address, prunedBy }) => `${address} ${prunedBy}`).toSorted()).toEqual([
    'service/api/domain/b.example.com --prune domains',
    'service/old --prune services --prune-scope ungrouped',
  ])
})
