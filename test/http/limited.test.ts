import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { createClient } from '../../src/http/client.ts'
import { estimate } from '../../src/http/limits/index.ts'
import { type ApiRequest, get, patch, post } from '../../src/http/request.ts'
import { apiKey, host, json } from './scripted.ts'

const minute = 60_000
const start = Date.UTC(2026, 0, 1)

interface Conditions {
  readonly begin: number
  readonly latency?: number
  /** How far the server's clock is ahead. */
  readonly ahead?: number
  /** Requests of somebody else with the same key, in each window. */
  readonly others?: number
}

/** Sends all requests at once to a server that counts one bucket of `limit` a minute by its own clock. */
const race = async (requests: readonly ApiRequest[], limit: number, conditions: Conditions) => {
  const { begin, latency = 100, ahead = 0, others = 0 } = conditions
  const clock = virtualClock(begin)
  const used = new Map<number, number>()
  let refused = 0
  const fetch = async () => {
    await clock.sleep(latency / 2)
    const now = clock.now() + ahead
    const window = Math.floor(now / minute)
    const count = (used.get(window) ?? others) + 1
    used.set(window, count)
    const seconds = String(Math.floor((minute - (now % minute)) / 1000))
    const remaining = String(Math.max(0, limit - count))
    const headers = {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': remaining,
      'ratelimit-reset': seconds,
    }
    await clock.sleep(latency / 2)
    if (count <= limit) return json(200, {}, headers)
    refused += 1
    return json(429, {}, { ...headers, 'retry-after': String(Number(seconds) + 1) })
  }
  const client = createClient({ host, apiKey, clock, fetch, random: () => 0 })
  await Promise.all(requests.map((request) => client.send(request)))
  return { refused, seconds: (clock.now() - begin) / 1000 }
}

const reads = (count: number) => Array.from({ length: count }, () => get('/services'))
const deploys = (count: number) =>
  Array.from({ length: count }, () => post('/services/crn-1/deploys', {}, 'repeat'))

describe('against a server that counts', () => {
  test.each([
    ['reads, from the start of a minute', reads(1000), 400, { begin: start }],
    ['reads, in the middle', reads(1000), 400, { begin: start + 31_234 }],
    ['deploys of cron jobs', deploys(45), 10, { begin: start + 31_234 }],
    ['a slow server', deploys(25), 10, { begin: start + 50_000, latency: 5000 }],
    ['a server whose clock is a little ahead', deploys(25), 10, { begin: start + 50_000, ahead: 40 }],
  ])('%s: nothing is refused, and it takes the estimated time', async (_, requests, limit, conditions) => {
    const { refused, seconds } = await race(requests, limit, conditions)
    const floor = estimate(requests, conditions.begin).seconds
    expect(refused).toBe(0)
    expect(seconds).toBeGreaterThanOrEqual(floor)
    expect(seconds).toBeLessThan(floor + 12)
  })

  test.each([
    ['20 s ahead', 20_000],
    ['40 s ahead', 40_000],
    ['7 s behind', -7000],
  ])('a server whose clock is %s: learned from the first answers', async (_, ahead) => {
    const requests = deploys(45)
    const { refused, seconds } = await race(requests, 10, { begin: start + 31_234, ahead })
    expect(refused).toBe(0)
    expect(seconds).toBeLessThan(estimate(requests, start + 31_234 + ahead).seconds + 6)
  })

  test('the end of a minute: a few requests on the wire may be refused, no more than there are slots', async () => {
    const { refused, seconds } = await race(reads(900), 400, { begin: start + 58_900 })
    expect(refused).toBeLessThanOrEqual(16)
    expect(seconds).toBeLessThan(65)
  })

  test('somebody else uses the key: their share is left to them', async () => {
    const { refused } = await race(reads(600), 400, { begin: start, others: 100 })
    expect(refused).toBeLessThanOrEqual(16)
  })

  test('somebody else uses all of it: gives up in the end', async () => {
    const sent = race([patch('/services/srv-1', {})], 10, { begin: start, others: 10 })
    await expect(sent).rejects.toMatchObject({ code: 'rate-limited' })
  })
})
