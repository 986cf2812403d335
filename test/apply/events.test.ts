/** What an apply tells, event by event, and when. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import type { Change } from '../../src/change.ts'
import { apply, type Planned } from '../../src/index.ts'
import { type Bench, type BenchSettings, bench, collect, failures } from '../support/workspace.ts'

const inSeconds = (ms: number): number => Math.floor(ms / 1000)

const inWords = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(
    /\b[a-z]{3}-\w{20}(-a)?\b/g,
    'id',
  )

const wordsOf = (event: ApplyEvent): readonly unknown[] => {
  switch (event.type) {
    case 'apply_errored': {
      const { code, message, todo } = event.problem
      return [event.address, `${code}: ${message}. ${todo}`]
    }
    case 'change_summary': {
      // Reads depend on what was read before.
      const { requests: _, ...counts } = event.summary
      return Object.entries({ ...counts, ms: 0, s: inSeconds(counts.ms) }).flatMap((count) =>
        count[1] === 0 ? [] : count,
      )
    }
    case 'apply_status': {
      const { ended, of, ends, at, underWay } = event
      return [`${ended} of ${of}`, `${(ends - at) / 1000} left`, underWay.map(({ address }) => address)]
    }
    case 'apply_complete':
      return [event.address, event.action, event.id, inSeconds(event.ms)]
    default: {
      const { at: _, type: __, ...rest } = event
      return Object.values(rest)
    }
  }
}

const subjectOf = (event: ApplyEvent) => ('address' in event ? event.address : '~')

/** One line for each event, resource by resource: the seconds since the first, and what it says. */
const told = (events: readonly ApplyEvent[]): readonly string[] =>
  events
    .toSorted((one, other) =>
      subjectOf(one) < subjectOf(other) ? -1 : Number(subjectOf(one) > subjectOf(other)),
    )
    .map((event) => {
      const seconds = inSeconds(event.at - (events[0]?.at ?? 0))
      return [seconds, event.type.replace(/^(apply|change)_/, ''), ...wordsOf(event).map(inWords)].join(' ')
    })

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const worker = (name: string, level: string) => ({
  type: 'worker',
  name,
  ...node,
  envVars: [{ fromGroup: 'shared' }, { key: 'LEVEL', value: level }],
})
const file = (level: string, plan = 'basic-256mb') =>
  JSON.stringify({
    services: [worker('jobs', level)],
    databases: [{ name: 'main', plan }],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value: 'b' }] }],
  })
const empty = JSON.stringify({ services: [] })

/** A settled workspace; then what an apply of another file tells. */
const toldOf = async (
  before: string,
  text: string,
  settings: BenchSettings = {},
): Promise<readonly string[]> => {
  const it = bench(settings)
  expect(failures(await it.apply(before))).toEqual([])
  return told(await it.apply(text))
}

describe('an apply tells', () => {
  test('what it creates', async () => {
    expect(await toldOf(empty, file('info'))).toEqual([
      '0 start database/main create',
      '0 progress write database/main',
      '0 progress wait creating database/main',
      '40 progress wait available database/main',
      '40 complete database/main create id 40',
      '0 start group/shared create',
      '0 progress write group/shared',
      '0 complete group/shared create id 0',
      '0 pending service/jobs ["group/shared"]',
      '0 start service/jobs create',
      '0 progress write service/jobs',
      '0 progress items service/jobs',
      '0 progress wait build_in_progress service/jobs',
      '40 progress wait update_in_progress service/jobs',
      '55 progress wait live service/jobs',
      '55 complete service/jobs create id 55',
      '30 status 1 of 3 27.8 left ["database/main","service/jobs"]',
      '55 summary added 3 s 55',
    ])
  })

  test('what it changes', async () => {
    expect(await toldOf(file('info'), file('debug', 'basic-1gb'))).toEqual([
      '0 start database/main update',
      '0 progress write database/main',
      '0 progress wait creating database/main',
      '40 progress wait available database/main',
      '40 complete database/main update id 40',
      '0 start service/jobs update',
      '0 progress write service/jobs',
      '0 progress wait build_in_progress service/jobs',
      '40 progress wait update_in_progress service/jobs',
      '55 progress wait live service/jobs',
      '55 complete service/jobs update id 55',
      '30 status 0 of 2 25.9 left ["database/main","service/jobs"]',
      '55 summary changed 2 s 55',
    ])
  })

  test('that there was nothing to do', async () => {
    expect(await toldOf(file('info'), file('info'))).toEqual(['0 summary'])
  })

  test('that a deploy failed, and what to do', async () => {
    const faults = [{ deploy: 'jobs', nth: 3, does: 'build_failed' as const }]
    expect(await toldOf(file('info'), file('debug'), { faults })).toEqual([
      '0 start service/jobs update',
      '0 progress write service/jobs',
      '0 progress wait build_in_progress service/jobs',
      '40 progress wait build_failed service/jobs',
      '40 errored service/jobs not-ready: service/jobs was written, but its deploy id ended as build_failed, made of commit 728505b "Latest commit of main". See https://dashboard.render.com/worker/id/deploys/id. The next apply deploys it again.',
      '30 status 0 of 1 25.9 left ["service/jobs"]',
      '40 summary failed 1 s 40',
    ])
  })

  test('what was skipped, and because of what', async () => {
    const intercept: BenchSettings['intercept'] = ({ method, path }) =>
      method === 'POST' && path === '/env-groups' && 400
    const events = await toldOf(empty, file('info'), { intercept })
    expect(events.filter((line) => /shared|jobs|summary/.test(line) && !/status/.test(line))).toEqual([
      '0 start group/shared create',
      '0 progress write group/shared',
      '0 errored group/shared rejected: POST /env-groups: expected a request that Render accepts, found HTTP 400, "made to fail". Correct what the message names.',
      '0 pending service/jobs ["group/shared"]',
      '0 skipped service/jobs group/shared false',
      '40 summary added 1 failed 1 skipped 1 s 40',
    ])
  })
})

