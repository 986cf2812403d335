import nock from 'nock'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { createClient, type RequestEvent } from '../../src/http/client.ts'
import { id, object } from '../../src/http/forms.ts'
import { del, get, joined, patch, path, post, put } from '../../src/http/request.ts'
import { apiKey, broken, empty, host, json, scripted, silence } from './scripted.ts'

describe('a request', () => {
  test('carries the key, its query and its body, and resolves with the body of the answer', async () => {
    let headers = new Headers()
    const { client, seen } = scripted([
      (_, init) => {
        headers = new Headers(init.headers)
        return json(201, { id: 'prj-1' })
      },
    ])
    await expect(client.send(post('/projects', { name: 'shop' }, 'repeat'))).resolves.toEqual({ id: 'prj-1' })
    expect(seen).toMatchObject([{ method: 'POST', path: '/projects', body: { name: 'shop' } }])
    expect(headers.get('authorization')).toBe(`Bearer ${apiKey}`)
    expect(headers.get('content-type')).toBe('application/json')
  })

  test('repeats the lists of a query, or joins them where Render wants that', async () => {
    const { client, requests } = scripted([json(200, []), empty(204)])
    await client.send(
      get('/services', { ownerId: joined(['tea-1', 'tea-2']), name: undefined, includePreviews: false }),
    )
    await client.send(del('/environments/evm-1/resources', { resourceIds: ['srv-1', 'dpg-2'] }))
    expect(requests()).toEqual([
      'GET /services?ownerId=tea-1%2Ctea-2&includePreviews=false',
      'DELETE /environments/evm-1/resources?resourceIds=srv-1&resourceIds=dpg-2',
    ])
  })

  test('sends null where null is the body', async () => {
    const { client, seen } = scripted([json(200, null)])
    await expect(client.send(put('/services/srv-1/env-vars', null))).resolves.toBeNull()
    expect(seen[0]?.body).toBeNull()
  })

  test.each([[202], [204]])('resolves with undefined for an empty %i', async (status) => {
    const { client } = scripted([empty(status)])
    await expect(client.send(post('/services/srv-1/deploys', {}, 'repeat'))).resolves.toBeUndefined()
  })

  test.each([[404], [410]])('a DELETE answered with %i is done', async (status) => {
    const { client } = scripted([json(status, { message: 'gone' })])
    await expect(client.send(del('/disks/dsk-1'))).resolves.toBeUndefined()
  })

  test.each(['', '.', '..'])('has no path with the segment "%s"', (segment) => {
    expect(() => path`/services/${segment}`).toThrow(RangeError)
  })

  test('is counted by bucket, each try of it', async () => {
    const { client } = scripted([json(500, {}), json(200, {}), json(200, {})])
    await client.send(get('/services'))
    await client.send(patch('/services/srv-1', {}))
    expect(client.sent()).toEqual({ get: 2, 'service-mutation:srv-1': 1 })
  })

  test('is reported without key and bodies', async () => {
    const events: RequestEvent[] = []
    const steps = [broken('ECONNRESET'), json(200, { value: 'x' }, { 'render-request-id': 'rq-7' })]
    const { client } = scripted(steps, { onRequest: (event) => events.push(event) })
    await client.send(put('/services/srv-1/env-vars/A', { value: 'x' }))
    expect(events).toEqual([
      { method: 'PUT', path: '/services/srv-1/env-vars/A', ms: 0, failure: 'ECONNRESET' },
      { method: 'PUT', path: '/services/srv-1/env-vars/A', ms: 0, status: 200, requestId: 'rq-7' },
    ])
  })
})

