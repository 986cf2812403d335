import { describe, expect, test } from 'vitest'
import type { DesiredResource } from '../../src/desired.ts'
import { load } from '../../src/file/load.ts'
import { database, said, web } from './said.ts'

const options = { repo: 'https://github.com/acme/app' }
const desired = (text: string) => load([{ name: 'render.yaml', text }], options).desired

const only = (text: string): DesiredResource => {
  const [resource, ...more] = desired(text).resources.values()
  if (!resource || more.length > 0) throw new Error('expected one resource')
  return resource
}

const part = (text: string, name: string) => only(text).parts[name]?.map(({ key, values }) => [key, values])

describe('resources', () => {
  test('are found by their addresses, wherever they stand', () => {
    const { resources } = desired(`
services: [{ type: web, name: my api, runtime: docker }]
databases: [{ name: main }]
envVarGroups: [{ name: shared, envVars: [] }]
ungrouped: { services: [{ type: keyvalue, name: cache, ipAllowList: [] }] }
projects:
- name: shop
  environments:
  - name: live
    services: [{ type: cron, name: nightly, runtime: docker, schedule: 0 3 * * * }]
`)
    expect([...resources.values()].map(({ address, kind, names }) => [address, kind.name, names])).toEqual([
      ['project/shop', 'project', ['shop']],
      ['environment/shop/live', 'environment', ['shop', 'live']],
      ['service/nightly', 'cronJob', ['nightly']],
      ['service/my%20api', 'webService', ['my api']],
      ['database/main', 'postgres', ['main']],
      ['group/shared', 'envGroup', ['shared']],
      ['keyvalue/cache', 'keyValue', ['cache']],
    ])
  })

  test('know where they stand', () => {
    expect(only('# first\nservices:\n  - { name: api, type: web, runtime: docker }\n').at).toEqual({
      file: 'render.yaml',
      line: 3,
      column: 5,
    })
  })

  test.each([
    ['at the root: it stays where it is', 'databases: [{ name: a }]', undefined],
    ['ungrouped: none', 'ungrouped: { databases: [{ name: a }] }', ''],
    [
      'in an environment: that one',
      'projects: [{ name: shop, environments: [{ name: live, databases: [{ name: a }] }] }]',
      'environment/shop/live',
    ],
  ])('a resource %s', (_title, text, environment) => {
    const placement = desired(text).resources.get('database/a')?.parts.placement
    expect(placement?.[0]?.values.environment).toBe(environment)
  })

  test('the workspace is taken from x-render-sync', () => {
    expect(desired('x-render-sync: { workspace: acme }\nservices: []').workspace).toBe('acme')
    expect(desired('services: []')).not.toHaveProperty('workspace')
  })
})

describe('values', () => {
  test("are in the API's spelling, and only those that the file gives", () => {
    expect(only(web('plan: pro plus\nhealthCheckPath: /up')).values).toEqual({
      runtime: 'docker',
      plan: 'pro_plus',
      healthCheckPath: '/up',
    })
  })

  test('defaults are for a new resource: what the file gives is not among them', () => {
    const { defaults } = only(web('plan: pro plus'))
    expect(defaults).toEqual({ region: 'oregon', repo: options.repo })
  })

  test('without a repository to build from, none is filled in', () => {
    const { desired } = load([{ name: 'render.yaml', text: web('') }])
    expect([...desired.resources.values()][0]?.defaults).not.toHaveProperty('repo')
  })

  test('null clears where the API can clear', () => {
    expect(only(web('healthCheckPath:')).values.healthCheckPath).toBe('')
    expect(only(web('plan:')).values).not.toHaveProperty('plan')
  })

  test('what has no meaning is left out', () => {
    expect(only(web('buildCommand: make')).values).not.toHaveProperty('buildCommand')
  })

  test('a plan is what the API calls it, under either name', () => {
    expect(only(database('plan: 1c-2g')).values).toHaveProperty('plan', '1c-2g')
    expect(only(database('plan: 0.1c-256mb')).values).toHaveProperty('plan', 'basic_256mb')
  })

  test('old spellings give what new ones give', () => {
    const old =
      'services: [{ type: web, name: a, env: docker, plan: Pro_Plus, autoDeploy: false, domain: a.example.com }]'
    const now =
      'services: [{ type: web, name: a, runtime: docker, plan: pro plus, autoDeployTrigger: off, domains: [a.example.com] }]'
    const plain = (text: string) => {
      const { at: _, positions: __, parts, ...rest } = only(text)
      return { ...rest, parts: Object.keys(parts) }
    }
    expect(plain(old)).toEqual(plain(now))
  })
})

