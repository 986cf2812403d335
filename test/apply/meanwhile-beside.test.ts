/** What happens beside, and to, what a plan is about before it is applied. */
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/change.ts'
import { del, patch, path, put } from '../../src/http/index.ts'
import type { Planned } from '../../src/index.ts'
import { carryOut, type Mapping, node, planOf, problemsOf, secrets, settle } from '../support/meanwhile.ts'
import { bench, failures } from '../support/workspace.ts'

const service = (more: Mapping) =>
  JSON.stringify({ services: [{ type: 'web', name: 'api', ...node, ...more }] })
const site = (more: Mapping) =>
  JSON.stringify({ services: [{ type: 'web', name: 'site', runtime: 'static', ...more }] })
const database = (more: Mapping) =>
  JSON.stringify({ databases: [{ name: 'main', plan: 'basic-1gb', ...more }] })
const group = (more: Mapping) => JSON.stringify({ envVarGroups: [{ name: 'shared', ...more }] })
const variables = (values: Readonly<Record<string, string>>) => ({
  envVars: Object.entries(values).map(([key, value]) => ({ key, value })),
})
const headers = (values: Readonly<Record<string, string>>) => ({
  headers: Object.entries(values).map(([name, value]) => ({ path: '/*', name, value })),
})
const routes = (...sources: readonly string[]) => ({
  routes: sources.map((source) => ({ type: 'rewrite', source, destination: '/x' })),
})
const extension = (more: Mapping) => ({ 'x-render-sync': more })
const webhook = (more: Mapping) =>
  JSON.stringify(extension({ webhooks: [{ name: 'chat', url: 'https://example.com/a', ...more }] }))
const notified = (more: Mapping) => JSON.stringify(extension({ notifications: more }))
const scaling = (more: Mapping) => service({ scaling: { minInstances: 1, targetCPUPercent: 60, ...more } })
const parameters = (more: Mapping = {}, pool: Mapping = {}) =>
  database({ ...pool, ...extension({ parameterOverrides: { jit: 'on', ...more } }) })

/** Before, with mine, with theirs, and what is to be there in the end. */
const things: readonly (readonly [string, string, string, string, string])[] = [
  [
    'another field',
    service({}),
    service({ plan: 'pro' }),
    service({ healthCheckPath: '/up' }),
    service({ plan: 'pro', healthCheckPath: '/up' }),
  ],
  [
    'the other half of a setting',
    service({}),
    service({ maintenanceMode: { enabled: true } }),
    service({ maintenanceMode: { uri: 'https://example.com' } }),
    service({ maintenanceMode: { enabled: true, uri: 'https://example.com' } }),
  ],
  [
    'another variable',
    service(variables({ A: '1' })),
    service(variables({ A: '2' })),
    service(variables({ A: '1', B: '1' })),
    service(variables({ A: '2', B: '1' })),
  ],
  [
    'another variable of a group',
    group(variables({ A: '1' })),
    group(variables({ A: '2' })),
    group(variables({ B: '1' })),
    group(variables({ A: '2', B: '1' })),
  ],
  [
    'another header',
    site(headers({ A: '1' })),
    site(headers({ A: '2' })),
    site(headers({ B: '1' })),
    site(headers({ A: '2', B: '1' })),
  ],
  [
    'a route in front',
    site(routes('/a', '/b')),
    site(routes('/b', '/a')),
    site(routes('/new')),
    site(routes('/b', '/a', '/new')),
  ],
  [
    'another target of the scaling',
    scaling({ maxInstances: 2 }),
    scaling({ maxInstances: 3 }),
    scaling({ maxInstances: 2, targetMemoryPercent: 70 }),
    scaling({ maxInstances: 3, targetMemoryPercent: 70 }),
  ],
  [
    'another setting of a webhook',
    webhook({ enabled: true }),
    webhook({ url: 'https://example.com/b' }),
    webhook({ enabled: false }),
    webhook({ enabled: false, url: 'https://example.com/b' }),
  ],
  [
    'another notification',
    notified({ send: 'failure' }),
    notified({ send: 'all' }),
    notified({ previews: 'enabled' }),
    notified({ send: 'all', previews: 'enabled' }),
  ],
  [
    'a pool in front of a database',
    parameters(),
    parameters({ work_mem: '8MB' }),
    parameters({}, { connectionPool: 'pgbouncer' }),
    parameters({ work_mem: '8MB' }, { connectionPool: 'pgbouncer' }),
  ],
]

test.each(things)('%s stays as somebody has made it since', async (_title, before, mine, theirs, both) => {
  const it = bench()
  await settle(it, before)
  const planned = await it.plan(mine, { secrets })
  await settle(it, theirs)
  expect(failures(await carryOut(it, planned))).toEqual([])
  expect(await planOf(it, both)).toEqual([])
})

