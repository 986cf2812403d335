/** What somebody else changes between a plan and its apply is neither overwritten nor lost. */
import { describe, expect, test } from 'vitest'
import { carryOut, type Mapping, node, planOf, problemsOf, secrets, settle } from '../support/meanwhile.ts'
import { bench, failures } from '../support/workspace.ts'

const service = (more: Mapping) =>
  JSON.stringify({
    projects: [{ name: 'shop', environments: [{ name: 'one' }, { name: 'two' }, { name: 'three' }] }],
    ungrouped: { services: [{ type: 'web', name: 'api', ...node, ...more }] },
  })
const placed = (environment: string) =>
  JSON.stringify({
    projects: [
      {
        name: 'shop',
        environments: ['one', 'two', 'three'].map((name) => ({
          name,
          ...(name === environment && { services: [{ type: 'web', name: 'api', ...node }] }),
        })),
      },
    ],
  })
const site = (more: Mapping) =>
  JSON.stringify({ services: [{ type: 'web', name: 'site', runtime: 'static', ...more }] })
const database = (more: Mapping) =>
  JSON.stringify({ databases: [{ name: 'main', plan: 'basic-1gb', ...more }] })
const cache = (more: Mapping) =>
  JSON.stringify({ services: [{ type: 'keyvalue', name: 'cache', ipAllowList: [], ...more }] })
const group = (envVars: readonly Mapping[], more: Mapping = {}) =>
  JSON.stringify({ envVarGroups: [{ name: 'shared', envVars, ...more }] })
const extension = (more: Mapping) => ({ 'x-render-sync': more })
const workspace = (more: Mapping) => JSON.stringify(extension(more))
const environment = (more: Mapping) =>
  JSON.stringify({ projects: [{ name: 'shop', environments: [{ name: 'one', ...more }] }] })

const level = (value: string) => ({ key: 'LEVEL', value })
const allow = (...sources: readonly string[]) => ({
  ipAllowList: sources.map((source) => ({ source, description: 'x' })),
})
const file = (content: string) => extension({ secretFiles: [{ name: '.env', content }] })
const header = (value: string) => ({ headers: [{ path: '/*', name: 'X-Frame-Options', value }] })
const routes = (...routes: readonly (readonly [string, string])[]) => ({
  routes: routes.map(([source, destination]) => ({ type: 'rewrite', source, destination })),
})
const scaling = (maxInstances: number) => ({
  scaling: { minInstances: 1, maxInstances, targetCPUPercent: 60 },
})
const disk = (sizeGB: number) => ({ disk: { name: 'data', mountPath: '/var/data', sizeGB } })
const user = (username: string) =>
  workspace({ registryCredentials: [{ name: 'hub', registry: 'docker', username }] })
const hook = (more: Mapping) =>
  workspace({ webhooks: [{ name: 'chat', url: 'https://example.com/a', ...more }] })

