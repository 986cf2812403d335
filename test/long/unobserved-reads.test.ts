/** Each single read answers 403 in turn: a command goes on, names that very read, and concludes nothing from it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type DesiredResource, load, means } from '../../src/index.ts'
import { stage } from '../cli/stage.ts'

/** One of everything that is read by itself: a disk, files, links, connection strings, what stands under x-render-sync. */
const file = `
projects:
  - name: shop
    environments:
      - name: production
        services:
          - type: web
            name: api
            runtime: node
            repo: https://github.com/acme/app
            branch: main
            buildCommand: npm ci
            startCommand: npm start
            domains: [api.example.com]
            disk: { name: data, mountPath: /data, sizeGB: 10 }
            envVars:
              - { key: LEVEL, value: info }
              - { key: PORT, value: "8080" }
              - { key: DATABASE_URL, fromDatabase: { name: main, property: connectionString } }
              - { key: CACHE_URL, fromService: { name: cache, type: keyvalue, property: connectionString } }
              - fromGroup: shared
            x-render-sync:
              secretFiles: [{ name: flags.json, content: "{}" }]
              notifications: { send: none }
              logStream: { setting: drop }
        databases:
          - name: main
            plan: basic-256mb
            x-render-sync: { parameterOverrides: { work_mem: 8MB } }
services:
  - type: web
    name: site
    runtime: static
    repo: https://github.com/acme/app
    branch: main
    buildCommand: npm run site
    staticPublishPath: dist
    headers: [{ path: /*, name: X-Frame-Options, value: DENY }]
    routes: [{ type: rewrite, source: /a, destination: /b }]
  - { type: keyvalue, name: cache, plan: standard, ipAllowList: [] }
  - type: workflow
    name: flow
    runtime: node
    repo: https://github.com/acme/app
    branch: main
    buildCommand: npm ci
    startCommand: npm start
    envVars:
      - { key: LEVEL, value: debug }
      - fromGroup: shared
envVarGroups:
  - name: shared
    envVars: [{ key: LEVEL, value: info }, { key: MODE, value: fast }]
    x-render-sync:
      secretFiles: [{ name: key.pem, content: not a key }]
x-render-sync:
  registryCredentials:
    - { name: quay, registry: docker, username: acme }
  webhooks:
    - { name: chat, url: https://example.com/hook, eventFilter: [deploy_ended] }
  logStream: { endpoint: "logs.example.com:6514", preview: drop, token: { sync: false } }
  notifications: { send: all }
`

interface Refused {
  /** The read that was refused. */
  readonly path: string
  /** What is printed where nothing is refused. */
  readonly whole: string
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command once as it is, and then once for each of its reads without that read. */
const eachRead = async (
  args: readonly string[],
  exit: number | ((path: string) => number),
  check: (refused: Refused) => void,
) => {
  let refused = ''
  const it = await stage({
    file,
    live: file,
    secrets: { 'registry-credential/quay/login': 'a token', 'log-stream/workspace/target': 'another' },
    fault: ({ method, url }) =>
      method === 'GET' && new URL(url).pathname === refused
        ? Response.json({ message: 'no' }, { status: 403 })
        : undefined,
  })
  const from = it.emulator.requests().length
  const { code, stdout: whole, stderr } = await it.cli(args)
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('Not observed')])
  const asked = it.emulator.requests().slice(from)
  // Which workspace it is has to be seen.
  const exitOf = typeof exit === 'number' ? () => exit : exit
  const reads = [...new Set(asked.map(({ path }) => path))].filter((path) => !path.startsWith('/v1/owners'))
  for (const path of reads) {
    refused = path
    const ran = await it.cli(args)
    expect([path, ran.code, ran.stderr]).toEqual([
      path,
      exitOf(path),
      expect.not.stringMatching(/error|defect/),
    ])
    check({ path, whole, stdout: ran.stdout, stderr: ran.stderr })
  }
  return { ...it, forms: reads.map(formOf) }
}

const formOf = (path: string) => path.replace('/v1', '').replace(/[a-z]{3}-\w{20}(-a)?/, 'ID')