describe('waiting', () => {
  test('429 waits as told and holds its whole bucket, not another', async () => {
    const { client, seen } = scripted([
      json(429, { message: 'rate limit exceeded' }, { 'retry-after': '9' }),
      json(200, 'other bucket'),
      json(200, 'first'),
      json(200, 'second'),
    ])
    const refused = client.send(put('/a', {}))
    const next = refused.then(() => client.send(put('/b', {})))
    await Promise.all([refused, next, client.send(get('/c'))])
    expect(seen.map(({ path, at }) => [path, at])).toEqual([
      ['/a', 0],
      ['/c', 0],
      ['/a', 9000],
      ['/b', 9000],
    ])
  })

  test('requests of a bucket that wait for a slot are held by a pause, too', async () => {
    const refusal = json(429, {}, { 'retry-after': '5' })
    const { client, seen } = scripted([refusal, ...Array.from({ length: 6 }, () => json(200, {}))], {
      concurrency: 1,
    })
    await Promise.all(Array.from({ length: 6 }, (_, index) => client.send(put(`/${index}`, {}))))
    expect(seen.map(({ at }) => at)).toEqual([0, 5000, 5000, 5000, 5000, 5000, 5000])
  })

  test('503 waits as told, for a POST that may be repeated as well', async () => {
    const { client, seen } = scripted([json(503, {}, { 'retry-after': '20' }), json(201, {})])
    await client.send(post('/x', {}, 'repeat'))
    expect(seen.map(({ at }) => at)).toEqual([0, 20_000])
  })

  test('a spent window is waited for, and 429 answers are not asked for', async () => {
    const { client, seen, clock } = scripted(Array.from({ length: 11 }, () => json(200, {})))
    await Promise.all(Array.from({ length: 11 }, () => client.send(patch('/services/srv-1', {}))))
    expect(seen.map(({ at }) => at).slice(9)).toEqual([0, 60_000])
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 1))
  })

  test('no more requests are on the wire at once than the concurrency allows', async () => {
    let now = 0
    let most = 0
    const clock = virtualClock()
    const fetch = async () => {
      most = Math.max(most, ++now)
      await clock.sleep(100)
      now -= 1
      return json(200, {})
    }
    const client = createClient({ host, apiKey, clock, fetch, concurrency: 4 })
    await Promise.all(Array.from({ length: 20 }, (_, index) => client.send(get(`/services/srv-${index}`))))
    expect(most).toBe(4)
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1) + 500)
  })

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)(
    '%s is repeated when its answer is lost',
    async (method) => {
      const { client, seen } = scripted([broken('ECONNRESET'), silence, json(502, {}), json(200, 'done')])
      await expect(client.send({ method, path: '/x' })).resolves.toBe('done')
      expect(seen).toHaveLength(4)
    },
  )
})

