/** A pull into a file changes what differs, and nothing else of it. */
import { describe, expect, test } from 'vitest'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'
import { pulledInto } from './round-trip.ts'

/** The file, what somebody does to the workspace (as a file that is applied to it), and the file that a pull makes. */
interface Case {
  readonly file: string
  readonly live: string
  readonly after: string
  readonly all?: boolean
  readonly remove?: boolean
  readonly notes?: readonly string[]
  /** What a plan would still do. */
  readonly left?: readonly string[]
}

const worker = (more: string) => `services:
# the one that works
- type: worker   # in the background
  name: w
  runtime: node


  buildCommand: 'npm ci'
  startCommand: npm start
${more}`

/** What looks like a secret under any name that says so. */
const random = '7Kq2mZ9xWb4Tn8Rv1Lc6'

const allowed = (more: string) => `services:\n- type: keyvalue\n  name: k\n${more.replace(/^(?=.)/gm, '  ')}`

const cases: Readonly<Record<string, Case>> = {
  'a field, with its comment': {
    file: worker('  plan: starter   # enough\n'),
    live: worker('  plan: pro plus\n'),
    after: worker('  plan: pro plus   # enough\n'),
  },
  'a list': {
    file: worker('  buildFilter:\n    paths: [a, b]\n'),
    live: worker('  buildFilter:\n    paths: [a, c]\n'),
    after: worker('  buildFilter:\n    paths:\n    - a\n    - c\n'),
  },
  'a variable, whose value stands in the file': {
    file: worker('  envVars:\n  - key: A   # first\n    value: "1"\n  - {key: B, value: b}\n'),
    live: worker('  envVars:\n  - key: A\n    value: "2"\n  - {key: B, value: c}\n'),
    after: worker('  envVars:\n  - key: A   # first\n    value: "2"\n  - {key: B, value: c}\n'),
  },
  'a variable, whose value looks like a secret now': {
    file: worker('  envVars:\n  - key: A_TOKEN   # first\n    value: "1"\n  - {key: B, value: b}\n'),
    live: worker(
      `  envVars:\n  - key: A_TOKEN\n    value: ${random}\n  - {key: B, value: "postgres://u:${random}@h"}\n`,
    ),
    after: worker('  envVars:\n  - key: A_TOKEN   # first\n    sync: false\n  - {key: B, sync: false}\n'),
    notes: [
      'service/w/env/A_TOKEN: its value looks like a secret: it stays a secret',
      'service/w/env/B: its value looks like an address with a password: it stays a secret',
    ],
  },
  'an alias, and not the anchor': {
    file: `${worker('  plan: &plan starter\n')}- { type: worker, name: v, runtime: docker, plan: *plan }\n`,
    live: 'services: [{ type: worker, name: v, runtime: docker, plan: pro }]',
    after: `${worker('  plan: &plan starter\n')}- { type: worker, name: v, runtime: docker, plan: pro }\n`,
  },
  'an anchor, and not its aliases': {
    file: `${worker('  plan: &plan starter\n')}- { type: worker, name: v, runtime: docker, plan: *plan }\n`,
    live: worker('  plan: pro\n'),
    after: `${worker('  plan: &plan pro\n')}- { type: worker, name: v, runtime: docker, plan: starter }\n`,
  },
  'what a merge brings in': {
    file: `${worker('  buildFilter: &filter\n    paths:\n    - a\n')}
- &v { type: worker, name: v, runtime: docker, plan: starter }
- <<: *v
  name: u   # like v
`,
    live: 'services: [{ type: worker, name: u, runtime: docker, plan: pro }]',
    after: `${worker('  buildFilter: &filter\n    paths:\n    - a\n')}
- &v { type: worker, name: v, runtime: docker, plan: starter }
- <<: *v
  name: u   # like v
  plan: pro
`,
  },
  'an old spelling': {
    file: worker('  autoDeploy: false   # by hand\n'),
    live: worker('  autoDeployTrigger: checksPass\n'),
    after: worker('  autoDeployTrigger: checksPass   # by hand\n'),
  },
  'a variable of a group': {
    file: 'envVarGroups:\n  - name: g\n    envVars:\n      - key: A # a\n        value: a\n      - key: B\n        value: b\n',
    live: 'envVarGroups: [{ name: g, envVars: [{ key: A, value: c }] }]',
    after:
      'envVarGroups:\n  - name: g\n    envVars:\n      - key: A # a\n        value: c\n      - key: B\n        value: b\n',
  },
  'a variable of a group, whose value looks like a secret now': {
    file: 'envVarGroups:\n  - name: g\n    envVars:\n      - key: A_TOKEN\n        value: a\n      - key: B\n        value: b\n',
    live: `envVarGroups: [{ name: g, envVars: [{ key: A_TOKEN, value: ${random} }] }]`,
    after:
      'envVarGroups:\n  - name: g\n    envVars:\n      - key: B\n        value: b\n    x-render-sync:\n      secrets:\n        - A_TOKEN\n',
    notes: ['group/g/env/A_TOKEN: its value looks like a secret: it stays a secret'],
  },
  'a new resource, where it belongs': {
    file: worker(''),
    live: `services: [{ type: worker, name: new, runtime: docker, plan: pro, dockerCommand: 'yes' }]`,
    after: worker(`- type: worker
  name: new
  runtime: docker
  dockerCommand: "yes"
  plan: pro
  repo: https://github.com/acme/app
  branch: main
`),
  },
  'a new resource in a new environment': {
    file: worker(''),
    live: 'projects: [{ name: p, environments: [{ name: e, envVarGroups: [{ name: g, envVars: [] }] }] }]',
    after: worker(
      'projects:\n- name: p\n  environments:\n  - name: e\n    envVarGroups:\n    - name: g\n      envVars: []\n',
    ),
  },
  'a resource that has moved': {
    file: `projects:
  - name: p
    environments:
      - name: one
        services:
          - type: worker
            name: v
            runtime: docker
          # moves
          - type: worker
            name: w
            runtime: docker # stays
      - name: two
`,
    live: 'projects: [{ name: p, environments: [{ name: two, services: [{ type: worker, name: w, runtime: docker }] }] }]',
    after: `projects:
  - name: p
    environments:
      - name: one
        services:
          - type: worker
            name: v
            runtime: docker
      - name: two
        services:
          # moves
          - type: worker
            name: w
            runtime: docker # stays
`,
  },
  'what was left out, if all is asked for': {
    file: worker(''),
    live: worker('  plan: pro\n  maxShutdownDelaySeconds: 60\n  envVars: [{ key: A, value: a }]\n'),
    all: true,
    after: worker(
      '  envVars:\n  - key: A\n    sync: false\n  plan: pro\n  repo: https://github.com/acme/app\n  branch: main\n  maxShutdownDelaySeconds: 60\n',
    ),
  },
  'a reference that leads elsewhere': {
    file: `databases: [{ name: one }, { name: two }]\n${worker('  envVars:\n  - key: URL\n    fromDatabase:\n      name: one # first\n      property: connectionString\n')}`,
    live: worker('  envVars:\n  - key: URL\n    fromDatabase: { name: two, property: connectionString }\n'),
    after: `databases: [{ name: one }, { name: two }]\n${worker('  envVars:\n  - key: URL\n    fromDatabase:\n      name: two # first\n      property: connectionString\n')}`,
  },
  'a text that turns out to be a reference': {
    file: `databases: [{ name: one }]\n${worker('  envVars:\n  - key: URL\n    value: none\n')}`,
    live: worker('  envVars:\n  - key: URL\n    fromDatabase: { name: one, property: connectionString }\n'),
    after: `databases: [{ name: one }]\n${worker('  envVars:\n  - key: URL\n    fromDatabase:\n      name: one\n      property: connectionString\n')}`,
  },
  'the size of a disk, the rest of which stays': {
    file: worker('  disk: { name: d, mountPath: /data, sizeGB: 10 } # big\n'),
    live: worker('  disk: { name: d, mountPath: /data, sizeGB: 20 }\n'),
    after: worker('  disk: { name: d, mountPath: /data, sizeGB: 20 } # big\n'),
  },
  'a secret file: its content is hidden': {
    file: worker(
      '  x-render-sync:\n    secretFiles:\n    - name: a\n      content: |\n        one\n        two\n',
    ),
    live: worker('  x-render-sync: { secretFiles: [{ name: a, content: other }] }\n'),
    after: worker('  x-render-sync:\n    secretFiles:\n    - name: a\n      sync: false\n'),
  },
  'a command of several lines': {
    file: worker('  preDeployCommand: |\n    one\n    two\n  plan: starter\n'),
    live: worker('  preDeployCommand: three\n'),
    after: worker('  preDeployCommand: three\n  plan: starter\n'),
  },
  'line ends of Windows': {
    file: worker('  plan: starter\n').replaceAll('\n', '\r\n'),
    live: worker('  plan: pro\n'),
    after: worker('  plan: pro\n').replaceAll('\n', '\r\n'),
  },
  'line ends of Windows, where a list gives way': {
    file: allowed('ipAllowList: # lists\n  # office\n  - source: 10.0.0.0/8\n').replaceAll('\n', '\r\n'),
    live: allowed('ipAllowList: []\n'),
    after: allowed('# lists\n# office\nipAllowList: []\n').replaceAll('\n', '\r\n'),
  },
  'the formatting of all other lines, where a list with a comment gives way': {
    file: allowed('plan:   starter    # cheap\nipAllowList: # lists\n    - {source: 10.0.0.0/8 }\n'),
    live: allowed('ipAllowList: []\n'),
    after: allowed('plan:   starter    # cheap\n# lists\nipAllowList: []\n'),
  },
  'a mark of the byte order': {
    file: `\uFEFF${worker('  plan: starter\n')}`,
    live: worker('  plan: pro\n'),
    after: `\uFEFF${worker('  plan: pro\n')}`,
  },
  'what the file ignores': {
    file: worker('  plan: starter\n  x-render-sync: { ignore: [plan] }\n'),
    live: worker('  plan: pro\n'),
    after: worker('  plan: starter\n  x-render-sync: { ignore: [plan] }\n'),
  },
  'nothing of what the file leaves out': {
    file: worker(''),
    live: worker('  plan: pro\n  envVars: [{ key: A, value: a }]\n'),
    after: worker(''),
  },
}

