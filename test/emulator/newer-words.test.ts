/** Words that Render adds to: what the emulator does not know it refuses, until it is told of it. */
import { describe, expect, test } from 'vitest'
import { imageBody, makeService, postgresBody, serviceBody, startApi, workflowBody } from './support.ts'

const newer = ['24c-96g', 'sydney', 'bun', '19', 'newest_first']

type Body = Readonly<Record<string, unknown>>

const details = (more: Body) => ({
  serviceDetails: { ...serviceBody('').serviceDetails, ...more },
})
const storeBody = (ownerId: string, more: Body) => ({ name: 'cache', ownerId, plan: 'starter', ...more })
const ipBody = (ownerId: string, more: Body) => ({ name: 'exit', ownerId, region: 'oregon', ...more })

const creates: readonly [title: string, path: string, body: (ownerId: string) => unknown][] = [
  ['plan of a service', '/services', (owner) => serviceBody(owner, details({ plan: '24c-96g' }))],
  [
    'plan of a worker',
    '/services',
    (owner) => serviceBody(owner, { type: 'background_worker', ...details({ plan: '24c-96g' }) }),
  ],
  ['region of a service', '/services', (owner) => serviceBody(owner, details({ region: 'sydney' }))],
  ['runtime of a service', '/services', (owner) => serviceBody(owner, details({ runtime: 'bun' }))],
  ['plan of a database', '/postgres', (owner) => postgresBody(owner, { plan: '24c-96g' })],
  ['region of a database', '/postgres', (owner) => postgresBody(owner, { region: 'sydney' })],
  ['version of a database', '/postgres', (owner) => postgresBody(owner, { version: '19' })],
  ['plan of a key value', '/key-value', (owner) => storeBody(owner, { plan: '24c-96g' })],
  ['region of a key value', '/key-value', (owner) => storeBody(owner, { region: 'sydney' })],
  ['policy of a key value', '/key-value', (owner) => storeBody(owner, { maxmemoryPolicy: 'newest_first' })],
  ['region of a workflow', '/workflows', (owner) => workflowBody(owner, { region: 'sydney' })],
  [
    'runtime of a workflow',
    '/workflows',
    (owner) => {
      const { buildConfig, ...body } = workflowBody(owner)
      return { ...body, buildConfig: { ...buildConfig, runtime: 'bun' } }
    },
  ],
  ['region of dedicated addresses', '/dedicated-ips', (owner) => ipBody(owner, { region: 'sydney' })],
]

test.each(creates)(
  'the %s that nobody knows is 400, and is kept as it came where it is known',
  async (_title, path, body) => {
    const closed = startApi()
    expect((await closed.send('POST', path, body(closed.emulator.ownerId))).status).toBe(400)
    const open = startApi({ newer })
    const { status, body: made } = await open.send('POST', path, body(open.emulator.ownerId))
    expect(status).toBe(201)
    const { id } = made.service ?? made
    const read = JSON.stringify((await open.send('GET', `${path}/${id}`)).body)
    expect(newer.filter((word) => read.includes(`:"${word}"`))).toHaveLength(1)
  },
)

test('the filter of a list takes them too', async () => {
  expect((await startApi().send('GET', '/services?region=sydney')).status).toBe(400)
  expect((await startApi({ newer }).send('GET', '/services?region=sydney')).status).toBe(200)
})

test('what a word is no table for stays as strict as it was', async () => {
  const api = startApi({ newer })
  for (const body of [
    serviceBody(api.emulator.ownerId, { type: 'bun' }),
    serviceBody(api.emulator.ownerId, details({ plan: 'moon' })),
  ])
    expect((await api.send('POST', '/services', body)).status).toBe(400)
})

test('a restored database keeps a newer version', async () => {
  const api = startApi({ newer })
  const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId, { version: '19' }))
  await api.pass(60)
  const restoreTime = new Date(Date.parse(body.createdAt) + 1000).toISOString()
  const restored = await api.send('POST', `/postgres/${body.id}/recovery`, {
    restoreTime,
    restoreName: 'copy',
  })
  expect([restored.status, restored.body.version]).toEqual([200, '19'])
})

