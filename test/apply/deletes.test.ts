/** No file can ask for a deletion yet: the changes are made by hand. What each of them deletes, the next plan wants back. */
import { describe, expect, test } from 'vitest'
import { apply } from '../../src/apply/index.ts'
import { type Change, type ItemChange, isDeclared } from '../../src/change.ts'
import { type Plan, type Planned, totals } from '../../src/index.ts'
import { type Bench, bench, collect, failures, lines, secretsOf } from '../support/workspace.ts'

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

/** The plan with this one thing to be deleted, and nothing else to do. */
const deleting = ({ plan }: Planned, address: string): Plan => {
  const changes = plan.changes.map((change): Change => {
    if (!isDeclared(change) || change.action === 'create') return change
    const { kind, live } = change
    if (change.address === address) {
      return { action: 'delete', kind, address, live, needs: [], destroysData: kind.holdsData(live.record) }
    }
    const items = change.items.map((item): ItemChange => {
      if (item.address !== address || item.action === 'create') return item
      return {
        aspect: item.aspect,
        key: item.key,
        address,
        action: 'delete',
        live: item.live,
        destroysData: false,
      }
    })
    const owns = items.some(({ action }) => action === 'delete')
    return owns && change.action !== 'replace' ? { ...change, action: 'update', items } : change
  })
  const acting = changes.filter(({ action }) => action !== 'none').map((change) => change.address)
  return { ...plan, changes, sets: [acting] }
}

const carriedOut = async (it: Bench, address: string) => {
  const planned = await it.plan(file, { secrets })
  const plan = deleting(planned, address)
  const { client, clock } = it
  const events = await collect(
    apply(plan, { client, clock, desired: planned.desired, known: planned.known, secrets }),
  )
  expect(failures(events)).toEqual([])
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
  test.each([
    ['service/api', true],
    ['service/jobs', false],
    ['service/site', false],
    ['database/main', true],
    ['keyvalue/cache', true],
    ['group/shared', false],
    ['environment/shop/live', true],
    ['project/shop', true],
    ['webhook/chat', false],
    ['registry-credential/hub', false],
    ['log-stream/workspace', false],
  ])('%s is gone; data with it: %s', async (address, destroysData) => {
    const it = await settled()
    const { plan, events } = await carriedOut(it, address)
    expect(totals(plan)).toEqual({ add: 0, change: 0, destroy: 1 })
    expect(plan.changes.find((change) => change.address === address)).toMatchObject({ destroysData })
    expect(events.at(-1)).toMatchObject({ summary: { added: 0, changed: 0, destroyed: 1 } })
    expect(lines((await it.plan(file, { secrets })).plan)).toContain(`create ${address}`)
  })

  test('the notification settings of the workspace become what every workspace begins with', async () => {
    const it = await settled()
    await carriedOut(it, 'notifications/workspace')
    const again = lines((await it.plan(file, { secrets })).plan)
    expect(again).toEqual(['update notifications/workspace', '  send', '  previews', '  email'])
  })
})
