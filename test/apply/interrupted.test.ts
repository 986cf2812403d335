/** An apply that is stopped, or whose trigger fails for good: each deploy that is still owed is made, or told. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { type Bench, type BenchSettings, bench, collect, failures, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const shared = { fromGroup: 'shared' }
const service = (name: string, envVars: readonly object[], type = 'pserv') => ({
  type,
  name,
  ...node,
  ...(type === 'cron' && { schedule: '0 3 * * *' }),
  envVars,
})

/** Three services that take the variables of a group, of which the last one has one of its own. */
const linked = (value: string) =>
  JSON.stringify({
    services: [service('a', [shared]), service('b', [shared]), service('c', [shared, { key: 'OWN', value }])],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'LEVEL', value }] }],
  })

const isTrigger = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/deploys')

/** Applies the first file, and then the second one until a request is on the wire. */
const stoppedAt = async (
  at: (request: Sent) => boolean,
  [before, after]: readonly [string | undefined, string],
  settings: BenchSettings = {},
) => {
  const stop = new AbortController()
  let isArmed = false
  const it = bench({
    ...settings,
    intercept: (request) => {
      if (isArmed && at(request)) stop.abort(new Error('stop'))
      return settings.intercept?.(request) ?? false
    },
  })
  if (before !== undefined) expect(failures(await it.apply(before))).toEqual([])
  const first = it.sent.length
  isArmed = true
  const events = await collect(await it.start(after, { signal: stop.signal }))
  return { it, events, sent: it.sent.slice(first) }
}

const ends = (events: readonly ApplyEvent[]) =>
  events.flatMap((event) => {
    switch (event.type) {
      case 'apply_owed':
        return [`${event.address} ${event.problem ? `not deployed: ${event.problem.code}` : 'deployed'}`]
      case 'apply_stopped':
      case 'apply_skipped':
        return [`${event.address} ${event.started ? 'begun' : 'not started'}`]
      case 'apply_complete':
        return [`${event.address} done`]
      default:
        return []
    }
  })

const newestDeploys = async (it: Bench, text: string) => {
  const { known } = await it.plan(text)
  return known
    .all()
    .flatMap(({ address, deploys = [] }) => (deploys[0] ? [`${address} ${deploys[0].status}`] : []))
}

describe('a stop', () => {
  const isGroup = ({ method, path }: Sent) => method === 'PUT' && path.startsWith('/env-groups/')

  test('after a group was written deploys its services, which are begun by that', async () => {
    const { events, sent } = await stoppedAt(isGroup, [linked('one'), linked('two')])
    expect(ends(events).sort()).toEqual([
      'group/shared done',
      'service/a begun',
      'service/a deployed',
      'service/b begun',
      'service/b deployed',
      'service/c begun',
      'service/c deployed',
    ])
    expect(sent.filter(isTrigger)).toHaveLength(3)
    // Its own variable was not written: that is left for the next apply, which deploys it once more.
    expect(sent.filter(({ path }) => path.endsWith('/OWN'))).toEqual([])
  })

  test('tells what Render goes on with and where to look, also of what was only deployed', async () => {
    const { events } = await stoppedAt(isGroup, [linked('one'), linked('two')])
    for (const event of events) {
      if (event.type === 'apply_stopped') expect(event.link).toMatch(/^https:\/\/dashboard\.render\.com/)
    }
  })

  test('says of a deploy that it could not trigger why', async () => {
    let isStopped = false
    const { events } = await stoppedAt(
      (request) => {
        isStopped ||= isGroup(request)
        return isGroup(request)
      },
      [linked('one'), linked('two')],
      { intercept: (request) => isStopped && isTrigger(request) && 402 },
    )
    expect(ends(events)).toContain('service/a not deployed: payment-required')
    expect(ends(events)).toContain('service/a not started')
  })

  test('while a service is created neither cancels its deploy nor starts another one', async () => {
    const isCreate = ({ method, path }: Sent) => method === 'POST' && path === '/services'
    const { it, events, sent } = await stoppedAt(isCreate, [undefined, linked('one')])
    expect(ends(events)).not.toContain('service/a deployed')
    expect(sent.filter(({ path }) => path.includes('/deploys'))).toEqual([])
    expect(await newestDeploys(it, linked('one'))).toContain('service/a build_in_progress')
  })

  test('deploys of the cron jobs that wait for their turn only those that are written', async () => {
    const jobs = (value: string) =>
      JSON.stringify({
        services: Array.from({ length: 4 }, (_, index) =>
          service(`job-${index}`, [{ key: 'LEVEL', value }], 'cron'),
        ),
      })
    const isVariable = ({ method, path }: Sent) => method === 'PUT' && path.includes('/env-vars/')
    const { events, sent } = await stoppedAt(isVariable, [jobs('info'), jobs('debug')])
    expect(sent.filter(isVariable)).toHaveLength(1)
    expect(sent.filter(isTrigger)).toHaveLength(1)
    expect(ends(events).filter((end) => end.endsWith('not started'))).toHaveLength(3)
  })
})

test('a trigger that fails for good is one failure, which says that the deploy is still owed', async () => {
  let isBroken = false
  const it = bench({ intercept: (request) => isBroken && isTrigger(request) && 402 })
  const text = (value: string) => JSON.stringify({ services: [service('a', [{ key: 'LEVEL', value }])] })
  await it.apply(text('info'))
  isBroken = true
  const first = it.sent.length
  const events = await it.apply(text('debug'))
  expect(it.sent.slice(first).filter(isTrigger)).toHaveLength(1)
  const problems = events.flatMap((event) => ('problem' in event && event.problem ? [event.problem] : []))
  expect(problems).toMatchObject([{ code: 'payment-required', address: 'service/a' }])
  expect(problems[0]?.message).toMatch(/^service\/a is written and not deployed: POST .*\/deploys: /)
  expect(problems[0]?.todo).toMatch(/Then apply again/)
})