describe('a host', () => {
  test.each([
    ['https://api.render.com/v1', 'https://api.render.com/v1/owners'],
    ['https://api.render.com/v1/', 'https://api.render.com/v1/owners'],
    ['https://api.render.com', 'https://api.render.com/v1/owners'],
    ['https://proxy.example/render/v1//', 'https://proxy.example/render/v1/owners'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/v1/owners'],
    ['http://localhost:4010/v1', 'http://localhost:4010/v1/owners'],
    ['http://[::1]:4010', 'http://[::1]:4010/v1/owners'],
  ])('%s is asked at %s', async (host, url) => {
    const urls: string[] = []
    const fetch = async (url: string) => {
      urls.push(url)
      return json(200, [])
    }
    await createClient({ host, apiKey, fetch }).send(get('/owners'))
    expect(urls).toEqual([url])
  })

  test.each([
    ['http://api.render.com/v1', 'insecure-host'],
    ['http://127.0.0.1.example.com', 'insecure-host'],
    ['http://localhost.example.com', 'insecure-host'],
    ['ftp://api.render.com', 'bad-host'],
    ['api.render.com/v1', 'bad-host'],
    ['https://user:secret@api.render.com', 'bad-host'],
    ['https://api.render.com/v1?key=secret', 'bad-host'],
    ['', 'bad-host'],
  ])('%s is %s, before anything is sent', (host, code) => {
    expect(() => createClient({ host, apiKey })).toThrow(expect.objectContaining({ code }))
    expect(() => createClient({ host, apiKey })).not.toThrow(/secret/)
  })

  test.each([[''], ['two words'], ['line\nbreak']])('the key "%s" is bad-key', (apiKey) => {
    expect(() => createClient({ host, apiKey })).toThrow(expect.objectContaining({ code: 'bad-key' }))
  })
})

describe('what cannot be got', () => {
  // The clock may jump while nock is still at work: nothing here may depend on a timeout.
  const client = () =>
    createClient({
      host,
      apiKey,
      fetch: (url, init) => globalThis.fetch(url, init),
      clock: virtualClock(),
      timeoutMs: Number.POSITIVE_INFINITY,
    })
  afterEach(() => nock.cleanAll())
  // It stands in the way of all requests of this process as soon as it is imported.
  afterAll(() => nock.restore())
  const api = () => nock('https://api.render.com/v1')

  const rows: [string, () => nock.Scope, object][] = [
    [
      '400',
      () => api().get('/x').reply(400, { message: 'no' }),
      { code: 'rejected', status: 400, answer: 'no' },
    ],
    ['400 without a message', () => api().get('/x').reply(400), { code: 'rejected', answer: undefined }],
    ['400 in HTML', () => api().get('/x').reply(400, '<p>no</p>'), { code: 'rejected', answer: undefined }],
    ['401', () => api().get('/x').reply(401), { code: 'unauthorized' }],
    ['402', () => api().get('/x').reply(402), { code: 'payment-required' }],
    ['403', () => api().get('/x').reply(403), { code: 'forbidden' }],
    ['404', () => api().get('/x').reply(404), { code: 'not-found', where: 'GET /x' }],
    ['409', () => api().get('/x').reply(409), { code: 'conflict' }],
    ['413', () => api().get('/x').reply(413), { code: 'too-large' }],
    [
      'a redirect',
      () => api().get('/x').reply(302, '', { location: 'https://evil.example' }),
      { code: 'redirect' },
    ],
    ['429 for ever', () => api().get('/x').times(20).reply(429), { code: 'rate-limited' }],
    ['503 for ever', () => api().get('/x').times(8).reply(503), { code: 'unavailable', status: 503 }],
    ['500 for ever', () => api().get('/x').times(5).reply(500), { code: 'unavailable', status: 500 }],
    [
      'no JSON for ever',
      () => api().get('/x').times(5).reply(200, '{"a":'),
      { code: 'bad-answer', status: 200 },
    ],
    ...[
      ['no body', ''],
      ['an object without what is taken from it', '{}'],
      ['a list', '[]'],
      ['a text', '"ok"'],
      ['an id that is none', '{"id":"../owners"}'],
    ].map(([what, body]): [string, () => nock.Scope, object] => [
      `200 with ${what}, for ever`,
      () => api().get('/x').times(5).reply(200, body),
      { code: 'bad-answer', status: 200, where: 'GET /x' },
    ]),
    [
      'a wait that is too long',
      () => api().get('/x').reply(429, '', { 'Retry-After': '7200' }),
      { code: 'long-wait', status: 429 },
    ],
    [
      'the request id',
      () => api().get('/x').reply(404, '', { 'Render-Request-Id': 'rq-1' }),
      { requestId: 'rq-1' },
    ],
    [
      'a host that does not exist',
      () =>
        api()
          .get('/x')
          .times(3)
          .replyWithError(Object.assign(new Error(), { code: 'ENOTFOUND' })),
      { code: 'unreachable', found: 'ENOTFOUND at api.render.com' },
    ],
    [
      'a connection that always breaks',
      () =>
        api()
          .get('/x')
          .times(5)
          .replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' })),
      { code: 'unreachable', found: 'ECONNRESET at api.render.com' },
    ],
  ]
  test.each(rows)('%s', async (_, serve, expected) => {
    const scope = serve()
    await expect(client().send(get('/x', undefined, object({ id })))).rejects.toMatchObject(expected)
    expect(scope.isDone()).toBe(true)
  })

  test('a server that never answers: timeout, and each try has its own', async () => {
    const { client, clock, seen } = scripted([silence, silence, silence, silence, silence])
    await expect(client.send(get('/x'))).rejects.toMatchObject({ code: 'timeout', found: 'none within 60 s' })
    expect(seen.map(({ at }) => at)).toEqual([0, 60_500, 121_500, 183_500, 247_500])
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1) + 307_500)
  })
})
