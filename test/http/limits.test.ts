import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import {
  type BucketKey,
  bucketOf,
  createLimits,
  estimate,
  type Limits,
  type Sendable,
  type Turn,
  untilReset,
} from '../../src/http/limits/index.ts'

const minute = 60_000
const hour = 60 * minute
const start = Date.UTC(2026, 0, 1)

describe('a request counts in one bucket', () => {
  test.each([
    ['GET', '/services', 'get'],
    ['GET', '/services/srv-1/deploys', 'get'],
    ['GET', '/logs/streams/owner/tea-1', 'logs'],
    ['PUT', '/logs/streams/owner/tea-1', 'logs'],
    ['GET', '/logs', 'logs'],
    ['GET', '/logs/values', 'logs'],
    ['GET', '/logs/streams/resource/srv-1', 'get'],
    ['DELETE', '/logs/streams/owner/tea-1', 'logs'],
    ['PUT', '/logs/streams/resource/srv-1', 'write'],
    ['GET', '/logs/streams/resource/srv-1', 'get'],
    ['POST', '/services', 'create'],
    ['POST', '/postgres', 'create'],
    ['POST', '/key-value', 'create'],
    ['POST', '/redis', 'create'],
    ['POST', '/env-groups', 'write'],
    ['POST', '/projects', 'write'],
    ['PATCH', '/services/srv-1', 'service-mutation:srv-1'],
    ['POST', '/services/srv-1/deploys', 'service-mutation:srv-1'],
    ['POST', '/services/srv-1/scale', 'service-mutation:srv-1'],
    ['POST', '/services/srv-1/suspend', 'service-mutation:srv-1'],
    ['POST', '/services/srv-2/resume', 'service-mutation:srv-2'],
    ['PATCH', '/services/crn-1', 'cron-mutation'],
    ['POST', '/services/crn-2/deploys', 'cron-mutation'],
    ['POST', '/services/srv-1/deploys/dep-1/cancel', 'write'],
    ['POST', '/services/srv-1/custom-domains', 'domains'],
    ['POST', '/services/srv-1/custom-domains/cdm-1/verify', 'write'],
    ['POST', '/services/crn-1/jobs', 'jobs'],
    ['PUT', '/services/srv-1/env-vars', 'write'],
    ['PUT', '/services/srv-1/autoscaling', 'write'],
    ['DELETE', '/services/srv-1', 'write'],
    ['PATCH', '/postgres/dpg-1', 'write'],
    ['POST', '/disks', 'write'],
  ])('%s %s: %s', (method, path, bucket) => {
    expect(bucketOf({ method, path })).toBe(bucket)
  })
})

// Buckets with small limits, so that runs reach them; and one large one.
const sendable = fc.constantFrom<Sendable>(
  { method: 'POST', path: '/services' },
  { method: 'POST', path: '/services/crn-1/deploys' },
  { method: 'PATCH', path: '/services/srv-1' },
  { method: 'POST', path: '/services/srv-2/deploys' },
  { method: 'GET', path: '/logs/streams/owner/tea-1' },
  { method: 'GET', path: '/services' },
)
const startTime = fc.integer({ min: 0, max: hour }).map((offset) => start + offset)
const limitOf = {
  create: [20, hour],
  'cron-mutation': [10, minute],
  logs: [30, minute],
  get: [400, minute],
} as const

/** A request that is answered at once, by nothing that says anything. */
const sent = async (limits: Limits, key: BucketKey, turn?: Turn) => {
  await limits.take(key, turn)
  limits.correct(key)
}

const runAll = async (requests: readonly Sendable[], begin: number, delays: readonly number[] = []) => {
  const clock = virtualClock(begin)
  const limits = createLimits(clock)
  const taken: { bucket: string; index: number; at: number }[] = []
  const run = async (request: Sendable, index: number) => {
    const delay = delays[index] ?? 0
    if (delay > 0) await clock.sleep(delay)
    await sent(limits, bucketOf(request))
    taken.push({ bucket: bucketOf(request), index, at: clock.now() })
  }
  await Promise.all(requests.map(run))
  return taken
}