/** Three states of one thing: before, as one file has it, and as another one has it. */
const things: readonly (readonly [string, string, string, string])[] = [
  ['a field', service({}), service({ plan: 'pro' }), service({ plan: 'starter' })],
  ['a command', service({}), service({ startCommand: 'npm run a' }), service({ startCommand: 'npm run b' })],
  [
    'an allow list of a service',
    service(allow('10.0.0.0/8')),
    service(allow('10.1.0.0/16')),
    service(allow('10.0.0.0/8', '10.2.0.0/16')),
  ],
  [
    'a variable',
    service({ envVars: [level('info')] }),
    service({ envVars: [level('debug')] }),
    service({ envVars: [level('warn')] }),
  ],
  [
    'a new variable',
    service({ envVars: [] }),
    service({ envVars: [level('debug')] }),
    service({ envVars: [level('warn')] }),
  ],
  ['a secret file', service(file('a')), service(file('b')), service(file('c'))],
  ['the instances', service({ numInstances: 1 }), service({ numInstances: 2 }), service({ numInstances: 3 })],
  ['the scaling', service(scaling(2)), service(scaling(3)), service(scaling(4))],
  ['a new scaling', service({}), service(scaling(3)), service(scaling(4))],
  ['a disk', service(disk(10)), service(disk(20)), service(disk(15))],
  ['a new disk', service({}), service(disk(20)), service(disk(15))],
  ['a place', placed('one'), placed('two'), placed('three')],
  [
    'what is notified',
    service(extension({ notifications: { send: 'none' } })),
    service(extension({ notifications: { send: 'all' } })),
    service(extension({ notifications: { send: 'failure' } })),
  ],
  [
    'a log stream',
    service(extension({ logStream: { setting: 'send', endpoint: 'a.example.com:1' } })),
    service(extension({ logStream: { setting: 'send', endpoint: 'b.example.com:1' } })),
    service(extension({ logStream: { setting: 'drop' } })),
  ],
  ['a header', site(header('DENY')), site(header('SAMEORIGIN')), site(header('ALLOWALL'))],
  ['a route', site(routes(['/a', '/1'])), site(routes(['/a', '/2'])), site(routes(['/a', '/3']))],
  [
    'the order of routes',
    site(routes(['/a', '/'], ['/b', '/'], ['/c', '/'])),
    site(routes(['/b', '/'], ['/a', '/'], ['/c', '/'])),
    site(routes(['/c', '/'], ['/b', '/'], ['/a', '/'])),
  ],
  ['a variable of a group', group([level('info')]), group([level('debug')]), group([level('warn')])],
  ['a new variable of a group', group([]), group([level('debug')]), group([level('warn')])],
  ['a secret file of a group', group([], file('a')), group([], file('b')), group([], file('c'))],
  ['the plan of a database', database({}), database({ plan: 'basic-4gb' }), database({ plan: 'pro-4gb' })],
  [
    'the allow list of a database',
    database(allow('10.0.0.0/8')),
    database(allow()),
    database(allow('10.0.0.0/8', '10.2.0.0/16')),
  ],
  [
    'the parameters of a database',
    database(extension({ parameterOverrides: { work_mem: '8MB' } })),
    database(extension({ parameterOverrides: { work_mem: '16MB' } })),
    database(extension({ parameterOverrides: { work_mem: '8MB', jit: 'off' } })),
  ],
  ['the allow list of a key value', cache({}), cache(allow('10.0.0.0/8')), cache(allow('10.1.0.0/16'))],
  [
    'a policy of a key value',
    cache({}),
    cache({ maxmemoryPolicy: 'noeviction' }),
    cache({ maxmemoryPolicy: 'allkeys-lfu' }),
  ],
  [
    'an allow list of an environment',
    environment(extension(allow('10.0.0.0/8'))),
    environment(extension(allow('10.1.0.0/16'))),
    environment(extension(allow('10.2.0.0/16'))),
  ],
  ['a registry credential', user('a'), user('b'), user('c')],
  [
    'the address of a webhook',
    hook({}),
    hook({ url: 'https://example.com/b' }),
    hook({ url: 'https://example.com/c' }),
  ],
  [
    'the events of a webhook',
    hook({ eventFilter: [] }),
    hook({ eventFilter: ['deploy_ended'] }),
    hook({ eventFilter: ['server_failed'] }),
  ],
  [
    'the log stream of the workspace',
    workspace({ logStream: { endpoint: 'a.example.com:1', preview: 'drop' } }),
    workspace({ logStream: { endpoint: 'b.example.com:1', preview: 'drop' } }),
    workspace({ logStream: { endpoint: 'c.example.com:1', preview: 'drop' } }),
  ],
  [
    'the notifications of the workspace',
    workspace({ notifications: { send: 'failure' } }),
    workspace({ notifications: { send: 'all' } }),
    workspace({ notifications: { send: 'none' } }),
  ],
]

describe.each(things)('%s', (_title, before, mine, theirs) => {
  test('that somebody has changed since is not overwritten', async () => {
    const it = bench()
    await settle(it, before)
    const planned = await it.plan(mine, { secrets })
    await settle(it, theirs)
    const problems = problemsOf(await carryOut(it, planned))
    expect(problems.map(({ code }) => code)).toEqual(['changed-meanwhile'])
    expect(await planOf(it, theirs)).toEqual([])
    // Who plans again has seen it.
    await settle(it, mine)
    expect(await planOf(it, mine)).toEqual([])
  })

  test('that somebody has made as it is wanted is no conflict', async () => {
    const it = bench()
    await settle(it, before)
    const planned = await it.plan(mine, { secrets })
    await settle(it, mine)
    expect(failures(await carryOut(it, planned))).toEqual([])
    expect(await planOf(it, mine)).toEqual([])
  })
})
