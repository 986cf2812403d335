/** Several files: what a later one changes, and what it cannot. */
import { describe, expect, test } from 'vitest'
import { load } from '../../src/file/load.ts'
import { problemsIn, web } from './said.ts'

const named = (texts: readonly string[]) =>
  texts.map((text, index) => ({ name: index === 0 ? 'render.yaml' : `over-${index}.yaml`, text }))
const desired = (...texts: string[]) => load(named(texts)).desired

const said = (...texts: string[]): readonly string[] =>
  problemsIn(named(texts)).map(
    ({ at, severity, code, message }) =>
      `${at?.file}:${at?.line}:${at?.column} ${severity} ${code}: ${message}`,
  )

const values = (...texts: string[]) => [...desired(...texts).resources.values()][0]?.values
const items = (part: string, ...texts: string[]) =>
  [...desired(...texts).resources.values()][0]?.parts[part]?.map(({ key, values, at }) => [
    key,
    Object.values(values)[0],
    at.file,
  ])

const api = (body: string) => `services:\n- name: api\n  ${body.replaceAll('\n', '\n  ')}\n`
const site = (body: string) =>
  `services:\n- type: web\n  name: api\n  runtime: static\n  staticPublishPath: .\n  ${body.replaceAll('\n', '\n  ')}\n`

describe('a later file', () => {
  test('changes nothing but the file: a key of the prototype is one like any other', () => {
    const over = 'services: [{ name: api, __proto__: { polluted: 1 } }]\n__proto__: { polluted: 1 }'
    expect(said(web('plan: pro'), over)).toEqual([
      expect.stringContaining('unknown-key'),
      expect.stringContaining('unknown-key'),
    ])
    expect({}).not.toHaveProperty('polluted')
  })

  test('changes a field and leaves the others', () => {
    expect(values(web('plan: pro\nregion: ohio'), api('plan: starter'))).toEqual({
      runtime: 'docker',
      plan: 'starter',
      region: 'ohio',
    })
  })

  test('changes a setting of the workspace and leaves the others', () => {
    const root = (body: string) => `x-render-sync: { notifications: ${body} }\n`
    const merged = values(
      root('{ send: all, previews: enabled }'),
      root('{ previews: disabled, email: enabled }'),
    )
    expect(merged).toEqual({ send: 'all', previews: false, email: true })
  })

  test('gives a replica of an earlier one what the language has no word for', () => {
    const main = (replica: string) =>
      `databases: [{ name: main, readReplicas: [{ name: reader${replica} }] }]`
    const beside = main(', x-render-sync: { parameterOverrides: { jit: false } }')
    expect(values(main(''), beside)?.readReplicas).toEqual([
      { name: 'reader', parameterOverrides: { jit: 'false' } },
    ])
  })

  test('changes a key of a mapping and leaves the others', () => {
    const base = web('maintenanceMode: { enabled: false, uri: https://a.example }')
    expect(values(base, api('maintenanceMode: { enabled: true }'))).toMatchObject({
      'maintenanceMode.enabled': true,
      'maintenanceMode.uri': 'https://a.example',
    })
  })

  test('adds resources and lists of resources', () => {
    const more = 'services: [{ type: web, name: b, runtime: docker }]\ndatabases: [{ name: main }]'
    expect([...desired(web('plan: pro'), more).resources.keys()]).toEqual([
      'service/api',
      'service/b',
      'database/main',
    ])
  })

  test('finds a resource wherever it stands, and leaves it there', () => {
    const base = 'projects: [{ name: shop, environments: [{ name: live, databases: [{ name: main }] }] }]'
    const { resources } = desired(base, 'databases: [{ name: main, plan: pro-4gb }]')
    expect(resources.get('database/main')).toMatchObject({
      values: { plan: 'pro_4gb' },
      parts: { placement: [{ values: { environment: 'environment/shop/live' } }] },
    })
  })

  test('adds an environment, and resources to one', () => {
    const base = 'projects: [{ name: shop, environments: [{ name: live, databases: [{ name: a }] }] }]'
    const over =
      'projects: [{ name: shop, environments: [{ name: test, databases: [{ name: c }] }, { name: live, networking: { isolation: enabled }, databases: [{ name: b }, { name: a, plan: pro-4gb }] }] }]'
    const { resources } = desired(base, over)
    expect([...resources.keys()]).toEqual([
      'project/shop',
      'environment/shop/live',
      'database/a',
      'database/b',
      'environment/shop/test',
      'database/c',
    ])
    expect(resources.get('database/a')?.values).toEqual({ plan: 'pro_4gb' })
    expect(resources.get('environment/shop/live')?.values).toEqual({ 'networking.isolation': true })
  })

  test('may change the type of a service', () => {
    const { resources } = desired(web('plan: pro'), api('type: worker'))
    expect(resources.get('service/api')?.kind.name).toBe('backgroundWorker')
  })

  test('says by the type which of a service and a key value is meant', () => {
    const base =
      'services: [{ type: web, name: a, runtime: docker }, { type: keyvalue, name: a, ipAllowList: [] }]'
    const { resources } = desired(base, 'services: [{ type: redis, name: a, plan: pro }]')
    expect(resources.get('keyvalue/a')?.values.plan).toBe('pro')
    expect(resources.get('service/a')?.values).not.toHaveProperty('plan')
  })

  test('may write old names over new ones, and the other way round', () => {
    expect(values('services: [{ type: web, name: api, env: node }]', api('runtime: docker'))).toMatchObject({
      runtime: 'docker',
    })
    expect(values(web('plan: pro'), api('env: node\nautoDeploy: false'))).toMatchObject({
      runtime: 'node',
      autoDeployTrigger: 'off',
    })
  })

  test('clears with null what can be cleared', () => {
    expect(values(web('healthCheckPath: /up'), api('healthCheckPath:'))?.healthCheckPath).toBe('')
    expect(values(web('plan: pro'), api('plan:'))).not.toHaveProperty('plan')
  })

  test('holds what render-sync adds', () => {
    const over = `x-render-sync: { workspace: acme, prune: [envVars] }\n${api('x-render-sync: { protected: true }')}`
    expect(desired(web('plan: pro'), over)).toMatchObject({
      workspace: 'acme',
      prune: { kinds: ['envVars'] },
    })
    expect(desired(web('plan: pro'), over).resources.get('service/api')?.protected).toBe(true)
  })

  test('may be empty', () => {
    expect(said(web('plan: pro'), '# nothing yet')).toEqual([
      'over-1.yaml:1:1 warning empty-file: the file says nothing; the other ones count',
    ])
    expect(said('', '')).toEqual([
      'render.yaml:1:1 error nothing-declared: the file declares nothing',
      'over-1.yaml:1:1 error nothing-declared: the file declares nothing',
    ])
  })

  test('goes over all that came before', () => {
    expect(values(web('plan: pro'), api('plan: starter'), api('plan: standard'))?.plan).toBe('standard')
  })
})