describe('the scheduler', () => {
  test('never lets more than the limit go in one window of the wall clock', async () => {
    const timed = fc.array(fc.tuple(sendable, fc.integer({ min: 0, max: 3 * minute })), { maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(startTime, timed, async (begin, requests) => {
        const taken = await runAll(
          requests.map(([request]) => request),
          begin,
          requests.map(([, delay]) => delay),
        )
        const counts = new Map<string, number>()
        for (const { bucket, at } of taken) {
          const [limit, window] = limitOf[bucket as keyof typeof limitOf] ?? [10, minute]
          const key = `${bucket} ${Math.floor(at / window)}`
          counts.set(key, (counts.get(key) ?? 0) + 1)
          expect(counts.get(key)).toBeLessThanOrEqual(limit)
        }
      }),
    )
  })

  test('is first come, first served within a bucket', async () => {
    await fc.assert(
      fc.asyncProperty(startTime, fc.array(sendable, { maxLength: 120 }), async (begin, requests) => {
        const taken = await runAll(requests, begin)
        for (const bucket of new Set(taken.map((one) => one.bucket))) {
          const order = taken.filter((one) => one.bucket === bucket).map((one) => one.index)
          expect(order).toEqual([...order].sort((one, other) => one - other))
        }
      }),
    )
  })

  test('takes exactly the time that was estimated', async () => {
    await fc.assert(
      fc.asyncProperty(startTime, fc.array(sendable, { maxLength: 150 }), async (begin, requests) => {
        const taken = await runAll(requests, begin)
        const seconds = Math.max(0, ...taken.map(({ at }) => at - begin)) / 1000
        expect(estimate(requests, begin).seconds).toBe(seconds)
      }),
    )
  })

  test('never holds a fast bucket back for a slow one', async () => {
    const creates = Array.from({ length: 30 }, () => ({ method: 'POST', path: '/services' }))
    const taken = await runAll([...creates, { method: 'GET', path: '/services' }], start)
    expect(taken.find(({ bucket }) => bucket === 'get')?.at).toBe(start)
    expect(taken.at(-1)).toMatchObject({ bucket: 'create', at: start + hour })
  })

  test('stops waiting at once when its signal aborts, and the next in the queue is not held up', async () => {
    const clock = virtualClock(start)
    const limits = createLimits(clock)
    for (let i = 0; i < 10; i++) await sent(limits, 'cron-mutation')
    const abort = new AbortController()
    const first = limits.take('cron-mutation', { signal: abort.signal })
    const second = limits.take('cron-mutation', { signal: abort.signal })
    const third = limits.take('cron-mutation')
    abort.abort('enough')
    await expect(first).rejects.toBe('enough')
    await expect(second).rejects.toBe('enough')
    expect(clock.now()).toBe(start)
    await third
    expect(clock.now()).toBe(start + minute)
  })
})

const headers = (limit: number, remaining: number, reset: number | string) =>
  new Headers({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(reset),
  })

describe('an answer corrects its bucket', () => {
  const takeTen = async () => {
    const clock = virtualClock(start + 1000)
    const limits = createLimits(clock)
    for (let i = 0; i < 10; i++) await limits.take('write')
    return { clock, limits }
  }
  /** The answers that are still out come, and say nothing. */
  const landed = (limits: Limits, count: number) => {
    for (let i = 0; i < count; i++) limits.correct('write')
  }
  const takeMany = async (limits: Limits, count: number) => {
    for (let i = 0; i < count; i++) await sent(limits, 'write')
  }

  test('somebody else uses the key: what they used is not there any more', async () => {
    const { clock, limits } = await takeTen()
    limits.correct('write', headers(100, 5, 59))
    landed(limits, 9)
    await takeMany(limits, 5)
    expect(clock.now()).toBe(start + 1000)
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + minute)
  })

  test('what remains never gives back a token of a request that is still in flight', async () => {
    const { clock, limits } = await takeTen()
    limits.correct('write', headers(100, 99, 59))
    await takeMany(limits, 90)
    expect(clock.now()).toBe(start + 1000)
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + minute)
  })

  test('an answer counted in a window that is over says nothing about this one', async () => {
    const { clock, limits } = await takeTen()
    const takenAt = clock.now()
    await clock.sleep(59_500)
    for (let i = 0; i < 10; i++) limits.correct('write', headers(100, 0, 0), takenAt)
    await takeMany(limits, 100)
    expect(clock.now()).toBe(start + 60_500)
  })

  test('a higher limit wakes who waits for the lower one', async () => {
    const { clock, limits } = await takeTen()
    await takeMany(limits, 90)
    const next = limits.take('write')
    await clock.sleep(0)
    limits.correct('write', headers(500, 400, 58))
    await next
    expect(clock.now()).toBe(start + 1000)
  })

  test('a lower limit is kept as well', async () => {
    const { clock, limits } = await takeTen()
    limits.correct('write', headers(30, 20, 59))
    await takeMany(limits, 20)
    expect(clock.now()).toBe(start + 1000)
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + minute)
  })

  test('a server whose minute ends earlier than ours', async () => {
    const { clock, limits } = await takeTen()
    limits.correct('write', headers(100, 0, 20))
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + 1000 + 21_000)
  })

  test('a server whose next minute has begun: what is in flight may count there', async () => {
    const clock = virtualClock(start + 55_000)
    const limits = createLimits(clock)
    for (let i = 0; i < 99; i++) await limits.take('write')
    limits.correct('write', headers(100, 99, 59))
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + 55_000)
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + 115_000)
  })

  test('of a server without limits nobody waits for a bucket, until it has them again', async () => {
    const clock = virtualClock(start)
    const limits = createLimits(clock)
    const off = new Headers({ 'emulator-limits': 'off' })
    for (let count = 0; count < 20; count++) await sent(limits, 'create')
    const waiting = limits.take('create')
    await limits.take('get')
    limits.correct('get', off)
    await waiting
    limits.correct('create')
    for (let count = 0; count < 1000; count++) await sent(limits, 'create')
    expect(clock.now()).toBe(start)
    limits.correct('get', new Headers())
    await limits.take('create')
    expect(clock.now()).toBe(start + hour)
  })

  test('headers that make no sense are ignored', async () => {
    const { clock, limits } = await takeTen()
    limits.correct('write', new Headers({ 'ratelimit-limit': 'many', 'ratelimit-reset': '-5' }))
    limits.correct('write', headers(100, 90, 86_400))
    limits.correct('write')
    await takeMany(limits, 91)
    expect(clock.now()).toBe(start + minute)
  })

  test('a pause holds the bucket, and only that', async () => {
    const { clock, limits } = await takeTen()
    limits.pause('write', start + 8000)
    limits.pause('write', start + 5000)
    await limits.take('get')
    expect(clock.now()).toBe(start + 1000)
    await takeMany(limits, 1)
    expect(clock.now()).toBe(start + 8000)
  })
})