/** That a document says which read was refused, and no other. */
const expectNamed = (unobserved: readonly { readonly where: string }[], path: string) =>
  expect([path, [...new Set(unobserved.map(({ where }) => where))]]).toEqual([
    path,
    [`GET ${path.replace('/v1', '')}`],
  ])

test('plan names the read, and plans nothing', async () => {
  const { forms } = await eachRead(['plan', '--json'], 0, ({ path, stdout }) => {
    const { unobserved, refused, resource_changes } = JSON.parse(stdout)
    expectNamed(unobserved, path)
    const actions = new Set(
      resource_changes.flatMap(({ change }: { change: { actions: string[] } }) => change.actions),
    )
    expect([path, refused, [...actions]]).toEqual([path, false, ['no-op']])
  })
  expect(forms.sort()).toEqual([
    '/blueprints',
    '/env-groups',
    '/env-groups/ID',
    '/environments',
    '/key-value',
    '/key-value/ID/connection-info',
    '/logs/streams/owner/ID',
    '/logs/streams/resource',
    '/notification-settings/overrides',
    '/notification-settings/owners/ID',
    '/postgres',
    '/postgres/ID',
    '/postgres/ID/connection-info',
    '/projects',
    '/registrycredentials',
    '/services',
    '/services/ID/custom-domains',
    '/services/ID/deploys',
    '/services/ID/deploys',
    '/services/ID/env-vars',
    '/services/ID/env-vars',
    '/services/ID/headers',
    '/services/ID/routes',
    '/services/ID/secret-files',
    '/webhooks',
    '/workflows',
    '/workflowversions',
  ])
})

test('drift names the read, finds no difference and is not clean', async () => {
  // Who else manages it is no matter of drift.
  const exit = (path: string) => (path === '/v1/blueprints' ? 0 : 1)
  await eachRead(['drift', '--json'], exit, ({ path, stdout }) => {
    const { unobserved, drifted, resource_drift } = JSON.parse(stdout)
    expectNamed(unobserved, path)
    expect([path, drifted, resource_drift]).toEqual([path, false, []])
  })
})

interface Told {
  readonly key: string
  readonly role?: string
  readonly address?: string
  readonly from?: string
  readonly masks?: readonly string[]
  readonly equal?: readonly string[]
  readonly heirs?: readonly string[]
  readonly maskedIn?: readonly string[]
}

const lists = ['masks', 'equal', 'heirs', 'maskedIn'] as const

/** Whether the whole says it too: what of it is a list may be shorter. */
const isTrue = (told: Told, whole: readonly Told[]) =>
  whole.some(
    (so) =>
      [so.key, so.role, so.address, so.from].join() ===
        [told.key, told.role, told.address, told.from].join() &&
      lists.every((name) => told[name]?.every((each) => so[name]?.includes(each)) ?? true),
  )

test.each(['api', 'flow'])('env %s names the read, and says nothing that is not so', async (name) => {
  await eachRead(['env', name, '--json'], 0, ({ path, whole, stdout }) => {
    const { unobserved, variables } = JSON.parse(stdout)
    expectNamed(unobserved, path)
    const all = JSON.parse(whole).variables
    expect([path, variables.filter((told: Told) => !isTrue(told, all))]).toEqual([path, []])
  })
})

test('audit names the read, and says nothing that is not so', async () => {
  await eachRead(['audit', 'LEVEL', 'MODE', '--json'], 0, ({ path, whole, stdout }) => {
    const { unobserved, findings } = JSON.parse(stdout)
    expectNamed(unobserved, path)
    const all = JSON.parse(whole).findings
    expect([path, findings.filter((told: Told) => !isTrue(told, all))]).toEqual([path, []])
  })
})

type Said = readonly [place: string, value: unknown]

/** What a resource says, by place: its fields, and the rows of its items. */
const saidBy = ({ kind, address, values, parts }: DesiredResource): readonly Said[] => [
  [address, 'there'],
  ...Object.entries(values).map(([field, value]): Said => [`${address}/${field}`, value]),
  ...Object.entries(parts).flatMap(([part, items]) =>
    items.flatMap(({ key, values }) => {
      const place = `${address}/${kind.aspects[part]?.part ?? part}/${encodeURIComponent(key)}`
      return [
        [place, 'there'] as const,
        ...Object.entries(values).map(([row, value]): Said => [`${place}/${row}`, value]),
      ]
    }),
  ),
]

