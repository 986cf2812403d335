import { describe, expect, test } from 'vitest'
import type { DesiredResource } from '../../src/desired.ts'
import { load } from '../../src/file/load.ts'
import { database, said, web } from './said.ts'

const desired = (text: string) => load([{ name: 'render.yaml', text }]).desired
const only = (text: string): DesiredResource | undefined => [...desired(text).resources.values()][0]
const group = (body: string) => `envVarGroups: [{ name: shared, envVars: [], x-render-sync: ${body} }]`

describe('what a resource may say under x-render-sync', () => {
  test.each<[string, string, object]>([
    ['the name it had', '{ renamedFrom: old }', { renamedFrom: 'old' }],
    ['that it is protected', '{ protected: true }', { protected: true }],
    ['what something else owns', '{ ignore: [plan] }', { ignore: [{ path: 'plan' }] }],
    [
      'why',
      '{ ignore: [{ path: plan, reason: resized by hand }] }',
      { ignore: [{ path: 'plan', reason: 'resized by hand' }] },
    ],
  ])('%s', (_title, body, said) => {
    expect(only(database(`x-render-sync: ${body}`))).toMatchObject(said)
  })

  test('what it does not say is absent', () => {
    const resource = only(database('x-render-sync: { protected: false, ignore: [] }'))
    for (const key of ['renamedFrom', 'protected', 'ignore']) expect(resource).not.toHaveProperty(key)
  })

  test.each([
    ['service', web('x-render-sync: { protected: true }')],
    ['database', database('x-render-sync: { protected: true }')],
    ['group', group('{ protected: true }')],
    [
      'key value',
      'services: [{ type: keyvalue, name: a, ipAllowList: [], x-render-sync: { protected: true } }]',
    ],
    ['project', 'projects: [{ name: a, environments: [{ name: b }], x-render-sync: { protected: true } }]'],
    [
      'webhook',
      'x-render-sync: { webhooks: [{ name: a, url: https://a.example, x-render-sync: { protected: true } }] }',
    ],
  ])('any %s may', (_title, text) => {
    expect(only(text)?.protected).toBe(true)
  })

  test("the aspects' own keys stand beside them", () => {
    const resource = only(
      web('x-render-sync: { renamedFrom: old, suspended: true, secretFiles: [{ name: a, content: b }] }'),
    )
    expect(resource?.renamedFrom).toBe('old')
    expect(Object.keys(resource?.parts ?? {})).toEqual(expect.arrayContaining(['secretFiles', 'suspension']))
  })
})

describe('what may be ignored', () => {
  test.each([
    ['a field', 'healthCheckPath', 'healthCheckPath'],
    ['a field of a mapping', 'maintenanceMode.enabled', 'maintenanceMode.enabled'],
    ['fields by a pattern', 'maintenanceMode.*', 'maintenanceMode.*'],
    ['a part', 'scaling', 'scaling'],
    ['a part by its key in the file', 'numInstances', 'instances'],
    ['all variables', 'envVars', 'env'],
    ['one variable', 'env/RELEASE', 'env/RELEASE'],
    ['one variable by the key in the file', 'envVars/RELEASE', 'env/RELEASE'],
    ['variables by a pattern', 'env/FEATURE_*', 'env/FEATURE_*'],
    ['a secret file', 'secretFiles/.env', 'file/.env'],
    ['everything', '*', '*'],
  ])('%s', (_title, path, known) => {
    expect(only(web(`x-render-sync: { ignore: ["${path}"] }`))?.ignore).toEqual([{ path: known }])
  })
})

describe('what the root may say under x-render-sync', () => {
  test.each<[string, string, object]>([
    ['the workspace', '{ workspace: acme }', { workspace: 'acme' }],
    [
      'what is pruned',
      '{ prune: [envVars, services, envVars] }',
      { prune: { kinds: ['envVars', 'services'] } },
    ],
    [
      'what is pruned in the whole workspace',
      '{ prune: { kinds: [services], scope: workspace } }',
      { prune: { kinds: ['services'], scope: 'workspace' } },
    ],
  ])('%s', (_title, body, said) => {
    expect(desired(`x-render-sync: ${body}`)).toMatchObject(said)
  })

  test("resources that are no part of Render's language", () => {
    const { resources } = desired(
      'x-render-sync:\n  webhooks: [{ name: chat, url: https://a.example }]\n  registryCredentials: [{ name: hub, registry: docker, username: me }]',
    )
    expect([...resources.values()].map(({ kind, address, at }) => [kind.name, address, at.line])).toEqual([
      ['registryCredential', 'registry-credential/hub', 3],
      ['webhook', 'webhook/chat', 2],
    ])
  })
})

