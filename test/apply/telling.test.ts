/** An apply that takes long tells what it waits for, how far it is, and when it will be done. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { defaultDurations } from '../../src/emulator/state/index.ts'
import { durations } from '../../src/kinds/shared/durations.ts'
import { type BenchSettings, bench, collect, failures } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const each = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index))

const workers = (count: number) =>
  JSON.stringify({ services: each(count, (index) => ({ type: 'worker', name: `jobs-${index}`, ...node })) })

/** Each needs the address of the one before. */
/** Each takes a variable, and the host, of the one before it. */
const chain = (length: number, value = 'info') =>
  JSON.stringify({
    services: each(length, (index) => {
      const before = { type: 'pserv', name: `s${index - 1}` }
      const taken = [
        { key: 'LEVEL', fromService: { ...before, envVarKey: 'LEVEL' } },
        { key: 'NEXT', fromService: { ...before, property: 'hostport' } },
      ]
      return {
        type: 'pserv',
        name: `s${index}`,
        ...node,
        envVars: index === 0 ? [{ key: 'LEVEL', value }] : taken,
      }
    }),
  })

const ofType = <Type extends ApplyEvent['type']>(events: readonly ApplyEvent[], type: Type) =>
  events.filter((event): event is Extract<ApplyEvent, { type: Type }> => event.type === type)

describe('a resource that waits', () => {
  test('for a limit says for which and until when, and starts when its request goes out', async () => {
    const it = bench({ limits: 'recorded' })
    const events = await it.apply(workers(22))
    expect(failures(events)).toEqual([])
    const began = events[0]?.at ?? 0
    const waits = ofType(events, 'apply_waiting')
    expect(waits.map(({ address, limit, until, at }) => [address, limit, until - began, at - began])).toEqual(
      ['service/jobs-20', 'service/jobs-21'].map((address) => [
        address,
        '20 new services and databases an hour',
        3_600_000,
        0,
      ]),
    )
    const creates = ofType(events, 'apply_start').map(({ at }) => at - began)
    expect(creates).toEqual([...each(20, () => 0), 3_600_000, 3_600_000])
  })

  test.each(['POST', 'PATCH'])(
    'because the API is unavailable for a %s says so, and no limit',
    async (refusing) => {
      let refused = 0
      const busy: BenchSettings['intercept'] = ({ method }) => method === refusing && refused++ < 3 && 503
      const it = bench({ intercept: busy })
      if (refusing === 'PATCH') expect(failures(await it.apply(workers(1)))).toEqual([])
      const events = await it.apply(workers(1).replace('npm start', 'npm run jobs'))
      expect(failures(events)).toEqual([])
      const waits = ofType(events, 'apply_waiting')
      expect(waits.length).toBeGreaterThan(0)
      expect(waits.every(({ limit }) => limit === undefined)).toBe(true)
    },
  )

  test('and is stopped has not started', async () => {
    const it = bench({ limits: 'recorded' })
    const stop = new AbortController()
    const events: ApplyEvent[] = []
    for await (const event of await it.start(workers(21), { signal: stop.signal })) {
      events.push(event)
      if (event.type === 'apply_status') stop.abort(new Error('stop'))
    }
    const stopped = ofType(events, 'apply_stopped')
    expect(stopped.find(({ address }) => address === 'service/jobs-20')).toMatchObject({ started: false })
    expect(stopped.find(({ address }) => address === 'service/jobs-0')).toMatchObject({
      started: true,
      status: 'build_in_progress',
      link: expect.stringMatching(/^https:\/\/dashboard\.render\.com\/worker\/srv-/),
    })
  })

  test('is found in the status, and no more when it goes on', async () => {
    const events = await bench({ limits: 'recorded' }).apply(workers(21))
    const waiting = ofType(events, 'apply_status').map((status) =>
      status.waiting.map(({ address }) => address),
    )
    expect(waiting[0]).toEqual(['service/jobs-20'])
    expect(waiting.at(-1)).toEqual([])
  })
})

