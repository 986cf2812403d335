/** What an apply waits for, and until when: each status of a deploy, --no-wait and --deploy-timeout. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { type ApplyWishes, kinds } from '../../src/index.ts'
import { bench, failures, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const worker = (name: string, more: object = {}) => ({ type: 'worker', name, ...node, ...more })
const level = (value: string) => ({ envVars: [{ key: 'LEVEL', value }] })
const file = (services: readonly object[], databases: readonly object[] = []) =>
  JSON.stringify({ services, databases })

const plain = (text: string) => text.replace(/\b[a-z]{3}-\w{20}\b(-a)?/g, 'id')
const statusesOf = (events: readonly ApplyEvent[], of: string) =>
  events.flatMap((event) =>
    event.type === 'apply_progress' && event.address === of ? (event.status ?? []) : [],
  )
const completed = (events: readonly ApplyEvent[]) =>
  events.flatMap((event) => (event.type === 'apply_complete' ? [event] : []))
const isTrigger = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/deploys')
const minutes = (count: number) => count * 60_000
const noWait: ApplyWishes = { noWait: true }

test.each<[string, 'ready' | 'waiting' | 'failed' | 'cancelled']>([
  ['created', 'waiting'],
  ['queued', 'waiting'],
  ['build_in_progress', 'waiting'],
  ['pre_deploy_in_progress', 'waiting'],
  ['update_in_progress', 'waiting'],
  ['one_that_is_newer_than_all', 'waiting'],
  ['live', 'ready'],
  ['deactivated', 'ready'],
  ['build_failed', 'failed'],
  ['pre_deploy_failed', 'failed'],
  ['update_failed', 'failed'],
  ['canceled', 'cancelled'],
])('a deploy that is %s is %s', (status, state) => {
  expect(kinds.webService.deploys?.state(status)).toBe(state)
})

describe('a wait ends', () => {
  test.each<[string, ApplyWishes, number, string]>([
    ['after an hour', {}, 60, '60 min'],
    ['when --deploy-timeout says so', { deployTimeout: minutes(5) }, 5, '5 min'],
  ])('for a deploy that hangs, %s', async (_, how, took, inWords) => {
    const it = bench({ faults: [{ deploy: 'jobs', nth: 2, does: 'hang' }] })
    await it.apply(file([worker('jobs', level('one'))]))
    const from = it.clock.now()
    const events = await it.apply(file([worker('jobs', level('two'))]), { how })
    expect(failures(events).map(plain)).toEqual([
      `service/jobs was written, but after ${inWords} deploy id is still build_in_progress`,
    ])
    expect(events).toContainEqual(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'deploy-timeout',
          todo: expect.stringMatching(
            /^Render goes on with it: see https:\/\/dashboard\.render\.com\/worker\/srv-\w+\/deploys\/dep-\w+\. /,
          ),
        }),
      }),
    )
    expect((it.clock.now() - from) / 60_000).toBeCloseTo(took, 1)
  })

  test('for a database that never becomes available', async () => {
    const it = bench({ durations: { postgres: 7_200 } })
    const events = await it.apply(file([], [{ name: 'main' }]), { how: { deployTimeout: minutes(3) } })
    expect(failures(events)).toEqual(['database/main was written, but after 3 min it is still creating'])
  })

  test('for a deploy that is queued behind one that hangs', async () => {
    const it = bench({ whileDeploying: 'queue', faults: [{ deploy: 'jobs', nth: 2, does: 'hang' }] })
    const how = { deployTimeout: minutes(2) }
    await it.apply(file([worker('jobs', level('one'))]))
    await it.apply(file([worker('jobs', level('two'))]), { how })
    const events = await it.apply(file([worker('jobs', level('three'))]), { how })
    expect(failures(events).map(plain)).toEqual([
      'service/jobs was written, but after 2 min deploy id is still queued',
    ])
  })

  test('and what needs it is not begun', async () => {
    const it = bench({ durations: { postgres: 7_200 } })
    const uses = { envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'host' } }] }
    const events = await it.apply(file([worker('jobs', uses)], [{ name: 'main' }]), {
      how: { deployTimeout: minutes(3) },
    })
    expect(failures(events)).toContain('apply_skipped service/jobs')
  })
})

describe('with --no-wait', () => {
  test('deploys are triggered, and what goes on is told with where to look', async () => {
    const it = bench()
    await it.apply(file([worker('jobs', level('one'))]))
    const from = it.clock.now()
    const events = await it.apply(file([worker('jobs', level('two')), worker('new')]), { how: noWait })
    expect(failures(events)).toEqual([])
    expect(it.clock.now() - from).toBeLessThan(5_000)
    expect(completed(events).map(({ address, goesOn }) => [address, goesOn?.status])).toEqual(
      expect.arrayContaining([
        ['service/jobs', 'build_in_progress'],
        ['service/new', 'build_in_progress'],
      ]),
    )
    for (const { goesOn } of completed(events)) expect(goesOn?.link).toMatch(/\/deploys\/dep-\w+$/)
  })

  test('one deploy is triggered for each service that needs one, and each ends live by itself', async () => {
    const it = bench()
    const both = (value: string) => file([worker('a', level(value)), worker('b', level(value))])
    await it.apply(both('one'))
    const from = it.sent.length
    await it.apply(both('two'), { how: noWait })
    expect(it.sent.slice(from).filter(isTrigger)).toHaveLength(2)
    await it.clock.sleep(minutes(5))
    expect(lines((await it.plan(both('two'))).plan)).toEqual([])
  })

  test('what a value is taken from is there all the same', async () => {
    const it = bench()
    const text = file(
      [
        {
          ...worker('jobs', {
            envVars: [
              { key: 'DB', fromDatabase: { name: 'main', property: 'connectionString' } },
              { key: 'API', fromService: { name: 'api', type: 'pserv', property: 'hostport' } },
            ],
          }),
        },
        { type: 'pserv', name: 'api', ...node },
      ],
      [{ name: 'main' }, { name: 'alone' }],
    )
    const events = await it.apply(text, { how: noWait })
    expect(failures(events)).toEqual([])
    const goes = new Map(completed(events).map(({ address, goesOn }) => [address, goesOn?.status]))
    expect(Object.fromEntries(goes)).toEqual({
      'service/jobs': 'build_in_progress',
      'service/api': 'build_in_progress',
      // A service of the same apply needs it: it would begin without a database.
      'database/main': undefined,
      'database/alone': 'creating',
    })
    await it.clock.sleep(minutes(5))
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })

  test('a queued deploy is told as such', async () => {
    const it = bench({ whileDeploying: 'queue' })
    await it.apply(file([worker('jobs', level('one'))]))
    await it.apply(file([worker('jobs', level('two'))]), { how: noWait })
    const events = await it.apply(file([worker('jobs', level('three'))]), { how: noWait })
    expect(completed(events).map(({ goesOn }) => goesOn?.status)).toEqual(['queued'])
  })

  test('what is over at once is judged: an image cron job', async () => {
    const it = bench({ faults: [{ deploy: 'nightly', does: 'update_failed' }] })
    const cron = {
      type: 'cron',
      name: 'nightly',
      runtime: 'image',
      image: { url: 'nginx' },
      schedule: '0 0 * * *',
    }
    expect(failures(await it.apply(file([cron]), { how: noWait })).map(plain)).toEqual([
      'service/nightly was written, but its deploy id ended as update_failed, made of image docker.io/library/nginx:latest',
    ])
  })

  test('what is to be suspended is suspended after its deploy all the same', async () => {
    const it = bench()
    await it.apply(file([worker('jobs', level('one'))]))
    const suspended = file([worker('jobs', { ...level('two'), 'x-render-sync': { suspended: true } })])
    const events = await it.apply(suspended, { how: noWait })
    expect(failures(events)).toEqual([])
    expect(statusesOf(events, 'service/jobs')).toContain('live')
  })
})
