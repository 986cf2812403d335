/** What an apply waits for, and how it looks at it. */
import { describe, expect, test } from 'vitest'
import { queuedDeploy } from '../../src/apply/deploys/index.ts'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { watcherOf } from '../../src/apply/watching/index.ts'
import { virtualClock } from '../../src/clock.ts'
import { createClient } from '../../src/http/client.ts'
import { serviceKind } from '../../src/kinds/service.ts'
import { apiKey, host, json } from '../http/scripted.ts'
import { type BenchSettings, bench, failures, type Sent } from '../support/workspace.ts'

type Seen = readonly [deploy: string, status: string]

const times = (count: number, look: Seen): readonly Seen[] => Array.from({ length: count }, () => look)

describe('a deploy that was triggered without being told its id', () => {
  test.each<[string, readonly (Seen | undefined)[], string | undefined]>([
    ['waits in the queue', [['new', 'queued']], 'new'],
    ['has not begun', [['new', 'created']], 'new'],
    [
      'comes after the one that runs',
      [
        ['old', 'build_in_progress'],
        ['new', 'queued'],
      ],
      'new',
    ],
    [
      'has begun in place of the one before',
      [
        ['old', 'live'],
        ['new', 'build_in_progress'],
      ],
      'new',
    ],
    ['waits for a long one', [...times(200, ['old', 'build_in_progress']), ['new', 'created']], 'new'],
    [
      'had begun before the first look',
      [
        ['new', 'update_in_progress'],
        ['new', 'live'],
      ],
      'new',
    ],
    ['had ended before the first look', [['new', 'live']], 'new'],
    ['is the first one', [undefined, ['new', 'build_in_progress'], ['new', 'live']], 'new'],
    ['never comes', [undefined], undefined],
  ])('%s', async (_, looks, expected) => {
    const createdAt = '2026-01-01T00:00:00Z'
    const clock = virtualClock()
    let asked = 0
    const fetch = async () => {
      // The last of them stays.
      const look = looks[Math.min(asked++, looks.length - 1)]
      return json(200, look ? [{ deploy: { id: look[0], status: look[1], createdAt } }] : [])
    }
    const client = createClient({ host, apiKey, clock, fetch })
    const told: string[] = []
    const patience = { until: Number.POSITIVE_INFINITY, onStatus: (status: string) => told.push(status) }
    const watcher = watcherOf({ client, clock, underWay: () => 1 })
    const { deploys } = serviceKind('background_worker')
    const found = await queuedDeploy(deploys, { id: 'srv-1' }, patience, { client, clock, watcher })
    expect(found?.id).toBe(expected)
    expect(asked).toBeGreaterThanOrEqual(looks.length)
    expect(told).toEqual(['queued'])
  })
})

const docker = (name: string, level: string) => ({
  type: 'worker',
  name,
  runtime: 'docker',
  envVars: [{ key: 'LEVEL', value: level }],
})

const file = (count: number, level: string) =>
  JSON.stringify({ services: Array.from({ length: count }, (_, index) => docker(`jobs-${index}`, level)) })

interface Look {
  readonly at: number
  readonly of: 'one' | 'list'
}

const lookOf = ({ method, path }: Sent, at: number): readonly Look[] => {
  if (method !== 'GET') return []
  if (path === '/services' || path === '/postgres') return [{ at, of: 'list' }]
  return /\/deploys\/dep-|^\/postgres\/[^/]+$/.test(path) ? [{ at, of: 'one' }] : []
}

interface Watched {
  readonly events: readonly ApplyEvent[]
  readonly looks: readonly Look[]
  readonly seconds: number
}

/** Makes what is live be as another file has it. Looks are those after the first thing that is told. */
const changed = async (
  before: string,
  after: string,
  { intercept, ...settings }: BenchSettings = {},
): Promise<Watched> => {
  const looks: Look[] = []
  let isChanging = false
  const it = bench({
    ...settings,
    intercept: (request) => {
      if (!isChanging) return false
      looks.push(...lookOf(request, it.clock.now()))
      return intercept?.(request) ?? false
    },
  })
  // Creating takes hours at the pace of the limits; changing does not.
  expect(failures(await it.apply(before))).toEqual([])
  const events: ApplyEvent[] = []
  const applying = await it.start(after)
  isChanging = true
  for await (const event of applying) events.push(event)
  const ends = events.map(({ at }) => at)
  return { events, looks, seconds: (Math.max(...ends) - Math.min(...ends)) / 1000 }
}

const variables = (count: number, settings?: BenchSettings): Promise<Watched> =>
  changed(file(count, 'info'), file(count, 'debug'), settings)