describe('Ratelimit-Reset', () => {
  const second = Math.floor(start / 1000)
  test.each([
    ['seconds that remain', { 'ratelimit-reset': '45' }, 45_000],
    ['none left', { 'ratelimit-reset': '0' }, 0],
    ['a UTC epoch second', { 'ratelimit-reset': String(second + 45) }, 45_000],
    ['an epoch second by the clock of the server', epochByServer(second), 45_000],
    ['an epoch second that is over', { 'ratelimit-reset': String(second - 45) }, 0],
    ['nothing', {}, undefined],
    ['no number', { 'ratelimit-reset': 'soon' }, undefined],
  ])('%s', (_, init, expected) => {
    expect(untilReset(new Headers(init as Record<string, string>), start)).toBe(expected)
  })
})

function epochByServer(second: number) {
  const ahead = 600
  const date = new Date((second + ahead) * 1000).toUTCString()
  return { 'ratelimit-reset': String(second + ahead + 45), date }
}

describe('the estimate', () => {
  test.each([
    ['nothing', 'GET', '/services', 0, 0],
    ['a full window', 'GET', '/services', 400, 0],
    ['one more', 'GET', '/services', 401, 50],
    ['two windows', 'GET', '/services', 800, 50],
    ['three', 'GET', '/services', 801, 110],
    ['the first creates', 'POST', '/services', 20, 0],
    ['the next creates', 'POST', '/services', 21, 3590],
  ])('%s', (_, method, path, count, seconds) => {
    const requests = Array.from({ length: count }, () => ({ method, path }))
    expect(estimate(requests, start + 10_000).seconds).toBe(seconds)
  })

  test('counts by bucket', () => {
    const paths = [
      '/services/srv-1',
      '/services/srv-1',
      '/services/crn-1',
      '/services/crn-2',
      '/postgres/dpg-1',
    ]
    const requests = paths.map((path) => ({ method: 'PATCH', path }))
    expect(estimate(requests, start).requests).toEqual({
      'service-mutation:srv-1': 2,
      'cron-mutation': 2,
      write: 1,
    })
  })
})

