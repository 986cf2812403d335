import { describe, expect, test } from 'vitest'
import { coverage, type KeyArea, parseKey } from '../../src/emulator/index.ts'
import { expectRefused, makeService, serviceBody, startApi } from './support.ts'

/** Keys that may do less: by areas and levels (API facts §8.1). */

const withKey = (text: string) => {
  const key = parseKey(text)
  const api = startApi({ keys: [key] })
  const authorization = `Bearer ${api.emulator.keys[key.name]}`
  const send = (method: string, path: string, body?: unknown) =>
    api.send(method, path, body, { authorization })
  return { api, send }
}

const variables = [{ key: 'A', value: 'x' }]

describe('a key', () => {
  test('that may read services neither changes them nor sees their variables', async () => {
    const { api, send } = withKey('ci:services=read')
    const { id } = await makeService(api)
    expect((await send('GET', '/services')).status).toBe(200)
    expect((await send('GET', `/services/${id}/deploys`)).status).toBe(200)
    expectRefused(await send('PATCH', `/services/${id}`, { name: 'x' }), 403, /no write access to services/)
    expectRefused(await send('GET', `/services/${id}/env-vars`), 403, /no read access to env-vars/)
    expectRefused(await send('GET', `/services/${id}/events`), 403, /no read access to observability/)
    expect((await api.send('GET', `/services/${id}`)).body.name).toBe('api')
  })

  test('that may write an area may read it too', async () => {
    const { api, send } = withKey('ci:env-vars=write')
    const { id } = await makeService(api)
    expect((await send('PUT', `/services/${id}/env-vars`, variables)).status).toBe(200)
    expect((await send('GET', `/services/${id}/env-vars`)).body).toHaveLength(1)
    expectRefused(await send('GET', `/services/${id}`), 403, /no read access to services/)
  })

  test('has the level of "all" where an area is not named, and else none', async () => {
    const { api, send } = withKey('reader:all=read,postgres=none')
    await makeService(api)
    for (const path of ['/services', '/key-value', '/projects', '/env-groups', '/webhooks'])
      expect([path, (await send('GET', path)).status]).toEqual([path, 200])
    expectRefused(await send('GET', '/postgres'), 403, /postgres/)
    expectRefused(await send('POST', '/services', serviceBody(api.emulator.ownerId)), 403, /services/)
  })

  test('sees the list of groups, but no group with its values, without the right to variables', async () => {
    const { api, send } = withKey('ci:env-groups=read')
    const group = await api.send('POST', '/env-groups', {
      name: 'shared',
      ownerId: api.emulator.ownerId,
      envVars: variables,
    })
    expect((await send('GET', '/env-groups')).status).toBe(200)
    expectRefused(await send('GET', `/env-groups/${group.body.id}`), 403, /env-vars/)
  })

  test('of no area sees which workspace it is for', async () => {
    const { api, send } = withKey('nothing:all=none')
    expect((await send('GET', '/owners')).body).toHaveLength(1)
    expect((await send('GET', `/owners/${api.emulator.ownerId}`)).status).toBe(200)
    expectRefused(await send('GET', `/owners/${api.emulator.ownerId}/members`), 403, /workspace/)
  })

  test('that asks Render’s check of a Blueprint only reads', async () => {
    const { send } = withKey('ci:blueprints=read')
    expect((await send('POST', '/blueprints/validate')).status).toBe(400)
  })
})

test('several keys and the whole one stand side by side, and no other', async () => {
  const api = startApi({ keys: [parseKey('one:services=read'), parseKey('two:postgres=read')] })
  const asked = async (key: string, path: string) =>
    (await api.send('GET', path, undefined, { authorization: `Bearer ${key}` })).status
  expect(api.emulator.keys).toEqual({ one: 'rnd_one', two: 'rnd_two' })
  expect([await asked('rnd_one', '/services'), await asked('rnd_one', '/postgres')]).toEqual([200, 403])
  expect([await asked('rnd_two', '/services'), await asked('rnd_two', '/postgres')]).toEqual([403, 200])
  expect([await asked(api.emulator.apiKey, '/services'), await asked('rnd_three', '/services')]).toEqual([
    200, 401,
  ])
})

test('an answer that is kept for one key is refused to another', async () => {
  const { api, send } = withKey('ci:postgres=read')
  expect((await api.send('GET', '/services')).status).toBe(200)
  expectRefused(await send('GET', '/services'), 403, /services/)
})

test('a 403 counts in its bucket', async () => {
  const api = startApi({ limits: 'recorded', keys: [parseKey('ci:postgres=read')] })
  const refused = await api.send('GET', '/services', undefined, { authorization: 'Bearer rnd_ci' })
  expect(refused.headers.get('ratelimit-remaining')).toBe('399')
})

test('every operation but the workspace itself and the user is in an area', async () => {
  const { send } = withKey('nothing:all=none')
  const open: string[] = []
  for (const { method, path } of coverage) {
    const { status } = await send(method, path.replace(/\{\w+\}/g, 'x'))
    if (status !== 403) open.push(`${method} ${path}`)
  }
  expect(open.sort()).toEqual(['GET /owners', 'GET /owners/{ownerId}', 'GET /users'])
})

describe('the notation', () => {
  test('has a name, areas and levels', () => {
    const levels: Partial<Record<KeyArea | 'all', string>> = { all: 'read', 'env-vars': 'none' }
    expect(parseKey('ci:all=read,env-vars=none')).toEqual({ name: 'ci', levels })
  })

  test.each([
    ['ci', /not NAME:AREA=LEVEL/],
    ['ci:', /not NAME:AREA=LEVEL/],
    ['a b:services=read', /not NAME:AREA=LEVEL/],
    ['ci:servces=read', /"servces" is no area: all, services, /],
    ['ci:services', /names no level: none, read, write/],
    ['ci:services=more', /names no level/],
    ['ci:services=read=write', /names no level/],
  ])('%s is refused', (text, message) => {
    expect(() => parseKey(text)).toThrow(message)
  })
})
