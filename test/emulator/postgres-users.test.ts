import { expect, test } from 'vitest'
import type { Api } from './support.ts'
import { expectRefused, postgresBody, startApi } from './support.ts'

const makePostgres = async (api: Api, more: Record<string, unknown> = {}) =>
  (
    await api.send(
      'POST',
      '/postgres',
      postgresBody(api.emulator.ownerId, { databaseUser: 'first', ...more }),
    )
  ).body

test('a new user is the default one from then on, and who was is still there', async () => {
  const api = startApi()
  const { id, createdAt } = await makePostgres(api)
  const info = async () => (await api.send('GET', `/postgres/${id}/connection-info`)).body
  const before = await info()
  const path = `/postgres/${id}/credentials`
  await api.pass(5)
  expect(await api.send('POST', path, { username: 'second' })).toMatchObject({ status: 202, body: undefined })
  const users = (await api.send('GET', path)).body
  expect(users).toMatchObject([
    { username: 'second', default: true, openConnections: 0 },
    { username: 'first', default: false },
  ])
  expect(Date.parse(users[0].createdAt) - Date.parse(createdAt)).toBeGreaterThanOrEqual(5000)
  const after = await info()
  expect(after.password).not.toBe(before.password)
  expect(after.internalConnectionString).toContain(`//second:${after.password}@`)
  expect((await api.send('GET', `/postgres/${id}`)).body.databaseUser).toBe('second')
  expect(await api.send('DELETE', `${path}/first`)).toMatchObject({ status: 200, body: undefined })
  expect((await api.send('GET', path)).body).toHaveLength(1)
})

test.each([
  ['POST', '', { username: 'first' }, 400, /there already/],
  ['POST', '', { username: 'a b' }, 400, /username must be/],
  ['POST', '', {}, 400, /username is required/],
  ['DELETE', '/first', undefined, 400, /default user/],
  ['DELETE', '/other', undefined, 404, 'not found: other'],
])('%s credentials%s %j is refused', async (method, more, body, status, message) => {
  const api = startApi()
  const { id } = await makePostgres(api)
  expectRefused(await api.send(method, `/postgres/${id}/credentials${more}`, body), status, message)
})

test('a replica has the users of its primary, and none of its own', async () => {
  const api = startApi()
  const { id, readReplicas } = await makePostgres(api, { readReplicas: [{ name: 'copy' }] })
  const replica = `/postgres/${readReplicas[0].id}`
  await api.send('POST', `/postgres/${id}/credentials`, { username: 'second' })
  expect((await api.send('GET', `${replica}/credentials`)).body).toHaveLength(2)
  expect((await api.send('GET', replica)).body.databaseUser).toBe('second')
  expectRefused(await api.send('POST', `${replica}/credentials`, { username: 'x' }), 400, /replica of/)
})

test('nothing runs in a database, so it has nothing to tell of queries', async () => {
  const api = startApi()
  const { id } = await makePostgres(api)
  const lists = {
    processes: 'processes',
    'top-queries': 'topQueries',
    sizes: 'sizes',
    'table-scans': 'tableScans',
  }
  for (const [name, list] of Object.entries(lists)) {
    expect((await api.send('GET', `/postgres/${id}/query/${name}`)).body).toEqual({ [list]: [] })
    expectRefused(await api.send('GET', `/postgres/dpg-x/query/${name}`), 404, 'dpg-x')
  }
})

test('a key value is suspended and resumed under its older name too', async () => {
  const api = startApi()
  const { id } = (
    await api.send('POST', '/redis', { name: 'kv', ownerId: api.emulator.ownerId, plan: 'free' })
  ).body
  const status = async () => (await api.send('GET', `/key-value/${id}`)).body.status
  expect((await api.send('POST', `/redis/${id}/suspend`)).status).toBe(202)
  expect(await status()).toBe('suspended')
  expect((await api.send('POST', `/redis/${id}/resume`)).status).toBe(202)
  expect(await status()).not.toBe('suspended')
  expectRefused(await api.send('POST', '/redis/red-x/suspend'), 404, 'red-x')
})
