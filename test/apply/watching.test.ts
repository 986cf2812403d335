/** What an apply waits for, and how often it looks. */
import { describe, expect, test } from 'vitest'
import { queuedDeploy } from '../../src/apply/deploys/watch.ts'
import { serviceKind } from '../../src/kinds/service.ts'
import { json, scripted } from '../http/scripted.ts'
import { bench, failures } from '../support/workspace.ts'

type Look = readonly [deploy: string, status: string]

const times = (count: number, look: Look): readonly Look[] => Array.from({ length: count }, () => look)

describe('a deploy that was triggered without being told its id', () => {
  test.each<[string, readonly (Look | undefined)[], string | undefined]>([
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
    ['waits for a long one', [...times(20, ['old', 'build_in_progress']), ['new', 'created']], 'new'],
    [
      'had begun before the first look',
      [['new', 'update_in_progress'], ...times(10, ['new', 'live'])],
      'new',
    ],
    ['had ended before the first look', times(10, ['new', 'live']), 'new'],
    ['is the first one', [undefined, ['new', 'build_in_progress'], ...times(9, ['new', 'live'])], 'new'],
    ['never comes', Array.from({ length: 10 }, () => undefined), undefined],
  ])('%s', async (_, looks, expected) => {
    const createdAt = '2026-01-01T00:00:00Z'
    const steps = looks.map((look) =>
      json(200, look ? [{ deploy: { id: look[0], status: look[1], createdAt } }] : []),
    )
    const { client, clock, left } = scripted(steps)
    const watch = { client, clock, until: Number.POSITIVE_INFINITY, watched: () => 1, onStatus: () => {} }
    expect(await queuedDeploy(watch, serviceKind('background_worker').deploys, { id: 'srv-1' })).toBe(
      expected,
    )
    expect(left).toHaveLength(0)
  })
})

const file = (count: number, level: string) =>
  JSON.stringify({
    services: Array.from({ length: count }, (_, index) => ({
      type: 'worker',
      name: `jobs-${index}`,
      runtime: 'docker',
      envVars: [{ key: 'LEVEL', value: level }],
    })),
  })

/** How many looks at deploys there are in each minute, from the first one on, while so many of them run. */
const looksByMinute = async (count: number): Promise<readonly number[]> => {
  const at: number[] = []
  const it = bench({
    durations: { build: 600 },
    intercept: ({ method, path }) => {
      if (method === 'GET' && /\/deploys\/dep-/.test(path)) at.push(it.clock.now())
      return false
    },
  })
  // Creating takes hours at the pace of the limits; changing does not.
  expect(failures(await it.apply(file(count, 'info')))).toEqual([])
  at.length = 0
  expect(failures(await it.apply(file(count, 'debug')))).toEqual([])
  const first = Math.min(...at)
  const minutes = at.map((time) => Math.floor((time - first) / 60_000))
  return Array.from({ length: 10 }, (_, minute) => minutes.filter((each) => each === minute).length)
}

describe('deploys that take ten minutes', () => {
  test('one alone is looked at soon and often', async () => {
    const [first, ...rest] = await looksByMinute(1)
    expect(first).toBeGreaterThanOrEqual(12)
    expect(Math.min(...rest)).toBeGreaterThanOrEqual(11)
    expect(Math.max(...rest)).toBeLessThanOrEqual(13)
  })

  test('sixty together take half of what may be read, and no more', async () => {
    const looks = (await looksByMinute(60)).reduce((sum, each) => sum + each)
    // Each of the sixty may begin a last pause in the ten minutes that it does not end in.
    expect(looks).toBeLessThanOrEqual(10 * 200 + 60)
    expect(looks).toBeGreaterThanOrEqual(10 * 200 - 60)
  })
})
