import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import type { Fault } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { makeService, serviceBody, startApi } from './support.ts'

/** Faults on demand, in process: what a request meets, and which request. */

const startWith = (...faults: Fault[]) => startApi({ faults })

/** What a fetch rejected with: its message and the code of its cause. */
const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => new Error('no failure'),
    (reason: unknown) => reason as Error,
  )
  return [error.name, error.message, (error.cause as NodeJS.ErrnoException | undefined)?.code]
}

const statuses = async (faults: Fault[], count: number) => {
  const api = startWith(...faults)
  const answers = []
  for (let at = 0; at < count; at++) answers.push((await api.send('GET', '/services')).status)
  return answers
}

describe('a fault at a request', () => {
  test('answers with its status, message and Retry-After, and nothing is done', async () => {
    const api = startWith({
      request: 'POST /services',
      does: 'answer',
      status: 503,
      message: 'try later',
      retryAfter: 7,
    })
    const answer = await api.send('POST', '/services', serviceBody(api.emulator.ownerId))
    expect([answer.status, answer.body, answer.headers.get('retry-after')]).toEqual([
      503,
      { message: 'try later' },
      '7',
    ])
    expect((await api.send('GET', '/services')).body).toEqual([])
  })

  test('without a message answers in the API’s shape all the same', async () => {
    const api = startWith({ request: '/services', does: 'answer', status: 500 })
    expect((await api.send('GET', '/services')).body).toEqual({ message: expect.any(String) })
  })

  test.each(['', '{}', '[]', '<p>busy</p>'])('answers 200 with nothing but the text %j', async (text) => {
    const api = startWith({ request: 'POST /services', does: 'answer', status: 200, text })
    const request = new Request('http://emulator/v1/services', { method: 'POST', body: '{}' })
    const answer = await api.emulator.fetch(request)
    expect([answer.status, await answer.text()]).toEqual([200, text])
    expect((await api.send('GET', '/services')).body).toEqual([])
  })

  test('answers 204, which has no body', async () => {
    const api = startWith({ request: 'GET /services', does: 'answer', status: 204, text: 'none' })
    const answer = await api.emulator.fetch(new Request('http://emulator/v1/services'))
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })

  test.each([
    ['an answer', { does: 'answer', status: 502 }],
    ['a reset', { does: 'reset' }],
  ] as const)('is carried out some time after %s', async (_, effect) => {
    const clock = virtualClock()
    const api = startApi({ clock, faults: [{ request: 'POST /services', worksAfter: 4000, ...effect }] })
    await api.send('POST', '/services', serviceBody(api.emulator.ownerId)).catch(() => undefined)
    const names = async () => ((await api.send('GET', '/services')).body as unknown[]).length
    expect(await names()).toBe(0)
    await clock.sleep(3999)
    expect(await names()).toBe(0)
    await clock.sleep(2)
    expect(await names()).toBe(1)
    expect(api.emulator.requests().map(({ fault }) => fault)).toContainEqual(
      expect.stringContaining('works after 4000 ms'),
    )
  })

  test('resets the connection as undici tells it', async () => {
    const api = startWith({ request: 'GET /services', does: 'reset' })
    expect(await failureOf(api.send('GET', '/services'))).toEqual(['TypeError', 'fetch failed', 'ECONNRESET'])
  })

  test('cuts the body in the middle, as undici tells it', async () => {
    const api = startWith({ request: 'GET /owners', does: 'truncate' })
    const headers = { authorization: `Bearer ${api.emulator.apiKey}` }
    const response = await api.emulator.fetch(new Request('http://emulator/v1/owners', { headers }))
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(response.status).toBe(200)
    expect(first?.value?.byteLength).toBe(Math.floor(Number(response.headers.get('content-length')) / 2))
    expect(await failureOf(reader?.read() ?? Promise.resolve())).toEqual([
      'TypeError',
      'terminated',
      'UND_ERR_SOCKET',
    ])
  })

  test('cuts an empty answer by a reset: the work is done', async () => {
    const api = startWith({ request: 'DELETE /services/*', does: 'truncate' })
    const { id } = await makeService(api)
    expect((await failureOf(api.send('DELETE', `/services/${id}`)))[2]).toBe('ECONNRESET')
    expect((await api.send('GET', `/services/${id}`)).status).toBe(404)
  })

  test('never answers, until the client gives up', async () => {
    const { emulator } = startWith({ request: 'GET /owners', does: 'timeout' })
    const giveUp = new AbortController()
    const headers = { authorization: `Bearer ${emulator.apiKey}` }
    const pending = emulator.fetch(new Request('http://x/v1/owners', { headers, signal: giveUp.signal }))
    const first = await Promise.race([
      pending,
      new Promise((resolve) => setImmediate(resolve, 'still waiting')),
    ])
    expect(first).toBe('still waiting')
    giveUp.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })

  test('answers late by so many milliseconds of the clock', async () => {
    const clock = virtualClock()
    const api = startApi({ clock, faults: [{ request: 'GET /owners', does: 'delay', ms: 90_000 }] })
    const before = clock.now()
    expect((await api.send('GET', '/owners')).status).toBe(200)
    expect(clock.now() - before).toBe(90_000)
  })
})

