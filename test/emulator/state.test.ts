import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { makeService, serviceBody, startApi } from './support.ts'

test('the same seed and clock give the same ids and values', async () => {
  const make = async () => {
    const api = startApi({ clock: virtualClock(), seed: 7 })
    return makeService(
      api,
      serviceBody(api.emulator.ownerId, { envVars: [{ key: 'A', generateValue: true }] }),
    )
  }
  expect(await make()).toEqual(await make())
})

describe('inspection', () => {
  const ask = (api: ReturnType<typeof startApi>, method: string, path: string) =>
    api.emulator.fetch(new Request(`http://emulator/__emulator/${path}`, { method }))

  test.each([
    ['https://hooks.example.com/T0/B0/hunter2?key=hunter2', 'https://hooks.example.com/(redacted)'],
    ['https://me:hunter2@hooks.example.com:8443/', 'https://hooks.example.com:8443/(redacted)'],
    ['hunter2', '(redacted)'],
    [7, '(redacted)'],
  ])('of the URL of a webhook %s only the host is listed', async (url, shown) => {
    const api = startApi()
    const body = { ownerId: api.emulator.ownerId, name: 'x', enabled: true, eventFilter: [], url }
    await api.send('POST', '/webhooks', body)
    await api.send('PATCH', '/webhooks/whk-x', { url, secret: 'hunter2' })
    expect(api.emulator.requests()).toMatchObject([
      { body: { name: 'x', url: shown } },
      { body: { url: shown, secret: '(redacted)' } },
    ])
  })

  test('requests are listed in order, without secrets', async () => {
    const api = startApi()
    const { ownerId } = api.emulator
    const { id } = await makeService(api, {
      ...serviceBody(ownerId, { envVars: [{ key: 'A', value: 'hunter2' }] }),
      secretFiles: [{ name: 'f', content: 'hunter2' }],
    })
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'hunter2' })
    await api.send('PUT', `/logs/streams/resource/${id}`, {
      setting: 'send',
      endpoint: 'e',
      token: 'hunter2',
    })
    await api.send('GET', '/services?limit=1')
    const list = await (await ask(api, 'GET', 'requests')).json()
    expect(JSON.stringify(list)).not.toContain('hunter2')
    expect(list).toMatchObject([
      { number: 1, method: 'POST', path: '/v1/services', status: 201, body: { name: 'api' } },
      { number: 2, method: 'PUT', path: `/v1/services/${id}/env-vars/A`, body: { value: '(redacted)' } },
      { number: 3, method: 'PUT', body: { setting: 'send', endpoint: 'e', token: '(redacted)' } },
      { number: 4, method: 'GET', path: '/v1/services', query: 'limit=1', status: 200 },
    ])
  })

  test.each<[string, string, unknown]>([
    ['a map for a list', 'env-vars', { A: 'hunter2' }],
    ['a misspelled field', 'env-vars/A', { vlaue: 'hunter2' }],
    ['a field in capitals', 'env-vars/A', { Value: 'hunter2' }],
    ['a list for a value', 'env-vars/A', ['hunter2']],
    ['a text for a value', 'env-vars/A', 'hunter2'],
    ['a number for a value', 'env-vars/A', { value: 72 }],
    ['an object for a value', 'env-vars/A', { value: { name: 'hunter2' } }],
    ['a field too many', 'secret-files', [{ name: 'f', content: 'hunter2', contents: 'hunter2' }]],
    ['a file as it is', 'secret-files/f', 'hunter2'],
  ])('requests hide the secret in %s, which the API refuses', async (_, path, body) => {
    const api = startApi()
    const { id } = await makeService(api)
    expect((await api.send('PUT', `/services/${id}/${path}`, JSON.stringify(body))).status).toBe(400)
    expect(JSON.stringify(api.emulator.requests()[1]?.body)).not.toMatch(/hunter2|72/)
  })

  test('requests hide a map of variables in a create, and a login in a URL', async () => {
    const api = startApi()
    const repo = 'https://me:hunter2@github.com/acme/api'
    await api.send(
      'POST',
      '/services',
      serviceBody(api.emulator.ownerId, { repo, envVars: { A: 'hunter2' } }),
    )
    expect(api.emulator.requests()[0]?.body).toMatchObject({
      repo: 'https://(redacted)@github.com/acme/api',
      envVars: { A: '(redacted)' },
    })
  })

  test('the values of headers are no secrets', async () => {
    const api = startApi()
    const { ownerId } = api.emulator
    const headers = [{ path: '/*', name: 'X', value: 'shown' }]
    await api.send('POST', '/services', { type: 'static_site', ownerId, serviceDetails: { headers } })
    expect(api.emulator.requests()[0]?.body).toMatchObject({ serviceDetails: { headers } })
  })

  test('state tells all, and reset forgets all', async () => {
    const api = startApi({ limits: 'recorded' })
    const { id } = await makeService(api)
    const told = JSON.parse(await (await ask(api, 'GET', 'state')).text())
    expect(Object.keys(told.services)).toEqual([id])
    expect((await ask(api, 'POST', 'reset')).status).toBe(204)
    expect((await api.send('GET', '/services')).body).toEqual([])
    expect(api.emulator.requests()).toHaveLength(1)
    const made = await api.send('POST', '/services', serviceBody(api.emulator.ownerId))
    expect(made.headers.get('ratelimit-remaining')).toBe('19')
  })
})
