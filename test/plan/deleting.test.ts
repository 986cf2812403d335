/** What is live and in no file, and is deleted where that is asked for: what counts as such, in which order, and what keeps it. */
import { describe, expect, test } from 'vitest'
import { post } from '../../src/http/request.ts'
import { loadWish, type PlanWishes, type Wish } from '../../src/index.ts'
import { type Bench, bench, errorsOf, failures, lines, secretsOf } from '../support/workspace.ts'

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

describe('who refers to what is deleted', () => {
  /** What keeps a database, a group or a credential that no file has, or nothing. */
  const keptBy = async (live: string, file: string, kinds: readonly string[]) => {
    const it = bench()
    expect(failures(await it.apply(live, { secrets: secretsOf({ 'hub/authToken': 'a token' }) }))).toEqual([])
    const { plan } = await it.plan(file, { wishes: prune(kinds) })
    return plan.problems.flatMap(({ code, message }) => (code === 'still-used' ? [message] : []))
  }
  const database = 'databases: [{ name: main, plan: pro-4gb, readReplicas: [{ name: reader }] }]\n'
  const from = (name: string) =>
    `, envVars: [{ key: DB, fromDatabase: { name: ${name}, property: connectionString } }]`
  const kept = (what: string, by: string) => [`${what} is in no file, and is not deleted: ${by} refers to it`]
  const held = ', envVars: [{ key: DB, sync: false }]'
  const hub = 'x-render-sync: { registryCredentials: [{ name: hub, registry: docker, username: acme }] }\n'
  const image = (more = '') =>
    `services:\n  - { type: worker, name: api, runtime: image, image: { url: docker.io/acme/api:1${more} } }\n`

  test.each<[string, string, string, readonly string[], readonly string[]]>([
    [
      'a service, by what a variable has of it',
      `${services(web('api', from('main')))}${database}`,
      services(web('api', held)),
      ['databases'],
      kept('database/main', 'service/api'),
    ],
    [
      'a service, by what a variable has of its replica',
      `${services(web('api', from('reader')))}${database}`,
      services(web('api', held)),
      ['databases'],
      kept('database/main', 'service/api'),
    ],
    [
      'nobody, once the variable is written anew',
      `${services(web('api', from('main')))}${database}`,
      services(web('api', ', envVars: [{ key: DB, value: none }]')),
      ['databases'],
      [],
    ],
    [
      'a service, by the credential of its image',
      `${image(', creds: { fromRegistryCreds: { name: hub } }')}${hub}`,
      image(),
      ['registryCredentials'],
      kept('registry-credential/hub', 'service/api'),
    ],
    [
      'nobody, where another link stays',
      `${services(web('api', ', envVars: [{ fromGroup: a }, { fromGroup: b }]'))}${groups(group('a', 'A'), group('b', 'B'))}`,
      `${services(web('api', ', envVars: [{ fromGroup: a }]'))}${groups(group('a', 'A'))}`,
      ['envVarGroups', 'groupLinks'],
      [],
    ],
  ])('%s', async (_title, live, file, kinds, expected) => {
    expect(await keptBy(live, file, kinds)).toEqual(expected)
  })

  test.each([
    ['may, where nobody could read them: it goes first', 403, [['service/old'], ['database/main']]],
    ['do not, where they were read: both go at once', 0, [['database/main', 'service/old']]],
  ])('the variables of a service that goes %s', async (_title, status, sets) => {
    let isPlanned = false
    const it = bench({
      intercept: ({ method, path }) =>
        isPlanned && method === 'GET' && path.endsWith('/env-vars') && status > 0 && status,
    })
    expect(failures(await it.apply(`${services(web('old'))}databases: [{ name: main }]\n`))).toEqual([])
    isPlanned = true
    const { plan } = await it.plan(groups(group('shared', 'A')), { wishes: prune(['services', 'databases']) })
    expect(plan.sets.map((set) => set.filter((one) => one !== 'group/shared').toSorted())).toEqual(sets)
  })

  test('nobody refers to a group that is linked to nothing: it goes at once', async () => {
    const it = await having(`${services(web('api'), web('old'))}${groups(group('shared', 'A'))}`)
    const { plan } = await it.plan(services(web('api')), { wishes: prune(['services', 'envVarGroups']) })
    expect(plan.sets).toEqual([['group/shared', 'service/old']])
  })
})

test('what is deleted is told in the order of addresses, behind what the file declares', async () => {
  const it = await having(services(...['d', 'a', 'c', 'e', 'b'].map((name) => web(name))))
  const { plan } = await it.plan(services(web('e')), { wishes: prune(['services']) })
  expect(plan.changes.map(({ address }) => address)).toEqual([
    'service/e',
    'service/a',
    'service/b',
    'service/c',
    'service/d',
  ])
})