const count = (looks: readonly Look[], of: Look['of']) => looks.filter((look) => look.of === of).length

/** How many there were in each minute of the clock. */
const byMinute = (looks: readonly Look[]): readonly number[] => {
  const minutes = looks.map(({ at }) => Math.floor(at / 60_000))
  return [...new Set(minutes)].map((minute) => minutes.filter((one) => one === minute).length)
}

describe('deploys that were started together', () => {
  test('are found to have ended together', async () => {
    const { events, seconds, looks } = await variables(60)
    expect(failures(events)).toEqual([])
    expect(seconds).toBeLessThan(55 * 1.05)
    expect(count(looks, 'one')).toBeLessThan(60 * 2)
  })

  test('are found by their list, where it tells', async () => {
    const { events, seconds, looks } = await variables(60, { deploysTouchService: 'on' })
    expect(failures(events)).toEqual([])
    expect(seconds).toBeLessThan(55 * 1.05)
    expect(count(looks, 'list')).toBeGreaterThan(40)
  })

  test('are found without it, where it may not be read', async () => {
    const { events, seconds, looks } = await variables(60, {
      deploysTouchService: 'on',
      intercept: ({ path }) => path === '/services' && 403,
    })
    expect(failures(events)).toEqual([])
    expect(seconds).toBeLessThan(55 * 1.25)
    expect(count(looks, 'list')).toBe(1)
  })

  test('are looked at by half of what may be read, and no more', async () => {
    const { looks } = await variables(60, { durations: { build: 600 } })
    expect(Math.max(...byMinute(looks))).toBeLessThanOrEqual(200)
  })

  test('and fail together are all told, and none of the others is missed', async () => {
    const { events, seconds } = await variables(20, {
      faults: Array.from({ length: 10 }, (_, index) => ({
        deploy: `jobs-${index}`,
        nth: 2,
        does: 'build_failed' as const,
      })),
    })
    expect(failures(events)).toHaveLength(10)
    expect(seconds).toBeLessThan(55 * 1.25)
  })

  test('and of which one hangs do not wait for it', async () => {
    const faults = [{ deploy: 'jobs-0', nth: 2, does: 'hang' as const }]
    const { events } = await variables(20, { faults })
    const ends = events.flatMap(({ type, at }) =>
      type === 'apply_complete' ? [at - (events[0]?.at ?? 0)] : [],
    )
    expect(ends).toHaveLength(19)
    expect(Math.max(...ends)).toBeLessThan(55_000 * 1.25)
    expect(failures(events)).toHaveLength(1)
  })
})

test('one that takes as long as expected, and is alone, is looked at 80 times in 55 seconds', async () => {
  const { looks, seconds } = await variables(1)
  expect(seconds).toBeLessThan(55 * 1.02)
  expect(looks).toHaveLength(80)
})

test('one that is alone is looked at by itself, by no list, and the more often the nearer its end is expected', async () => {
  const { looks, seconds } = await variables(1, { durations: { build: 600 } })
  expect(seconds).toBeLessThan(615 + 10)
  expect(count(looks, 'list')).toBe(0)
  const minutes = byMinute(looks)
  expect(minutes[0]).toBeLessThan(10)
  expect(minutes.at(-2)).toBeGreaterThan(30)
})

describe('databases that become available', () => {
  const databases = (count: number) =>
    JSON.stringify({ databases: Array.from({ length: count }, (_, index) => ({ name: `main-${index}` })) })

  test('are watched by their list, and each is looked at when it first begins and at its end', async () => {
    const { events, looks, seconds } = await changed('{}', databases(5))
    expect(failures(events)).toEqual([])
    expect(seconds).toBeLessThan(40 * 1.05)
    expect(count(looks, 'one')).toBe(2 * 5)
  })

  test('one alone is looked at by itself', async () => {
    const { looks, seconds } = await changed('{}', databases(1))
    expect(seconds).toBeLessThan(40 * 1.05)
    // Whether its name is taken, before it is made and after.
    expect(count(looks, 'list')).toBe(2)
  })

  test('one that is gone is a failure at once', async () => {
    const isOfOne = ({ method, path }: Sent) => method === 'GET' && /^\/postgres\/[^/]+$/.test(path)
    let looks = 0
    const { events, seconds } = await changed('{}', databases(2), {
      intercept: (request) => isOfOne(request) && looks++ > 2 && 404,
    })
    expect(failures(events)).toHaveLength(1)
    expect(seconds).toBeLessThan(60)
  })
})