describe('who goes first', () => {
  /** Starts all of them at once; the order in which they go. */
  const orderOf = async (ranks: readonly number[], before = (_limits: Limits) => {}) => {
    const clock = virtualClock(start)
    const limits = createLimits(clock)
    before(limits)
    const gone: { rank: number; at: number }[] = []
    const go = async (rank: number) => {
      await sent(limits, 'create', { rank })
      gone.push({ rank, at: clock.now() - start })
    }
    await Promise.all(ranks.map(go))
    return gone
  }

  test('the higher rank of those who wait', async () => {
    const spent = Array.from({ length: 20 }, () => 9)
    const gone = await orderOf([...spent, 1, 3, 2, 3])
    expect(gone.slice(20)).toEqual([3, 3, 2, 1].map((rank) => ({ rank, at: hour })))
  })

  test('a token is kept for what is expected and outranks who is there, and is free before the window ends', async () => {
    const gone = await orderOf([1, 1], (limits) =>
      limits.expect((_key, rank, before) => (rank < 5 && before > start ? 19 : 0)),
    )
    expect(gone.map(({ at }) => at)).toEqual([0, hour - 15_000])
  })

  test('nothing is kept from who is as urgent', async () => {
    const gone = await orderOf([5, 5], (limits) => limits.expect((_key, rank) => (rank < 5 ? 20 : 0)))
    expect(gone.map(({ at }) => at)).toEqual([0, 0])
  })

  test('what is not expected any more keeps nothing', async () => {
    const clock = virtualClock(start)
    const limits = createLimits(clock)
    let expected = 20
    limits.expect(() => expected)
    const waiting = sent(limits, 'create', { rank: 1 })
    await clock.sleep(1000)
    expected = 0
    limits.recheck()
    await waiting
    expect(clock.now()).toBe(start + 1000)
  })
})

test('where others use the key, no more are on the wire than are let through if they take their part', async () => {
  const clock = virtualClock(start)
  const limits = createLimits(clock)
  await limits.take('write')
  limits.correct('write', headers(100, 98, 59))
  let gone = 0
  for (let i = 0; i < 98; i++) limits.take('write').then(() => gone++)
  await clock.sleep(1)
  expect(gone).toBe(49)
})

test('a limit that one service is told to have is expected of the others', async () => {
  const clock = virtualClock(start)
  const limits = createLimits(clock)
  await limits.take('service-mutation:srv-1')
  limits.correct('service-mutation:srv-1', headers(20, 19, 59))
  for (let i = 0; i < 20; i++) await limits.take('service-mutation:srv-2')
  expect(clock.now()).toBe(start)
})