describe('parts', () => {
  test('a part that the file does not mention is absent', () => {
    expect(only(web('plan: free')).parts).toEqual({})
  })

  test('a disk has ten gigabytes when it is new', () => {
    const [disk] = only(web('disk: { name: data, mountPath: /data }')).parts.disk ?? []
    expect(disk).toMatchObject({ values: { name: 'data', mountPath: '/data' }, defaults: { sizeGB: 10 } })
  })

  test.each<[string, string, unknown]>([
    ['a text', '{ key: A, value: a }', { from: 'literal', text: 'a' }],
    ['an empty text', '{ key: A, value: "" }', { from: 'literal', text: '' }],
    ['a number', '{ key: A, value: 3.10 }', { from: 'literal', text: '3.10' }],
    ['a number with underscores', '{ key: A, value: 100_000 }', { from: 'literal', text: '100_000' }],
    ['true', '{ key: A, value: true }', { from: 'literal', text: 'true' }],
    ['a bare off', '{ key: A, value: off }', { from: 'literal', text: 'off' }],
    ['a date', '{ key: A, value: 2026-01-01 }', { from: 'literal', text: '2026-01-01' }],
    ['generated', '{ key: A, generateValue: true }', { from: 'generated' }],
    ['a secret', '{ key: A, sync: false }', { from: 'secret', name: 'api/A', address: 'service/api/env/A' }],
    ['nothing', '{ key: A }', { from: 'secret', name: 'api/A', address: 'service/api/env/A' }],
    [
      'a property of a database',
      '{ key: A, fromDatabase: { name: main db, property: host } }',
      { from: 'property', of: 'database/main%20db', property: 'host' },
    ],
    [
      "another service's variable",
      '{ key: A, fromService: { name: jobs, type: worker, envVarKey: B } }',
      { from: 'variable', of: 'service/jobs', key: 'B' },
    ],
  ])('the value of a variable may be %s', (_title, entry, value) => {
    expect(part(web(`envVars:\n- ${entry}`), 'envVars')).toEqual([['A', { value }]])
  })

  test('a reference with another type means the resource of that name', () => {
    const { resources } = desired(`
services:
- { type: keyvalue, name: cache, ipAllowList: [] }
- type: web
  name: api
  runtime: docker
  envVars: [{ key: A, fromService: { name: cache, type: web, property: host } }]
`)
    const [variable] = resources.get('service/api')?.parts.envVars ?? []
    expect(variable?.values.value).toMatchObject({ of: 'keyvalue/cache' })
  })

  test('groups are linked once', () => {
    expect(part(web('envVars:\n- fromGroup: shared\n- fromGroup: shared'), 'groupLinks')).toEqual([
      ['shared', {}],
    ])
  })

  test('variables of a group without a value are left out', () => {
    const text = 'envVarGroups: [{ name: g, envVars: [{ key: A, sync: false }, { key: B, value: b }] }]'
    expect(part(text, 'envVars')).toEqual([['B', { value: { from: 'literal', text: 'b' } }]])
  })

  test('domains are in small letters, and the own subdomain is none', () => {
    expect(part(web('domains: [Shop.example.com, api.onrender.com]'), 'domains')).toEqual([
      ['shop.example.com', {}],
    ])
  })

  test('routes keep their places when one of them is left out', () => {
    const route = (source: string) => `{ type: redirect, source: ${source}, destination: / }`
    const text = `services: [{ type: web, name: a, runtime: static, routes: [${['/a', '/a', '/b'].map(route)}] }]`
    expect(
      part(text, 'routes')?.map(([key, values]) => [key, (values as { position: number }).position]),
    ).toEqual([
      ['/a', 0],
      ['/b', 1],
    ])
  })

  test('secret files stand under x-render-sync', () => {
    const text = web(
      'x-render-sync:\n  secretFiles:\n  - { name: a, content: b }\n  - { name: c, sync: false }',
    )
    expect(part(text, 'secretFiles')).toEqual([
      ['a', { content: { from: 'literal', text: 'b' } }],
      ['c', { content: { from: 'secret', name: 'api/c', address: 'service/api/file/c' } }],
    ])
  })
})

describe('the text', () => {
  test.each([
    ['a byte order mark', `\uFEFF${web('plan: free')}`],
    ['carriage returns', web('plan: free').replaceAll('\n', '\r\n')],
    ['comments and a document marker', `# a\n---\n${web('plan: free')}# b\n`],
    ['a directive for an old version', `%YAML 1.1\n---\n${web('plan: free')}`],
  ])('may have %s', (_title, text) => {
    expect(said(text)).toEqual([])
    expect(only(text).values.plan).toBe('free')
  })

  test('anchors, aliases and merge keys are followed; what a mapping says itself wins', () => {
    const { resources } = desired(`
services:
- &base { type: web, name: a, runtime: docker, plan: free, envVars: &vars [{ key: A, value: a }] }
- { <<: *base, name: b, plan: pro }
- { <<: [{ plan: standard }, *base], name: c, envVars: *vars }
`)
    expect([...resources.values()].map(({ names, values }) => [names[0], values.plan])).toEqual([
      ['a', 'free'],
      ['b', 'pro'],
      ['c', 'standard'],
    ])
  })
})