const placesIn = (text: string): ReadonlyMap<string, unknown> =>
  new Map([...load([{ name: 'render.yaml', text }]).desired.resources.values()].flatMap(saidBy))

/** What is not seen without a read. */
const hides: Readonly<Record<string, RegExp>> = {
  '/dedicated-ips': /^dedicated-ip\/\*$/,
  '/env-groups': /^group\/\*$|\/group$/,
  '/env-groups/ID': /^group\/shared\/(env|file|placement)$/,
  '/environments': /^environment\/\*$|\/placement$/,
  '/key-value': /^keyvalue\/\*$/,
  '/key-value/ID/connection-info': /^keyvalue\/cache\/connection$/,
  '/logs/streams/owner/ID': /^log-stream\/\*$/,
  '/logs/streams/resource': /\/logStream$/,
  '/metrics-stream/ID': /^metrics-stream\/\*$/,
  '/notification-settings/overrides': /^service\/\w+\/notifications$/,
  '/notification-settings/owners/ID': /^notifications\/\*$/,
  '/postgres': /^database\/\*$/,
  '/postgres/ID': /^database\/main\/parameters$/,
  '/postgres/ID/connection-info': /^database\/main\/connection$/,
  '/projects': /^(project|environment)\/\*$|\/placement$/,
  '/registrycredentials': /^registry-credential\/\*$/,
  '/services': /^service\/\*$/,
  '/services/ID/custom-domains': /^service\/\w+\/domain$/,
  '/services/ID/env-vars': /^(service|workflow)\/\w+\/env$/,
  '/services/ID/headers': /^service\/site\/header$/,
  '/services/ID/routes': /^service\/site\/route$/,
  '/services/ID/secret-files': /^(service|workflow)\/\w+\/file$/,
  '/webhooks': /^webhook\/\*$/,
  '/workflows': /^workflow\/\*$/,
}

/** That the list on stderr has what the read would have shown, and nothing else; the addresses of it. */
const expectListed = (stderr: string, path: string): readonly string[] => {
  const listed = [...stderr.matchAll(/^ {2}(\S+)\n {4}the key may not read /gm)]
  const addresses = listed.map(([, address = '']) => address)
  expect([path, addresses]).not.toEqual([path, []])
  expect([path, addresses.filter((address) => !hides[formOf(path)]?.test(address))]).toEqual([path, []])
  return addresses
}

const isSecret = (value: unknown) =>
  typeof value === 'object' && value !== null && 'from' in value && value.from === 'secret'

/** What cannot be written down without what is in it, and is said to be left out. */
const leftOutOf = (stderr: string): readonly string[] =>
  [...stderr.matchAll(/^note: (\S+): left out: what is in it was not observed$/gm)].map(
    ([, address = '']) => address,
  )

test('pull lists what was not seen, drops nothing that was, and invents nothing', async () => {
  const { forms } = await eachRead(['pull'], 0, ({ path, whole, stdout, stderr }) => {
    const missing = [...expectListed(stderr, path), ...leftOutOf(stderr)]
    const [before, after] = [placesIn(whole), placesIn(stdout)]
    const dropped = [...before.keys()].filter(
      (place) => !after.has(place) && !missing.some((address) => means(address, place)),
    )
    expect([path, dropped]).toEqual([path, []])
    // Where what a reference leads to may not be seen, the variable is left out as a secret.
    const invented = [...after].filter(
      ([place, value]) =>
        !before.has(place) ||
        (!isSecret(value) && JSON.stringify(before.get(place)) !== JSON.stringify(value)),
    )
    expect([path, invented]).toEqual([path, []])
  })
  expect([...new Set(forms)].sort()).toEqual(Object.keys(hides))
})

test('pull leaves a file that is there as it is', async () => {
  const { folder } = await eachRead(['pull', '-o', 'pulled.yaml'], 0, ({ path, stderr }) => {
    expectListed(stderr, path)
    expect([path, stderr]).toEqual([path, expect.stringContaining('pulled.yaml is up to date.')])
  })
  expect(readFileSync(join(folder, 'pulled.yaml'), 'utf8')).toContain('name: chat')
})
