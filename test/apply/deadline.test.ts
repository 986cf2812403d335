/** What an apply does that has to end by a time: all that fits, and nothing that does not. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { type Bench, bench, failures, lines } from '../support/workspace.ts'

const worker = (name: string, value = 'info') => ({
  type: 'worker',
  name,
  runtime: 'node',
  buildCommand: 'npm ci',
  startCommand: 'npm start',
  envVars: [{ key: 'LEVEL', value }],
})
const workers = (count: number) =>
  JSON.stringify({ services: Array.from({ length: count }, (_, index) => worker(`w${index}`)) })

const minutes = async (it: Bench, text: string, count: number) => {
  const began = it.clock.now()
  const until = began + count * 60_000
  const events = await it.apply(text, { how: { until } })
  return { events, seconds: (it.clock.now() - began) / 1000 }
}

const counted = (events: readonly ApplyEvent[], type: ApplyEvent['type']) =>
  events.filter((event) => event.type === type).length

const summaryOf = (events: readonly ApplyEvent[]) =>
  events.flatMap((event) => (event.type === 'change_summary' ? [event.summary] : []))[0]

describe('an apply with a time to be done by', () => {
  test('does what fits, ends as soon as nothing more does, and tells how long the rest takes', async () => {
    const it = bench({ limits: 'recorded' })
    const { events, seconds } = await minutes(it, workers(45), 20)
    expect(counted(events, 'apply_complete')).toBe(20)
    expect(counted(events, 'apply_stopped')).toBe(25)
    expect(seconds).toBeLessThan(60)
    const { stopped, failed, left = 0 } = summaryOf(events) ?? {}
    expect([stopped, failed]).toEqual([25, 0])
    // Until the next full hour, and one more for the last five.
    expect(left).toBeGreaterThan(7_000)
    expect(left).toBeLessThan(7_300)
  })

  test('leaves what the next one goes on with', async () => {
    const it = bench({ limits: 'recorded' })
    await minutes(it, workers(25), 20)
    expect(failures(await it.apply(workers(25)))).toEqual([])
    expect(lines((await it.plan(workers(25))).plan)).toEqual([])
  })

  test('begins no deploy that is not expected to be live by then', async () => {
    const it = bench()
    const { events } = await minutes(it, workers(1), 0.5)
    expect(events.map(({ type }) => type)).toEqual(['apply_stopped', 'change_summary'])
    expect(it.sent.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('writes no group whose services have no time to be deployed', async () => {
    const it = bench()
    const file = (value: string) =>
      JSON.stringify({
        services: [{ ...worker('w'), envVars: [{ fromGroup: 'shared' }] }],
        envVarGroups: [{ name: 'shared', envVars: [{ key: 'LEVEL', value }] }],
      })
    expect(failures(await it.apply(file('info')))).toEqual([])
    const before = it.sent.length
    const { events } = await minutes(it, file('debug'), 0.5)
    expect(counted(events, 'apply_stopped')).toBe(2)
    expect(it.sent.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('with time enough does all', async () => {
    const it = bench()
    expect(failures((await minutes(it, workers(3), 5)).events)).toEqual([])
  })
})