describe('a fault after the work loses the answer and keeps what was done', () => {
  test.each<[string, Fault]>([
    ['reset', { request: 'POST /services', does: 'reset', after: 'work' }],
    ['truncate', { request: 'POST /services', does: 'truncate', after: 'work' }],
    ['delay', { request: 'POST /services', does: 'delay', ms: 5, after: 'work' }],
    ['answer 502', { request: 'POST /services', does: 'answer', status: 502, after: 'work' }],
  ])('%s', async (name, fault) => {
    const api = startWith(fault)
    await api.send('POST', '/services', serviceBody(api.emulator.ownerId)).catch(() => undefined)
    expect((await api.send('GET', '/services')).body).toHaveLength(1)
    expect(api.emulator.requests()[0]).toMatchObject({ status: 201, fault: `${name} after work` })
  })

  test('timeout', async () => {
    const api = startWith({ request: 'POST /services', does: 'timeout', after: 'work' })
    void api.send('POST', '/services', serviceBody(api.emulator.ownerId))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await api.send('GET', '/services')).body).toHaveLength(1)
  })
})

test('the log tells the requests that a fault kept from their effect', async () => {
  const api = startWith(
    { request: 'GET /owners', does: 'reset' },
    { request: 'GET /services', does: 'answer', status: 503 },
  )
  await api.send('GET', '/owners?limit=1').catch(() => undefined)
  await api.send('GET', '/services')
  await api.send('GET', '/disks')
  expect(api.emulator.requests()).toEqual([
    { number: 1, method: 'GET', path: '/v1/owners', query: 'limit=1', status: 0, fault: 'reset' },
    { number: 2, method: 'GET', path: '/v1/services', query: '', status: 503, fault: 'answer 503' },
    { number: 3, method: 'GET', path: '/v1/disks', query: '', status: 200 },
  ])
})

describe('which of the matching requests', () => {
  const fails = { request: 'GET /services', does: 'answer', status: 503 } as const

  test.each<[string, object, string]>([
    ['each one', {}, '503 503 503 503 503 503'],
    ['the second', { nth: 2 }, '200 503 200 200 200 200'],
    ['the first and the fourth', { nth: [1, 4] }, '503 200 200 503 200 200'],
    ['every second', { every: 2 }, '200 503 200 503 200 503'],
    ['the first two', { times: 2 }, '503 503 200 200 200 200'],
    ['every second, twice', { every: 2, times: 2 }, '200 503 200 503 200 200'],
  ])('%s', async (_, occurrence, expected) => {
    expect((await statuses([{ ...fails, ...occurrence }], 6)).join(' ')).toBe(expected)
  })

  test('faults count by themselves, and the first in the list that is due is the one that happens', async () => {
    const second = { ...fails, status: 500, nth: [2, 3] }
    expect(await statuses([{ ...fails, nth: 2 }, second], 4)).toEqual([200, 503, 500, 200])
  })
})