describe('a service of a newer runtime is built by Render', () => {
  test('it has commands, and must be made with them', async () => {
    const api = startApi({ newer })
    const owner = api.emulator.ownerId
    const bare = serviceBody(owner, { serviceDetails: { runtime: 'bun' } })
    expect((await api.send('POST', '/services', bare)).body.message).toContain('buildCommand is required')
    const made = await makeService(api, serviceBody(owner, details({ runtime: 'bun' })))
    expect(made.serviceDetails.envSpecificDetails).toMatchObject({
      buildCommand: 'npm ci',
      startCommand: 'npm start',
    })
    const patched = await api.send('PATCH', `/services/${made.id}`, {
      serviceDetails: { envSpecificDetails: { startCommand: 'bun start' } },
    })
    expect(patched.body.serviceDetails.envSpecificDetails.startCommand).toBe('bun start')
  })

  test('one that is live keeps them, whatever the emulator knows', async () => {
    const former = startApi()
    const made = await makeService(former, serviceBody(former.emulator.ownerId))
    const from = JSON.parse(JSON.stringify(former.emulator.state()).replaceAll('"node"', '"bun"'))
    const api = startApi({ from })
    const patched = await api.send('PATCH', `/services/${made.id}`, { branch: 'next' })
    expect(patched.body.serviceDetails).toMatchObject({
      runtime: 'bun',
      envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
    })
  })
})

describe('legacy and custom plans', () => {
  const retired = {
    '/services': ['starter_plus', 'standard_plus', 'custom', 'starter_legacy', 'pro_plus_legacy'],
    '/postgres': ['starter', 'standard', 'pro', 'pro_plus', 'custom'],
    '/key-value': ['custom'],
  }
  const bodies = {
    '/services': (plan: string) => details({ plan }),
    '/postgres': (plan: string) => ({ plan }),
    '/key-value': (plan: string) => ({ plan }),
  }
  const whole = {
    '/services': (owner: string, plan: string) => serviceBody(owner, details({ plan })),
    '/postgres': (owner: string, plan: string) => postgresBody(owner, { plan }),
    '/key-value': (owner: string, plan: string) => storeBody(owner, { plan }),
  }
  const usual = { '/services': 'starter', '/postgres': 'basic_256mb', '/key-value': 'starter' }
  const each = Object.entries(retired).flatMap(([path, plans]) =>
    plans.map((plan) => [path as keyof typeof retired, plan] as const),
  )

  test.each(each)('POST %s with %s is 400, and so is a PATCH to it', async (path, plan) => {
    const api = startApi()
    const owner = api.emulator.ownerId
    const refused = await api.send('POST', path, whole[path](owner, plan))
    expect([refused.status, refused.body.message]).toEqual([
      400,
      expect.stringContaining(`plan ${plan} is no longer supported for new`),
    ])
    expect((await api.send('GET', path)).body).toEqual([])
    const { body } = await api.send('POST', path, whole[path](owner, usual[path]))
    const { id } = body.service ?? body
    expect((await api.send('PATCH', `${path}/${id}`, bodies[path](plan))).status).toBe(400)
    const read = (await api.send('GET', `${path}/${id}`)).body
    expect(read.serviceDetails?.plan ?? read.plan).toBe(usual[path])
  })

  test.each(each)('what lives at %s on %s, made with legacy or of a state, keeps it', async (path, plan) => {
    const former = startApi({ legacy: true })
    const { status, body } = await former.send('POST', path, whole[path](former.emulator.ownerId, plan))
    expect(status).toBe(201)
    const { id } = body.service ?? body
    const api = startApi({ from: former.emulator.state() })
    const renamed = await api.send('PATCH', `${path}/${id}`, { name: 'renamed', ...bodies[path](plan) })
    expect(renamed.status).toBe(200)
    expect(renamed.body.serviceDetails?.plan ?? renamed.body.plan).toBe(plan)
  })

  test('a preview and a restored database get none either', async () => {
    const api = startApi()
    const { id } = await makeService(api, imageBody(api.emulator.ownerId))
    const preview = { imagePath: 'nginx:next', plan: 'starter_plus' }
    expect((await api.send('POST', `/services/${id}/preview`, preview)).status).toBe(400)
    const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))
    await api.pass(60)
    const restoreTime = new Date(Date.parse(body.createdAt) + 1000).toISOString()
    const recovery = { restoreTime, plan: 'custom' }
    expect((await api.send('POST', `/postgres/${body.id}/recovery`, recovery)).status).toBe(400)
  })
})
