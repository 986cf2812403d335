/** Where the resources of a file stand, and what they say in today's spelling. */
import { describe, expect, test } from 'vitest'
import { locate } from '../../src/pull/spelling/index.ts'

test('every resource is found by its address', () => {
  const worker = (name: string) => ({ type: 'worker', name })
  const root = {
    services: [worker('w'), { type: 'keyvalue', name: 'k' }, { type: 'redis', name: 'r' }, 'no service'],
    databases: [{ name: 'd' }],
    envVarGroups: [{ name: 'g' }],
    projects: [
      { name: 'p', environments: [{ name: 'e', services: [worker('x')], databases: [{ name: 'f' }] }] },
      { name: 'q', environments: null },
    ],
    ungrouped: { services: [worker('u')] },
    'x-render-sync': {
      webhooks: [{ name: 'h' }],
      registryCredentials: [{ name: 'c' }],
      notifications: { send: 'all' },
      logStream: null,
    },
  }
  const found = [...locate(root)].map(([address, { path }]) => `${address} ${path.join('.')}`)
  expect(found.sort()).toEqual([
    'database/d databases.0',
    'database/f projects.0.environments.0.databases.0',
    'environment/p/e projects.0.environments.0',
    'group/g envVarGroups.0',
    'keyvalue/k services.1',
    'keyvalue/r services.2',
    'notifications/workspace x-render-sync.notifications',
    'project/p projects.0',
    'project/q projects.1',
    'registry-credential/c x-render-sync.registryCredentials.0',
    'service/u ungrouped.services.0',
    'service/w services.0',
    'service/x projects.0.environments.0.services.0',
    'webhook/h x-render-sync.webhooks.0',
  ])
})

test('a file that says nothing has none', () => {
  expect([locate(null).size, locate({}).size, locate({ services: [] }).size]).toEqual([0, 0, 0])
})

describe('an old spelling gives way:', () => {
  test.each<[string, object, object]>([
    ['a name', { env: 'node' }, { runtime: 'node' }],
    ['a value', { autoDeploy: false }, { autoDeployTrigger: 'off' }],
    ['a text that has become a list', { domain: 'a.example.com' }, { domains: ['a.example.com'] }],
    ['what stands deeper now', { previewPlan: 'starter' }, { previews: { plan: 'starter' } }],
    [
      'several, which go into each other',
      { previewPlan: 'starter', pullRequestPreviewsEnabled: true },
      { previews: { plan: 'starter', generation: 'automatic' } },
    ],
    ['not where the new one stands, too', { env: 'node', runtime: 'go' }, { env: 'node', runtime: 'go' }],
  ])('%s', (_, said, meant) => {
    const service = { type: 'web', name: 's' }
    const located = locate({ services: [{ ...service, ...said }] }).get('service/s')
    expect(located?.mapping).toEqual({ ...service, ...meant })
  })

  test('not where that name is no old one', () => {
    const store = { type: 'keyvalue', name: 'k', env: 'production' }
    expect(locate({ services: [store] }).get('keyvalue/k')?.mapping).toEqual(store)
    const database = { name: 'd', env: 'production' }
    expect(locate({ databases: [database] }).get('database/d')?.mapping).toEqual(database)
  })
})
