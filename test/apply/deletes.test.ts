/** Each thing that can be deleted, by itself: a plan of the file with it wants it back, and nothing else. */
import { describe, expect, test } from 'vitest'
import { within } from '../../src/address.ts'
import { type Desired, type PlanWishes, totals } from '../../src/index.ts'
import { prunable } from '../../src/kinds/index.ts'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'

const secrets = secretsOf({ authToken: 'a token' })

const file = JSON.stringify({
  projects: [{ name: 'shop', environments: [{ name: 'live', networking: { isolation: 'enabled' } }] }],
  envVarGroups: [
    {
      name: 'shared',
      envVars: [{ key: 'REGION', value: 'eu' }],
      'x-render-sync': { secretFiles: [{ name: 'a.txt', content: 'a' }] },
    },
  ],
  databases: [{ name: 'main', plan: 'basic-1gb' }],
  services: [
    {
      type: 'web',
      name: 'api',
      runtime: 'node',
      plan: 'standard',
      repo: 'https://github.com/acme/app',
      buildCommand: 'npm ci',
      startCommand: 'npm start',
      envVars: [{ fromGroup: 'shared' }, { key: 'LEVEL', value: 'info' }],
      domains: ['api.example.com'],
      disk: { name: 'data', mountPath: '/var/data', sizeGB: 1 },
      'x-render-sync': { secretFiles: [{ name: 'b.txt', content: 'b' }] },
    },
    {
      type: 'worker',
      name: 'jobs',
      runtime: 'node',
      plan: 'standard',
      repo: 'https://github.com/acme/app',
      buildCommand: 'npm ci',
      startCommand: 'npm start',
      scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 },
    },
    {
      type: 'web',
      name: 'site',
      runtime: 'static',
      repo: 'https://github.com/acme/site',
      buildCommand: 'npm ci',
      staticPublishPath: 'public',
      headers: [
        { path: '/*', name: 'X-One', value: '1' },
        { path: '/*', name: 'X-Two', value: '2' },
      ],
      routes: [
        { type: 'redirect', source: '/a', destination: '/b' },
        { type: 'redirect', source: '/c', destination: '/d' },
      ],
    },
    {
      type: 'keyvalue',
      name: 'cache',
      plan: 'starter',
      ipAllowList: [],
      'x-render-sync': { logStream: { setting: 'drop' } },
    },
  ],
  'x-render-sync': {
    webhooks: [{ name: 'chat', url: 'https://example.com/hook' }],
    registryCredentials: [{ name: 'hub', registry: 'docker', username: 'me' }],
    logStream: { endpoint: 'logs.example.com:6514', preview: 'send' },
    notifications: { send: 'all', previews: 'enabled', email: 'disabled' },
  },
})

const settled = async (): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(file, { secrets }))).toEqual([])
  return it
}

/** As if the file had nothing at these addresses. */
const without =
  (addresses: readonly string[]) =>
  (desired: Desired): Desired => {
    const isGone = (address: string) => addresses.includes(address)
    const resources = [...desired.resources.values()].flatMap((resource) => {
      const { address, kind, parts } = resource
      const kept = Object.entries(parts).map(([name, items]) => {
        const part = kind.aspects[name]?.part ?? name
        return [name, items.filter(({ key }) => !isGone(within(address, part, key)))]
      })
      return isGone(address) ? [] : [[address, { ...resource, parts: Object.fromEntries(kept) }] as const]
    })
    return { ...desired, resources: new Map(resources) }
  }

const wishes: PlanWishes = {
  prune: prunable,
  pruneScope: 'workspace',
  confirmDestructive: true,
  maxDeletes: '100%',
}

/** Applies the file without these, all of which are to go. */
const carriedOut = async (it: Bench, ...addresses: readonly string[]) => {
  const adjust = without(addresses)
  const { plan } = await it.plan(file, { secrets, wishes, adjust })
  const events = await it.apply(file, { secrets, wishes, adjust })
  expect(failures(events)).toEqual([])
  expect(lines((await it.plan(file, { secrets, wishes, adjust })).plan)).toEqual([])
  return { plan, events }
}

describe('an item that is deleted', () => {
  test.each([
    ['group/shared/env/REGION', 'update group/shared'],
    ['group/shared/file/a.txt', 'update group/shared'],
    ['service/api/env/LEVEL', 'update service/api'],
    ['service/api/file/b.txt', 'update service/api'],
    ['service/api/group/shared', 'update service/api'],
    ['service/api/domain/api.example.com', 'update service/api'],
    ['service/api/disk', 'update service/api'],
    ['service/jobs/scaling', 'update service/jobs'],
    ['service/site/header/%2F*%20x-one', 'update service/site'],
    ['keyvalue/cache/logStream', 'update keyvalue/cache'],
  ])('%s is gone, and nothing else', async (address, owner) => {
    const it = await settled()
    await carriedOut(it, address)
    const again = lines((await it.plan(file, { secrets })).plan)
    expect(again).toContainEqual(expect.stringContaining(owner))
    expect(again).toContain(`  create ${address}`)
    expect(again.filter((line) => line.startsWith('  create'))).toHaveLength(1)
  })

  test('a route that is gone leaves its place to the next', async () => {
    const it = await settled()
    await carriedOut(it, 'service/site/route/%2Fa')
    const again = lines((await it.plan(file, { secrets })).plan)
    expect(again).toContain('  create service/site/route/%2Fa')
  })
})

describe('a resource that is deleted', () => {
  test.each<[string, boolean, ...string[]]>([
    ['service/api', true],
    ['service/jobs', false],
    ['service/site', false],
    ['database/main', true],
    ['keyvalue/cache', true],
    ['environment/shop/live', true],
    ['project/shop', true, 'environment/shop/live'],
    ['webhook/chat', false],
    ['registry-credential/hub', false],
    ['log-stream/workspace', false],
  ])('%s is gone; data with it: %s', async (address, destroysData, ...inside) => {
    const it = await settled()
    const { plan, events } = await carriedOut(it, address, ...inside)
    expect(totals(plan)).toEqual({ add: 0, change: 0, destroy: 1 })
    expect(plan.changes.find((change) => change.address === address)).toMatchObject({ destroysData })
    expect(events.at(-1)).toMatchObject({ summary: { added: 0, changed: 0, destroyed: 1 } })
    expect(lines((await it.plan(file, { secrets })).plan)).toContain(`create ${address}`)
  })

  test('a group is gone once nothing is linked to it', async () => {
    const it = await settled()
    const { events } = await carriedOut(it, 'group/shared', 'service/api/group/shared')
    expect(events.at(-1)).toMatchObject({ summary: { added: 0, changed: 1, destroyed: 1 } })
  })

  test('the notification settings of the workspace are always there, and stay as they are', async () => {
    const it = await settled()
    const { plan } = await carriedOut(it, 'notifications/workspace')
    expect(lines(plan)).toEqual([])
  })

  test('by somebody else right before is gone all the same', async () => {
    const it = bench({
      intercept: ({ method, path }) => method === 'DELETE' && path.startsWith('/services/') && 404,
    })
    expect(failures(await it.apply(file, { secrets }))).toEqual([])
    const events = await it.apply(file, { secrets, wishes, adjust: without(['service/jobs']) })
    expect(events.at(-1)).toMatchObject({ summary: { destroyed: 1, failed: 0 } })
  })
})