test('an item that something else owns is named, with the reason that the file gives', async () => {
  const vars = ', envVars: [{ key: A, value: a }, { key: B, value: b }, { key: C, value: c }]'
  const it = await having(services(web('api', vars)))
  const ignore = 'x-render-sync: { ignore: [{ path: env/A, reason: set by the pipeline }, env/B] }'
  const { plan } = await it.plan(services(web('api', `, ${ignore}`)), { wishes: { prune: ['envVars'] } })
  const ignored = plan.changes.flatMap((change) => ('ignored' in change ? change.ignored : []))
  expect(ignored.toSorted((one, other) => (one.field < other.field ? -1 : 1))).toEqual([
    { address: 'service/api', field: 'env/A', reason: 'set by the pipeline' },
    { address: 'service/api', field: 'env/B' },
  ])
  expect(lines(plan)).toEqual(['update service/api (deploys)', '  delete service/api/env/C'])
})

describe('of two headers of one name, as an interrupted apply leaves them,', () => {
  const site = (value: string) =>
    `services:\n  - { type: web, name: site, runtime: static, staticPublishPath: ., headers: [{ path: /*, name: X, value: ${value} }] }\n`
  const doubled = async (value: string) => {
    const it = await having(site('old'))
    const id = (await it.plan(site('old'))).known.id('service/site')
    await it.client.send(post(`/services/${id}/headers`, { path: '/*', name: 'X', value }, 'repeat'))
    return it
  }

  test.each<[string, string, readonly string[]]>([
    [
      'the new one stays where the file wants it, and the old one goes',
      'new',
      ['update service/site', '  update service/site/header/%2F*%20x'],
    ],
    [
      'the other one goes where the file wants neither',
      'other',
      [
        'update service/site',
        '  update service/site/header/%2F*%20x',
        '  delete service/site/header/%2F*%20x%20(2)',
      ],
    ],
  ])('%s', async (_title, value, expected) => {
    const it = await doubled(value)
    const wishes: PlanWishes = { prune: ['headers'] }
    expect(lines((await it.plan(site('new'), { wishes })).plan)).toEqual(expected)
    expect(failures(await it.apply(site('new'), { wishes }))).toEqual([])
    expect(lines((await it.plan(site('new'), { wishes })).plan)).toEqual([])
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

test('two services that swap their domains settle', async () => {
  const on = (api: string, zoo: string) =>
    services(
      web('api', `, domains: [${api}.example.com]`),
      web('zoo', `, domains: [${zoo}.example.com]`),
      web('old'),
    )
  const it = await having(on('a', 'b'))
  const wishes: PlanWishes = { prune: ['domains'] }
  await it.apply(on('b', 'a'), { wishes })
  expect(failures(await it.apply(on('b', 'a'), { wishes }))).toEqual([])
  expect(lines((await it.plan(on('b', 'a'), { wishes })).plan)).toEqual([])
})

test('what a run that was stopped half way has replaced goes with the next one, and only with that', async () => {
  const database = (region: string) => `databases: [{ name: main, region: ${region} }]\n`
  const user = ', envVars: [{ key: DB, fromDatabase: { name: main, property: connectionString } }]'
  const file = (region: string) => `${services(web('api', user))}${database(region)}`
  let isRefused = true
  const it = bench({
    intercept: ({ method, path }) => isRefused && method === 'DELETE' && path.startsWith('/postgres') && 402,
  })
  expect(failures(await it.apply(file('oregon')))).toEqual([])
  const wishes: PlanWishes = { ...everything, allowReplace: ['database/main'] }
  expect(failures(await it.apply(file('ohio'), { wishes }))).toHaveLength(1)
  const left = expect.stringMatching(/^delete database\/main-replaced-dpg-/)
  expect(lines((await it.plan(file('ohio'))).plan)).toEqual([])
  expect(lines((await it.plan(file('ohio'), { wishes })).plan)).toEqual([left])
  const unconfirmed = await it.plan(file('ohio'), { wishes: { allowReplace: ['database/main'] } })
  expect(errorsOf(unconfirmed).map(({ code }) => code)).toEqual(['destroys-data'])
  isRefused = false
  expect(failures(await it.apply(file('ohio'), { wishes }))).toEqual([])
  expect(
    it.sent.filter(({ method, path }) => method === 'DELETE' && path.startsWith('/postgres')),
  ).toHaveLength(2)
  expect(lines((await it.plan(file('ohio'), { wishes })).plan)).toEqual([])
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