/** Applies a file and stops when an event says so. */
const stopped = async (text: string, isTime: (event: ApplyEvent) => boolean): Promise<readonly string[]> => {
  const it = bench()
  const stop = new AbortController()
  const events: ApplyEvent[] = []
  for await (const event of await it.start(text, { signal: stop.signal })) {
    events.push(event)
    if (isTime(event)) stop.abort(new Error('stop'))
  }
  return told(events)
}

describe('a stop', () => {
  test('ends waits at once, and begins nothing that was waiting', async () => {
    const text = JSON.stringify({
      services: [
        {
          type: 'worker',
          name: 'jobs',
          ...node,
          envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'host' } }],
        },
      ],
      databases: [{ name: 'main' }],
    })
    expect(await stopped(text, (event) => event.type === 'apply_progress' && event.stage === 'wait')).toEqual(
      [
        '0 start database/main create',
        '0 progress write database/main',
        '0 progress wait creating database/main',
        '0 stopped database/main true creating https://dashboard.render.com/d/id',
        '0 pending service/jobs ["database/main"]',
        '0 stopped service/jobs false',
        '0 summary stopped 2 left 98.8',
      ],
    )
  })

  test('leaves a deploy to itself', async () => {
    expect(
      await stopped(
        file('info'),
        (event) => event.type === 'apply_progress' && event.status === 'build_in_progress',
      ),
    ).toEqual(
      expect.arrayContaining([
        '0 stopped database/main true creating https://dashboard.render.com/d/id',
        '0 stopped service/jobs true build_in_progress https://dashboard.render.com/worker/id',
        '0 summary added 1 stopped 2 left 57.8',
      ]),
    )
  })
})

/** No file asks for it yet: the plan is one with other changes in it. */
describe('a plan of our own', () => {
  const carriedOut = async (it: Bench, planned: Planned, change: Change) => {
    const { client, clock } = it
    const plan = { ...planned.plan, problems: [], changes: [change], sets: [[change.address]] }
    return told(await collect(apply(plan, { ...planned, client, clock })))
  }

  test('takes a resource away', async () => {
    const it = bench()
    expect(failures(await it.apply(file('info')))).toEqual([])
    const planned = await it.plan(file('info'))
    const live = planned.known.get('service/jobs')
    if (!live) throw new Error('it was not made')
    const { kind, address } = live
    const events = await carriedOut(it, planned, {
      action: 'delete',
      kind,
      address,
      needs: [],
      live,
      destroysData: false,
    })
    expect(events).toEqual([
      '0 start service/jobs delete',
      '0 progress write service/jobs',
      '0 complete service/jobs delete id 0',
      '0 summary destroyed 1',
    ])
    expect(it.sent.at(-1)).toMatchObject({ method: 'DELETE', path: `/services/${live.record.id}` })
    expect(planned.known.get('service/jobs')).toBe(live)
  })
})