describe('lists are merged by what makes their items the same', () => {
  test('variables by key; a new source takes the place of the old one', () => {
    const base = web('envVars: [{ key: A, value: a }, { key: B, value: b }]')
    const over = api('envVars: [{ key: B, sync: false }, { key: C, value: c }]')
    expect(items('envVars', base, over)).toEqual([
      ['A', { from: 'literal', text: 'a' }, 'render.yaml'],
      ['B', { from: 'secret', name: 'api/B', address: 'service/api/env/B' }, 'over-1.yaml'],
      ['C', { from: 'literal', text: 'c' }, 'over-1.yaml'],
    ])
  })

  test('groups by name', () => {
    const groups = (...names: string[]) => `envVars: [${names.map((name) => `{ fromGroup: ${name} }`)}]`
    expect(items('groupLinks', web(groups('a', 'b')), api(groups('b', 'c')))?.map(([key]) => key)).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  test('secret files by name', () => {
    const files = (list: string) => `x-render-sync: { secretFiles: [${list}] }`
    expect(
      items('secretFiles', web(files('{ name: a, content: b }')), api(files('{ name: a, sync: false }'))),
    ).toEqual([['a', { from: 'secret', name: 'api/a', address: 'service/api/file/a' }, 'over-1.yaml']])
  })

  test('domains', () => {
    const over = api('domains: [B.example.com, c.example.com]')
    expect(
      items('domains', web('domains: [a.example.com, b.example.com]'), over)?.map(([key]) => key),
    ).toEqual(['a.example.com', 'b.example.com', 'c.example.com'])
  })

  test('headers by path and name', () => {
    const header = (name: string, value: string) => `{ path: /*, name: ${name}, value: ${value} }`
    const { resources } = desired(
      site(`headers: [${header('A', 'a')}, ${header('B', 'b')}]`),
      api(`headers: [${header('b', 'c')}]`),
    )
    expect(resources.get('service/api')?.parts.headers?.map(({ values }) => values.value)).toEqual(['a', 'c'])
  })

  test('routes by source, each in its place', () => {
    const route = (source: string, to: string) => `{ type: redirect, source: ${source}, destination: ${to} }`
    const { resources } = desired(
      site(`routes: [${route('/a', '/1')}, ${route('/b', '/2')}]`),
      api(`routes: [${route('/c', '/3')}, ${route('/a', '/4')}]`),
    )
    expect(
      resources.get('service/api')?.parts.routes?.map(({ key, values }) => [key, values.destination]),
    ).toEqual([
      ['/a', '/4'],
      ['/b', '/2'],
      ['/c', '/3'],
    ])
  })

  test('read replicas by name', () => {
    const replicas = (...names: string[]) =>
      `databases: [{ name: main, readReplicas: [${names.map((name) => `{ name: ${name} }`)}] }]`
    expect(values(replicas('a', 'b'), replicas('b', 'c'))?.readReplicas).toEqual([
      { name: 'a' },
      { name: 'b' },
      { name: 'c' },
    ])
  })

  test('other lists are replaced', () => {
    const allow = (...sources: string[]) =>
      `ipAllowList: [${sources.map((source) => `{ source: ${source} }`)}]`
    expect(values(web(allow('10.0.0.1', '10.0.0.2')), api(allow('10.0.0.3')))?.ipAllowList).toHaveLength(1)
  })
})

describe('problems name the file that they stand in', () => {
  test.each<[string, string[], string[]]>([
    [
      'a wrong value in each',
      [web('plan: starterr\nregion: ohio'), api('region: ohoi')],
      [
        'render.yaml:5:9 error wrong-value: "plan" must be one of free, starter, standard, pro, pro plus, pro max, pro ultra, 0.5c-512mb, 1c-2g, 2c-4g, 2c-8g, 2c-16g, 4c-8g, 4c-16g, 4c-32g, 8c-16g, 8c-32g, 8c-64g, 12c-24g, 12c-48g, 12c-96g; got "starterr"; did you mean "starter"?',
        'over-1.yaml:3:11 error wrong-value: "region" must be one of oregon, ohio, virginia, frankfurt, singapore; got "ohoi"; did you mean "ohio"?',
      ],
    ],
    [
      'fields of two files that do not go together',
      [web('numInstances: 2'), api('disk: { name: data, mountPath: /data }')],
      [
        'over-1.yaml:3:3 error disk-with-instances: "disk" cannot stand beside "numInstances": a service with a disk runs one instance',
      ],
    ],
    [
      'an unknown key',
      [web('plan: pro'), api('plam: pro')],
      ['over-1.yaml:3:3 error unknown-key: unknown key "plam" in a web service; did you mean "plan"?'],
    ],
    [
      'broken YAML',
      [web('plan: pro'), 'services: ['],
      [
        'over-1.yaml:1:12 error yaml-syntax: flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
    ],
    [
      'a name twice in the later file',
      ['databases: [{ name: a }]', 'databases:\n- { name: a }\n- { name: a }\n'],
      ['over-1.yaml:3:11 error duplicate-name: the database "a" stands here and in line 2 of over-1.yaml'],
    ],
    [
      'a variable twice in the later file',
      [web('plan: pro'), api('envVars:\n- { key: A, value: a }\n- { key: A, value: b }')],
      ['over-1.yaml:5:12 error duplicate-key: the variable "A" stands here and in line 4 of over-1.yaml'],
    ],
    [
      'an environment that moves',
      [
        'databases: [{ name: a }]',
        'projects: [{ name: shop, environments: [{ name: live, databases: [{ name: a }] }] }]',
      ],
      ['over-1.yaml:1:75 error file-merge: "a" stands at another place in line 1 of render.yaml'],
    ],
    [
      'a service that no file has',
      [web('plan: pro'), 'services: [{ name: apy, plan: pro }]'],
      [
        'over-1.yaml:1:20 error file-merge: no earlier file has a service "apy", and a new one needs "type"; did you mean "api"?',
      ],
    ],
    [
      'a name that a service and a key value share',
      [
        'services: [{ type: web, name: a, runtime: docker }, { type: keyvalue, name: a, ipAllowList: [] }]',
        'services: [{ name: a, plan: pro }]',
      ],
      ['over-1.yaml:1:12 error file-merge: several resources are called "a": "type" has to say which one'],
    ],
    [
      'a text for a list',
      [web('plan: pro'), 'services: api'],
      ['over-1.yaml:1:11 error wrong-type: "services" must be a list; got a text'],
    ],
    [
      'no mapping at the root',
      [web('plan: pro'), '- api'],
      ['over-1.yaml:1:1 error wrong-type: the file must be a mapping; got a list'],
    ],
  ])('%s', (_title, texts, problems) => {
    expect(said(...texts)).toEqual(problems)
  })
})

describe('lists within a resource that are wrong are so in either file', () => {
  test.each<[string, string]>([
    ['envVars: a', 'envVars: [{ key: A, value: a }]'],
    ['x-render-sync: a', 'x-render-sync: { protected: true }'],
  ])('%s', (base, over) => {
    expect(said(web(base), api(over))).toEqual([])
    expect(said(web(over), api(base))).toHaveLength(1)
  })
})