describe('which path', () => {
  test.each([
    ['GET /services', 'GET /services', true],
    ['GET /services', 'GET /services?limit=1', true],
    ['GET /services', 'POST /services', false],
    ['GET /services', 'GET /services/srv-1', false],
    ['* /services', 'POST /services', true],
    ['/services', 'POST /services', true],
    ['GET /services/*', 'GET /services/srv-1', true],
    ['GET /services/*', 'GET /services/srv-1/env-vars', false],
    ['* /services/*/env-vars/*', 'PUT /services/srv-1/env-vars/A', true],
    ['GET /services/**', 'GET /services/srv-1/env-vars/A', true],
    ['GET /services/srv-*', 'GET /services/crn-1', false],
    ['GET /**', 'GET /anything/at/all', true],
    ['GET /a.b', 'GET /axb', false],
  ])('%s meets %s: %s', async (request, sent, meets) => {
    const api = startWith({ request, does: 'answer', status: 599 })
    const [method = '', path = ''] = sent.split(' ')
    const body = method === 'GET' ? undefined : {}
    expect((await api.send(method, path, body)).status === 599).toBe(meets)
  })
})

describe('random faults', () => {
  const run = async (seed: number, rate: number) => {
    const random = { seed, rate, kinds: ['unavailable', 'error', 'rate-limit'] as const }
    return statuses([{ random }], 200)
  }

  test('come as often as the rate says, and of every kind', async () => {
    const hit = (await run(1, 0.25)).filter((status) => status !== 200)
    expect(hit.length).toBeGreaterThan(30)
    expect(hit.length).toBeLessThan(70)
    expect(new Set(hit)).toEqual(new Set([503, 500, 429]))
  })

  test('are the same with the same seed, and others with another', async () => {
    expect(await run(7, 0.3)).toEqual(await run(7, 0.3))
    expect(await run(7, 0.3)).not.toEqual(await run(8, 0.3))
  })

  test('never come at rate 0, always at rate 1', async () => {
    expect(new Set(await run(1, 0))).toEqual(new Set([200]))
    expect(await run(1, 1)).not.toContain(200)
  })

  test('keep to the requests they are for', async () => {
    const api = startWith({ request: 'GET /owners', random: { seed: 1, rate: 1, kinds: ['unavailable'] } })
    expect((await api.send('GET', '/services')).status).toBe(200)
    expect((await api.send('GET', '/owners')).status).toBe(503)
  })
})

describe('the list while the emulator runs', () => {
  const fault: Fault = { request: 'GET /owners', nth: 1, does: 'answer', status: 503 }
  const list = (init: RequestInit = {}) => [new Request('http://emulator/__emulator/faults', init)] as const
  const put = (body: unknown) =>
    list({ method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  test('is put, read and deleted beside the API, without a key', async () => {
    const api = startApi()
    const answer = await api.emulator.fetch(...put([fault]))
    expect([answer.status, await answer.json()]).toEqual([200, [fault]])
    expect((await api.send('GET', '/owners')).status).toBe(503)
    expect(await (await api.emulator.fetch(...list())).json()).toEqual([fault])
    expect((await api.emulator.fetch(...list({ method: 'DELETE' }))).status).toBe(204)
    expect((await api.send('GET', '/owners')).status).toBe(200)
  })

  test('counts anew when put again, set or reset', async () => {
    const api = startWith(fault)
    const first = async () => (await api.send('GET', '/owners')).status
    expect([await first(), await first()]).toEqual([503, 200])
    api.emulator.setFaults([fault])
    expect([await first(), await first()]).toEqual([503, 200])
    api.emulator.reset()
    expect([await first(), await first()]).toEqual([503, 200])
    expect(api.emulator.faults()).toEqual([fault])
  })

  test('is 400 when it is wrong, and stays as it was', async () => {
    const api = startWith(fault)
    const answer = await api.emulator.fetch(...put([{ ...fault, status: 100 }]))
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { message: 'invalid request: faults[0].status must be at least 200' },
    ])
    expect(api.emulator.faults()).toEqual([fault])
  })

  test('of a wrong option is an error', () => {
    expect(() => judgedEmulator({ faults: [{ ...fault, nth: 0 }] })).toThrow(
      'faults[0].nth must be at least 1',
    )
  })
})
