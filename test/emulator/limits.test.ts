import { describe, expect, test } from 'vitest'
import { bucketOf } from '../../src/emulator/answering/limits.ts'
import { imageBody, startApi } from './support.ts'

/** API facts §4. The virtual clock starts on a full hour. */

const remaining = (headers: Headers) => [
  headers.get('ratelimit-limit'),
  headers.get('ratelimit-remaining'),
  headers.get('ratelimit-reset'),
]

describe('buckets', () => {
  test.each([
    ['GET', '/services', 400, 'minute'],
    ['GET', '/logs/streams/resource/srv-1', 400, 'minute'],
    ['PUT', '/services/srv-1/env-vars', 100, 'minute'],
    ['DELETE', '/services/srv-1', 100, 'minute'],
    ['PATCH', '/postgres/dpg-1-a', 100, 'minute'],
    ['PATCH', '/services/srv-1', 10, 'minute'],
    ['POST', '/services/srv-1/deploys', 10, 'minute'],
    ['POST', '/services/srv-1/scale', 10, 'minute'],
    ['POST', '/services', 20, 'hour'],
    ['POST', '/redis', 20, 'hour'],
    ['POST', '/services/srv-1/custom-domains', 50, 'hour'],
    ['POST', '/services/srv-1/jobs', 2000, 'hour'],
    ['GET', '/logs/streams/owner/tea-1', 30, 'minute'],
    ['PUT', '/logs/streams/owner/tea-1', 30, 'minute'],
    ['GET', '/logs', 30, 'minute'],
    ['GET', '/logs/values', 30, 'minute'],
  ])('%s %s counts in one of %i a %s', (method, path, limit, window) => {
    expect(bucketOf(method, path, 'recorded')).toMatchObject({ limit, window })
  })

  test.each([
    ['PATCH /services/srv-1', 'POST /services/srv-1/deploys', true],
    ['PATCH /services/srv-1', 'PATCH /services/srv-2', false],
    ['PATCH /services/crn-1', 'POST /services/crn-2/deploys', true],
    ['POST /services', 'POST /key-value', true],
    ['GET /services', 'GET /postgres', true],
    ['GET /services', 'GET /logs/streams/owner/tea-1', false],
  ])('%s and %s share a count: %s', (one, other, shared) => {
    const nameOf = (request: string) => bucketOf(...(request.split(' ') as [string, string]), 'recorded').name
    expect(nameOf(one) === nameOf(other)).toBe(shared)
  })

  test('as documented, other writes are 30 a minute', () => {
    expect(bucketOf('DELETE', '/services/srv-1', 'documented').limit).toBe(30)
  })
})

describe('windows', () => {
  test('the first request of a minute shows one less than the limit, and the seconds that remain', async () => {
    const api = startApi({ limits: 'recorded' })
    expect(remaining((await api.send('GET', '/services')).headers)).toEqual(['400', '399', '60'])
    await api.pass(15.5)
    expect(remaining((await api.send('GET', '/services')).headers)).toEqual(['400', '398', '44'])
    await api.pass(44.5)
    expect(remaining((await api.send('GET', '/services')).headers)).toEqual(['400', '399', '60'])
  })

  test('a 404 counts, a 401 does not', async () => {
    const api = startApi({ limits: 'recorded' })
    await api.send('GET', '/services', undefined, { authorization: '' })
    await api.send('GET', '/services/srv-00000000000000000000')
    expect(remaining((await api.send('GET', '/services')).headers)[1]).toBe('398')
  })

  test('an empty bucket is 429 until its window ends, and other buckets are not', async () => {
    const api = startApi({ limits: 'recorded' })
    const { ownerId } = api.emulator
    const body = (at: number) => imageBody(ownerId, { name: `s${at}` })
    for (let at = 0; at < 20; at++) expect((await api.send('POST', '/services', body(at))).status).toBe(201)
    await api.pass(600.5)
    const refused = await api.send('POST', '/services', body(20))
    expect([refused.status, refused.body]).toEqual([429, { message: 'rate limit exceeded' }])
    expect(refused.headers.get('retry-after')).toBe('3000')
    expect(remaining(refused.headers)).toEqual(['20', '0', '2999'])
    expect((await api.send('GET', '/services')).status).toBe(200)
    await api.pass(3000)
    expect((await api.send('POST', '/services', body(20))).status).toBe(201)
  })

  test('the clock rate does not make them faster', async () => {
    const api = startApi({ limits: 'recorded', clockRate: 1000 })
    await api.send('GET', '/services')
    await api.pass(30)
    expect(remaining((await api.send('GET', '/services')).headers)).toEqual(['400', '398', '30'])
  })

  test('without limits there are no headers of them, but one that says so', async () => {
    const { headers } = await startApi({ limits: 'off' }).send('GET', '/services')
    expect([...remaining(headers), headers.get('emulator-limits')]).toEqual([null, null, null, 'off'])
    const limited = await startApi({ limits: 'recorded' }).send('GET', '/services')
    expect(limited.headers.has('emulator-limits')).toBe(false)
  })
})

test('with recorded latency a PATCH that names the repository is slow (API facts §4)', async () => {
  const api = startApi({ latency: 'recorded' })
  const { ownerId } = api.emulator
  const at = async () => Date.parse((await api.send('GET', '/users')).headers.get('date') ?? '')
  const { body } = await api.send('POST', '/services', imageBody(ownerId))
  const start = await at()
  await api.send('PATCH', `/services/${body.service.id}`, { image: { ownerId: '', imagePath: 'nginx' } })
  await api.send('PATCH', `/services/${body.service.id}`, { image: { ownerId: '', imagePath: 'nginx' } })
  expect((await at()) - start).toBeGreaterThanOrEqual(2000)
})