const gone = 'it is not live any more; --remove takes it out of the file'

const site = (more: string) => `services:
- type: web
  name: s
  runtime: static
  staticPublishPath: out
${more}`

/** What is done to the workspace otherwise than by a file. */
const deeds: Readonly<Record<string, Case & { readonly deed: (it: Bench) => Promise<void> }>> = {
  'a resource that is gone: it is reported': {
    file: worker('') + worker('').replace('services:\n', '').replace('name: w', 'name: v'),
    live: '',
    deed: (it) => call(it, 'DELETE', 'v', ''),
    after: worker('') + worker('').replace('services:\n', '').replace('name: w', 'name: v'),
    notes: [`service/v: ${gone}`],
    left: ['create service/v'],
  },
  'a resource that is gone: it is removed if that is asked for': {
    file: `${worker('')}# v\n- { type: worker, name: v, runtime: docker }\n# after\n`,
    live: '',
    deed: (it) => call(it, 'DELETE', 'v', ''),
    remove: true,
    after: `${worker('')}# after\n`,
  },
  // A comment above the first item may be about the whole list: it stays.
  'an anchor that goes': {
    file: `${worker('  plan: &plan starter\n')}- { type: worker, name: v, runtime: docker, plan: *plan }\n`,
    live: '',
    deed: (it) => call(it, 'DELETE', 'w', ''),
    remove: true,
    after: 'services:\n# the one that works\n- { type: worker, name: v, runtime: docker, plan: starter }\n',
  },
  'a variable that is gone': {
    file: worker('  envVars:\n  - key: A\n    value: a\n  - key: B # stays\n    value: b\n'),
    live: '',
    deed: (it) => call(it, 'DELETE', 'w', '/env-vars/A'),
    remove: true,
    after: worker('  envVars:\n  - key: B # stays\n    value: b\n'),
    // Whoever took it out has not deployed the service.
    left: ['update service/w (deploys)'],
  },
  'the order of routes': {
    file: site(
      '  routes:\n  - { type: rewrite, source: /a, destination: /1 } # a\n  - { type: rewrite, source: /b, destination: /2 } # b\n',
    ),
    live: '',
    deed: (it) =>
      call(it, 'PUT', 's', '/routes', [
        { type: 'rewrite', source: '/b', destination: '/3' },
        { type: 'redirect', source: '/c', destination: '/4' },
        { type: 'rewrite', source: '/a', destination: '/1' },
      ]),
    after: site(
      '  routes:\n  - { type: rewrite, source: /b, destination: /3 } # b\n  - type: redirect\n    source: /c\n    destination: /4\n  - { type: rewrite, source: /a, destination: /1 } # a\n',
    ),
  },
}