describe('what is gone by now is not made again', () => {
  test.each([
    ['a variable', service(variables({ A: '1' })), service(variables({ A: '2' })), 'env-vars/A'],
    [
      'a secret file',
      service(extension({ secretFiles: [{ name: 'f', content: '1' }] })),
      service(extension({ secretFiles: [{ name: 'f', content: '2' }] })),
      'secret-files/f',
    ],
    ['the scaling', scaling({ maxInstances: 2 }), scaling({ maxInstances: 3 }), 'autoscaling'],
  ])('%s', async (_title, before, mine, item) => {
    const it = bench()
    await settle(it, before)
    const planned = await it.plan(mine)
    await it.client.send(del(`/services/${planned.known.id('service/api')}/${item}`))
    expect(problemsOf(await carryOut(it, planned))).toMatchObject([
      { code: 'changed-meanwhile', address: 'service/api', message: expect.stringContaining('is gone') },
    ])
    expect(await planOf(it, mine)).toContainEqual(expect.stringContaining('create'))
  })

  test.each([
    ['service/api', service({}), service({ plan: 'pro' }), '/services'],
    ['service/api', service(variables({ A: '1' })), service(variables({ A: '2' })), '/services'],
    ['database/main', database({}), database({ plan: 'pro-4gb' }), '/postgres'],
    ['group/shared', group(variables({ A: '1' })), group(variables({ A: '2' })), '/env-groups'],
    ['webhook/chat', webhook({ enabled: true }), webhook({ enabled: false }), '/webhooks'],
  ])('%s as a whole', async (address, before, mine, collection) => {
    const it = bench()
    await settle(it, before)
    const planned = await it.plan(mine, { secrets })
    await it.client.send(del(`${collection}/${planned.known.id(address)}`))
    expect(problemsOf(await carryOut(it, planned))).toMatchObject([{ code: 'changed-meanwhile', address }])
    expect(await planOf(it, mine)).toContainEqual(`create ${address}`)
  })

  test('a service that goes between the look and the write', async () => {
    const it = bench({
      intercept: ({ method, path }) => method === 'PATCH' && path.startsWith('/services') && 404,
    })
    await settle(it, service({}))
    expect(problemsOf(await it.apply(service({ plan: 'pro' })))).toMatchObject([
      { code: 'changed-meanwhile', address: 'service/api', request: { status: 404 } },
    ])
  })
})

test('what has another name by now is another thing', async () => {
  const it = bench()
  await settle(it, service({}))
  const planned = await it.plan(service({ plan: 'pro' }))
  await it.client.send(patch(path`/services/${planned.known.id('service/api')}`, { name: 'old-api' }))
  expect(problemsOf(await carryOut(it, planned))).toMatchObject([
    { code: 'changed-meanwhile', message: expect.stringContaining('called old-api') },
  ])
})

test('one resource stops, the others go on, and no value is told', async () => {
  const it = bench()
  const both = (value: string) =>
    JSON.stringify({
      services: ['one', 'two'].map((name) => ({
        type: 'web',
        name,
        ...node,
        ...variables({ LEVEL: value }),
      })),
    })
  await settle(it, both('before'))
  const planned = await it.plan(both('wanted'))
  await it.client.send(
    put(path`/services/${planned.known.id('service/one')}/env-vars/LEVEL`, { value: 'theirs' }),
  )
  const problems = problemsOf(await carryOut(it, planned))
  expect(problems).toMatchObject([{ code: 'changed-meanwhile', address: 'service/one' }])
  expect(problems[0]?.message).toMatch(/env LEVEL value has another value$/)
  expect(JSON.stringify(problems)).not.toMatch(/before|wanted|theirs/)
  expect(await planOf(it, both('wanted'))).toEqual([
    'update service/one (deploys)',
    '  update service/one/env/LEVEL',
  ])
})

test('a change reads its record once, each list that it writes, and headers once more behind', async () => {
  const it = bench()
  const all = (text: string, plan: string) =>
    site({ ...variables({ A: text, B: text }), ...headers({ A: text, B: text }), staticPublishPath: plan })
  await settle(it, all('1', 'a'))
  const planned = await it.plan(all('2', 'b'))
  const before = it.sent.length
  expect(failures(await carryOut(it, planned))).toEqual([])
  const id = planned.known.id('service/site')
  const reads = it.sent
    .slice(before)
    .filter(({ method, path }) => method === 'GET' && !path.includes('deploys'))
  expect(reads.map(({ path }) => path).sort()).toEqual([
    `/services/${id}`,
    `/services/${id}/env-vars`,
    `/services/${id}/headers`,
    `/services/${id}/headers`,
  ])
})

describe('what is to be deleted', () => {
  const deleting = (planned: Planned, address: string): Planned => {
    const live = planned.known.get(address)
    if (!live) throw new Error(`${address} is not there`)
    const gone: Change = { action: 'delete', kind: live.kind, address, live, needs: [], destroysData: false }
    const changes = planned.plan.changes.map((change) => (change.address === address ? gone : change))
    return { ...planned, plan: { ...planned.plan, changes, sets: [[address]] } }
  }

  test('stays, where somebody has changed it since', async () => {
    const it = bench()
    await settle(it, service({}))
    const planned = deleting(await it.plan(service({})), 'service/api')
    await settle(it, service({ plan: 'pro' }))
    expect(problemsOf(await carryOut(it, planned))).toMatchObject([{ code: 'changed-meanwhile' }])
    expect(await planOf(it, service({ plan: 'pro' }))).toEqual([])
  })

  test('stays, where it is another disk by now, which looks the same', async () => {
    const onDisk = service({ disk: { name: 'data', mountPath: '/data', sizeGB: 10 } })
    const it = bench()
    await settle(it, onDisk)
    const wishes = { prune: ['disk'], confirmDestructive: true }
    const planned = await it.plan(service({}), { wishes })
    const disk = planned.known.get('service/api')?.parts.get('disk')?.get('') as { id: string }
    await it.client.send(del(path`/disks/${disk.id}`))
    await settle(it, onDisk)
    expect(problemsOf(await carryOut(it, planned))).toMatchObject([
      { code: 'changed-meanwhile', message: expect.stringContaining('disk is another one') },
    ])
    expect(await planOf(it, onDisk)).toEqual([])
  })

  test('may be gone already', async () => {
    const it = bench()
    await settle(it, service({}))
    const planned = deleting(await it.plan(service({})), 'service/api')
    await it.client.send(del(path`/services/${planned.known.id('service/api')}`))
    expect(failures(await carryOut(it, planned))).toEqual([])
  })
})