describe('extensions are checked', () => {
  test.each<[string, string, string[]]>([
    [
      'a path that a database does not have',
      database('x-render-sync: { ignore: [disk, plam] }'),
      [
        '3:29 error ignore-path: a database has nothing that "disk" could mean; did you mean "diskSizeGB"?',
        '3:35 error ignore-path: a database has nothing that "plam" could mean; did you mean "plan"?',
      ],
    ],
    [
      'an item of a part that has none',
      web('x-render-sync: { ignore: [disk/data, enw/A, env/] }'),
      [
        '5:29 error ignore-path: a web service has nothing that "disk/data" could mean; did you mean "disk"?',
        '5:40 error ignore-path: a web service has nothing that "enw/A" could mean; did you mean "env/A"?',
        '5:47 error ignore-path: a web service has nothing that "env/" could mean; did you mean "env"?',
      ],
    ],
    [
      'a pattern without a match',
      web('x-render-sync: { ignore: [x*] }'),
      ['5:29 error ignore-path: a web service has nothing that "x*" could mean'],
    ],
    [
      'a pattern of names that only the file has',
      web('x-render-sync: { ignore: [envV*] }'),
      ['5:29 error ignore-path: a web service has nothing that "envV*" could mean; did you mean "env"?'],
    ],
    [
      'neither a path nor a mapping',
      web('x-render-sync: { ignore: [[env]] }'),
      ['5:29 error wrong-type: an item of "ignore" must be a text or a mapping; got a list'],
    ],
    [
      'a mapping with another key',
      web('x-render-sync: { ignore: [{ path: env, reson: a }] }'),
      [
        '5:42 error unknown-key: unknown key "reson" in "x-render-sync.ignore" of a web service; did you mean "reason"?',
      ],
    ],
    [
      'a mapping without a path',
      web('x-render-sync: { ignore: [{ reason: a }] }'),
      ['5:29 error missing-key: "x-render-sync.ignore" of a web service needs "path"'],
    ],
    [
      'something to ignore in what has nothing but a name',
      'projects: [{ name: shop, environments: [{ name: live }], x-render-sync: { ignore: ["*"] } }]',
      ['1:75 error unknown-key: unknown key "ignore" in "x-render-sync" of a project'],
    ],
    [
      'something to prune that does not exist',
      'x-render-sync: { prune: [service] }',
      [
        '1:26 error wrong-value: an item of "prune" must be one of registryCredentials, projects, environments, envVarGroups, databases, services, webhooks, logStream, envVars, secretFiles, groupLinks, disk, scaling, domains, headers, routes; got "service"; did you mean "services"?',
      ],
    ],
    [
      'a scope without anything to prune',
      'x-render-sync: { prune: { scope: workspace } }',
      ['1:25 error missing-key: "x-render-sync.prune" of the file needs "kinds"'],
    ],
    [
      'one name for prune',
      'x-render-sync: { prune: services }',
      ['1:25 error wrong-type: "prune" must be a list or a mapping; got a text'],
    ],
    [
      'the own name as the old one',
      web('x-render-sync: { renamedFrom: api }'),
      ['5:33 warning needless-rename: "api" is the name it has'],
    ],
    [
      'the name of another resource as the old one',
      'databases:\n- { name: a }\n- { name: b, x-render-sync: { renamedFrom: a } }\n',
      ['3:44 error rename: "renamedFrom" must be a name that is free; the database "a" stands in line 2'],
    ],
    [
      'one old name of two resources',
      'databases:\n- { name: a, x-render-sync: { renamedFrom: c } }\n- { name: b, x-render-sync: { renamedFrom: c } }\n',
      ['3:44 error rename: the database "c" is renamed here and in line 2'],
    ],
    [
      'a list of resources in the wrong place',
      web('x-render-sync: { webhooks: [] }'),
      ['5:20 error unknown-key: unknown key "webhooks" in "x-render-sync" of a web service'],
    ],
    [
      'a resource of such a list',
      'x-render-sync: { webhooks: [{ name: a, ulr: https://a.example }] }',
      ['1:40 error unknown-key: unknown key "ulr" in a webhook; did you mean "url"?'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