describe('the end is estimated', () => {
  const database = JSON.stringify({ databases: [{ name: 'main' }] })
  const shapes: readonly (readonly [string, string])[] = [
    ['a chain of ten services', chain(10)],
    ['services that wait for nothing', workers(5)],
    ['a database', database],
    [
      'an image behind a database',
      JSON.stringify({
        databases: [{ name: 'main' }],
        services: [
          {
            type: 'web',
            name: 'api',
            runtime: 'image',
            image: { url: 'docker.io/library/nginx:latest' },
            preDeployCommand: './migrate',
            envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'host' } }],
          },
        ],
      }),
    ],
    ['more services than an hour lets through', workers(45)],
    [
      'services that refer to each other',
      JSON.stringify({
        services: each(2, (index) => ({
          type: 'pserv',
          name: `s${index}`,
          ...node,
          envVars: [{ key: 'PEER', fromService: { type: 'pserv', name: `s${1 - index}`, property: 'host' } }],
        })),
      }),
    ],
    ['a group, which takes no time', JSON.stringify({ envVarGroups: [{ name: 'shared', envVars: [] }] })],
  ]
  test.each(shapes)('%s: within a tenth, or a second', async (_, file) => {
    const it = bench({ limits: 'recorded', latency: 'recorded' })
    const { plan } = await it.plan(file)
    const began = it.clock.now()
    expect(failures(await it.apply(file))).toEqual([])
    const took = (it.clock.now() - began) / 1000
    expect(Math.abs(plan.eta - took)).toBeLessThanOrEqual(Math.max(1, took * 0.1))
  })

  test('ten in a chain take one deploy from nothing, ten where each takes what changes, and not what the limits take', async () => {
    const it = bench()
    const made = await it.plan(chain(10))
    // Ten answers of 1.9 s, one after the other.
    expect([made.plan.seconds, made.plan.eta]).toEqual([0, 74])
    expect(failures(await it.apply(chain(10)))).toEqual([])
    const { plan } = await it.plan(chain(10, 'debug'))
    // A look, a variable and a deploy are answered in 0.9 s.
    expect([plan.seconds, plan.eta]).toEqual([0, 559])
  })

  test('a change that needs no deploy takes no time, one that needs one does', async () => {
    const it = bench()
    const file = (more: object) =>
      JSON.stringify({ services: [{ type: 'worker', name: 'jobs', ...node, ...more }] })
    expect(failures(await it.apply(file({ autoDeployTrigger: 'off' })))).toEqual([])
    expect((await it.plan(file({ autoDeployTrigger: 'commit' }))).plan.eta).toBe(0.8)
    expect((await it.plan(file({ startCommand: 'npm run jobs' }))).plan.eta).toBe(56.5)
  })

  test('a plan that refuses has no end', async () => {
    const secret = { type: 'worker', name: 'jobs', ...node, envVars: [{ key: 'A', sync: false }] }
    const { plan } = await bench().plan(JSON.stringify({ services: [secret] }))
    expect([plan.eta, plan.steps]).toEqual([0, []])
  })

  test('what is assumed is what the emulator takes', () => {
    expect(defaultDurations).toMatchObject(durations)
  })
})

describe('the status', () => {
  test('is told every 30 seconds, and its end comes true', async () => {
    const it = bench()
    expect(failures(await it.apply(chain(4)))).toEqual([])
    const events = await it.apply(chain(4, 'debug'))
    expect(failures(events)).toEqual([])
    const began = events[0]?.at ?? 0
    const all = ofType(events, 'apply_status')
    const last = events.at(-1)?.at ?? 0
    expect(all.map(({ at }) => (at - began) / 1000)).toEqual(
      each(Math.floor((last - began) / 30_000), (index) => (index + 1) * 30),
    )
    expect(all.map(({ ended }) => ended)).toEqual([0, 1, 1, 2, 2, 3, 3])
    for (const { ends, of } of all) {
      expect(of).toBe(4)
      expect(Math.abs(ends - last)).toBeLessThan(20_000)
    }
  })

  test('says since when each deploy has been in its state', async () => {
    const events = await collect(await bench().start(workers(1)))
    const began = events[0]?.at ?? 0
    expect(ofType(events, 'apply_status').map(({ underWay }) => underWay)).toEqual([
      [{ address: 'service/jobs-0', status: 'build_in_progress', since: began }],
    ])
  })

  test('does not wait for a deploy that takes longer than assumed: the end moves on', async () => {
    const events = await bench({ durations: { build: 600 } }).apply(workers(1))
    for (const { at, ends } of ofType(events, 'apply_status')) expect(ends).toBeGreaterThanOrEqual(at)
  })
})