/** Does something to a service by itself, as the Dashboard does. */
const call = async (
  { client }: Bench,
  method: 'PUT' | 'DELETE',
  name: string,
  part: string,
  body?: unknown,
): Promise<void> => {
  const [found] = await client.list<{ id: string }>({
    path: '/services',
    query: { name: [name] },
    wrapper: 'service',
  })
  const path = `/services/${found?.id}${part}`
  await client.send({ method, path, ...(body !== undefined && { body }) })
}

const check = async (
  it: Bench,
  { file, after, notes = [], left = [], live: _, ...options }: Case,
): Promise<void> => {
  const found = await pulledInto(it, file, options)
  expect(found.text).toBe(after)
  expect(found.notes.map(({ address, message }) => `${address}: ${message}`)).toEqual(notes)
  expect(lines((await it.plan(found.text)).plan).filter((line) => !line.startsWith(' '))).toEqual(left)
  expect((await pulledInto(it, found.text, options)).text).toBe(found.text)
}

describe('keeps all but', () => {
  test.each(Object.entries(cases))('%s', async (_, one) => {
    const it = bench()
    expect(failures(await it.apply(one.file))).toEqual([])
    expect(failures(await it.apply(one.live))).toEqual([])
    await check(it, one)
  })

  test.each(Object.entries(deeds))('%s', async (_, { deed, ...one }) => {
    const it = bench()
    expect(failures(await it.apply(one.file))).toEqual([])
    await deed(it)
    await check(it, one)
  })
})

test('the user of a registry credential, and nothing else of its login', async () => {
  const file = (user: string) => `x-render-sync:
  registryCredentials:
  - { name: hub, registry: docker, username: ${user} }
services: []
`
  const it = bench()
  const secrets = secretsOf({ 'hub/authToken': 'hidden-token' })
  for (const user of ['acme', 'other']) expect(failures(await it.apply(file(user), { secrets }))).toEqual([])
  expect((await pulledInto(it, file('acme'))).text).toBe(file('other'))
})

test('a field that is gone takes along what held nothing else', async () => {
  const file = (image: string) =>
    `services:\n- type: worker\n  name: w\n  runtime: image\n  image:\n    url: docker.io/acme/w:1\n${image}`
  const it = bench()
  expect(failures(await it.apply(file('')))).toEqual([])
  const credential = '    creds: # why\n      fromRegistryCreds:\n        name: hub\n'
  expect((await pulledInto(it, file(credential), { remove: true })).text).toBe(file(''))
})
