import { expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { makeService, serviceBody, startApi } from './support.ts'

const names = async (api: ReturnType<typeof startApi>) =>
  (await api.send('GET', '/services')).body.map(({ service }: { service: { name: string } }) => service.name)

test('a read that is asked twice sees every write in between', async () => {
  const api = startApi()
  const { id } = await makeService(api)
  expect(await names(api)).toEqual(['api'])
  await api.send('PATCH', `/services/${id}`, { name: 'renamed' })
  expect(await names(api)).toEqual(['renamed'])
  expect((await api.send('GET', `/services/${id}`)).body.name).toBe('renamed')
  await api.send('POST', `/services/${id}/suspend`)
  expect((await api.send('GET', `/services/${id}`)).body.suspended).toBe('suspended')
  await api.send('DELETE', `/services/${id}`)
  expect(await names(api)).toEqual([])
  expect((await api.send('GET', `/services/${id}`)).status).toBe(404)
})

test('and what a deploy changed, which no request did', async () => {
  const clock = virtualClock()
  const api = startApi({ clock, deploysTouchService: 'on' })
  const { id } = await makeService(api)
  const updated = async () => (await api.send('GET', `/services/${id}`)).body.updatedAt
  const before = await updated()
  await api.pass(60)
  const after = await updated()
  expect(after > before).toBe(true)
  await api.pass(60)
  expect(await updated()).toBe(after)
})

test('and a reset, also where as many writes came after it as before', async () => {
  const api = startApi()
  await makeService(api)
  expect(await names(api)).toEqual(['api'])
  api.emulator.reset()
  await makeService(api, serviceBody(api.emulator.ownerId, { name: 'other' }))
  await api.send('GET', '/services?limit=1')
  expect(await names(api)).toEqual(['other'])
  api.emulator.reset()
  expect(await names(api)).toEqual([])
})

test('a known answer is for whoever has the key, counts in the limits and is logged', async () => {
  const api = startApi({ limits: 'recorded' })
  await makeService(api)
  const first = await api.send('GET', '/services')
  const second = await api.send('GET', '/services')
  expect(second.body).toEqual(first.body)
  const left = ({ headers }: typeof first) => Number(headers.get('ratelimit-remaining'))
  expect(left(second)).toBe(left(first) - 1)
  expect(second.headers.get('render-request-id')).not.toBe(first.headers.get('render-request-id'))
  const url = 'http://emulator/v1/services'
  const stranger = await api.emulator.fetch(new Request(url, { headers: { authorization: 'Bearer other' } }))
  expect(stranger.status).toBe(401)
  const statuses = api.emulator.requests().filter(({ method }) => method === 'GET')
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401])
})

test('long lists have the same characters as short ones', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const text = 'ü€𝄞'.repeat(100)
  for (let n = 0; n < 30; n++)
    await api.send('POST', '/services', {
      type: 'static_site',
      ownerId,
      name: `site ${n}`,
      repo: 'https://github.com/a/b',
      rootDir: text,
    })
  const { body } = await api.send('GET', '/services?limit=100')
  expect(body).toHaveLength(30)
  expect(body[0].service.rootDir).toBe(text)
})
