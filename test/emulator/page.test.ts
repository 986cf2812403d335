import { expect, test } from 'vitest'
import { judgedEmulator } from '../support/traffic.ts'
import { makeProject, makeService, postgresBody, serviceBody, startApi } from './support.ts'

type Api = ReturnType<typeof startApi>

const get = (api: Api, path: string) => api.emulator.fetch(new Request(`http://emulator${path}`))

const page = async (api: Api) => (await get(api, '/')).text()

interface Section {
  count: string
  rows: string
}

const sections = async (api: Api): Promise<Record<string, Section>> =>
  JSON.parse(await (await get(api, '/__emulator/page')).text())

/** What somebody reads of it. */
const read = ({ rows }: Section = { count: '', rows: '' }) =>
  rows
    .replace(/<(tr|small|td)/g, ' <$1')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

test('an empty workspace says so', async () => {
  const text = await page(startApi())
  for (const words of ['Render emulator', 'No services yet.', 'No requests yet.', 'Nothing is limited.'])
    expect(text).toContain(words)
})

test('services with their latest deploy, which goes on without anyone asking the API', async () => {
  const api = startApi()
  await makeService(api)
  expect(read((await sections(api)).services)).toMatch(
    /^api web service · starter · oregon build in progress api, /,
  )
  expect((await sections(api)).services?.count).toBe('1, 1 deploying')
  await api.pass(60)
  expect(read((await sections(api)).services)).toMatch(/ live api, /)
  expect((await sections(api)).services?.count).toBe('1')
})

test('databases, groups, projects, and what is in an environment', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const project = await makeProject(api)
  const [environmentId] = project.environmentIds
  await makeService(api, serviceBody(ownerId, { environmentId }))
  await api.send('POST', '/postgres', postgresBody(ownerId, { environmentId }))
  await api.send('POST', '/key-value', { name: 'cache', ownerId, plan: 'free' })
  await api.send('POST', '/env-groups', {
    name: 'common',
    ownerId,
    envVars: [{ key: 'A', value: 'hunter2' }],
  })
  const { services, datastores, groups, projects } = await sections(api)
  expect(read(services)).toContain('oregon · shop / production')
  expect(read(datastores)).toBe(
    'main-db Postgres 17 · basic 256mb · oregon · shop / production creating cache key value · free · oregon creating',
  )
  expect(read(groups)).toBe('common 1 variable · 0 secret files 0 services')
  expect(read(projects)).toBe('shop production 1 environment')
})

test('how full the limits are, a bucket of a service by its name', async () => {
  const api = startApi({ limits: 'recorded' })
  const { id } = await makeService(api)
  await api.send('PATCH', `/services/${id}`, { name: 'renamed' })
  await api.pass(20)
  expect(read((await sections(api)).limits)).toBe(
    'creates resets in 60 min 1 / 20 mutations of renamed resets in 40 s 1 / 10',
  )
  await api.pass(60)
  expect(read((await sections(api)).limits)).toBe('creates resets in 59 min 1 / 20')
})

test('requests, the newest first and so many; looking is not one of them', async () => {
  const api = startApi()
  await page(api)
  for (let n = 1; n <= 501; n++) await api.send('GET', `/services?limit=5&name=${n}`)
  await sections(api)
  const { requests } = await sections(api)
  expect(requests?.count).toBe('501, the newest 500 here')
  expect(read(requests)).toMatch(/^501 GET \/v1\/services\?limit=5&amp;name=501 200 500 GET /)
  expect(requests?.rows).not.toContain('>1</i>')
  expect(api.emulator.requests()).toHaveLength(501)
})

test('a fault is told', async () => {
  const api = startApi({ faults: [{ request: 'GET /services', does: 'reset' }] })
  await api.send('GET', '/services').catch(() => {})
  expect(read((await sections(api)).requests)).toBe('1 GET /v1/services fault: reset no answer')
})

const nasty = `<script>alert(1)</script>"'&<img src=x onerror=alert(2)>`

test('names are text, whatever is in them', async () => {
  const api = startApi({ limits: 'recorded' })
  const { ownerId } = api.emulator
  const { id } = await makeService(api, serviceBody(ownerId, { name: nasty }))
  await api.send('PATCH', `/services/${id}`, { rootDir: 'x' })
  const project = await api.send('POST', '/projects', {
    name: nasty,
    ownerId,
    environments: [{ name: nasty }],
  })
  expect(project.status).toBe(201)
  await api.send('POST', '/postgres', postgresBody(ownerId, { name: nasty }))
  await api.send('POST', '/key-value', { name: nasty, ownerId, plan: 'free' })
  await api.send('POST', '/env-groups', { name: nasty, ownerId, envVars: [] })
  await api.send('GET', `/services/${nasty}?name=${nasty}`)
  await api.send(`<B>`, '/services').catch(() => {})
  const shown = [await page(api), JSON.stringify(await sections(api))]
  for (const text of shown) {
    expect(text).not.toMatch(/<img|alert\(1\)<\/script>|&<|<B>/)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  }
})

test('no value of a variable, no file, no password and no key, seen or unseen', async () => {
  const api = startApi({ apiKey: 'rnd_hunter2' })
  const { ownerId } = api.emulator
  const secret = { value: 'hunter2' }
  await makeService(api, {
    ...serviceBody(ownerId, { envVars: [{ key: 'A', ...secret }] }),
    secretFiles: [{ name: 'f', content: 'hunter2' }],
  })
  await api.send('POST', '/env-groups', { name: 'g', ownerId, envVars: [{ key: 'A', ...secret }] })
  const database = (await api.send('POST', '/postgres', postgresBody(ownerId))).body
  const { password } = (await api.send('GET', `/postgres/${database.id}/connection-info`)).body
  await api.send('POST', '/registrycredentials', {
    name: 'c',
    ownerId,
    registry: 'DOCKER',
    username: 'u',
    authToken: 'hunter2',
  })
  for (const text of [await page(api), JSON.stringify(await sections(api))]) {
    expect(text).not.toContain('hunter2')
    expect(text).not.toContain(password)
  }
})

test('the page runs its own script alone, and no site may frame it', async () => {
  const { headers } = await get(startApi(), '/')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; /)
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("frame-ancestors 'none'")
  for (const path of [
    '/',
    '/__emulator/page',
    '/__emulator/state',
    '/__emulator/requests',
    '/__emulator/faults',
  ])
    expect(Object.fromEntries((await get(startApi(), path)).headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
})

test('it is small, and loads nothing', async () => {
  const text = await page(startApi())
  expect(text.length).toBeLessThan(12_000)
  expect(text.match(/(src|href)="(?!data:,")/g)).toBeNull()
})

// The making takes its time on a machine that is busy.
test('a thousand services are told in no time', async () => {
  const emulator = judgedEmulator({ limits: 'off' })
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  for (let n = 0; n < 1000; n++) {
    const body = JSON.stringify(serviceBody(emulator.ownerId, { name: `s${n}` }))
    await emulator.fetch(new Request('http://emulator/v1/services', { method: 'POST', headers, body }))
  }
  const answer = await emulator.fetch(new Request('http://emulator/__emulator/page'))
  expect(JSON.parse(await answer.text()).services.count).toBe('1000, 1000 deploying')
})
