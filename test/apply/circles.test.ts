/** Services that refer to each other, when one of them fails or the apply is stopped. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { bench, failures, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const peer = (name: string) => ({ key: 'PEER', fromService: { type: 'pserv', name, property: 'host' } })
const service = (name: string, ...envVars: readonly object[]) => ({ type: 'pserv', name, ...node, envVars })

/** `a` and `b` refer to each other; `c` refers to `a`. */
const circle = JSON.stringify({
  services: [service('a', peer('b')), service('b', peer('a')), service('c', peer('a'))],
})

const nameOf = ({ body }: Sent) => (body as { name?: string } | undefined)?.name
const creates = (name: string) => (request: Sent) => request.method === 'POST' && nameOf(request) === name

const outcomes = (events: readonly ApplyEvent[]): readonly string[] =>
  events.flatMap((event) => {
    switch (event.type) {
      case 'apply_complete':
        return [`${event.address} done`]
      case 'apply_errored':
        return [`${event.address} ${event.problem.code}: ${event.problem.message}`]
      case 'apply_skipped':
        return [`${event.address} skipped${event.started ? ' on its way' : ''} because of ${event.because}`]
      case 'apply_stopped':
        return [`${event.address} stopped${event.started ? ' on its way' : ''}`]
      default:
        return []
    }
  })

/** What the problems of failures are about. */
const addressesOf = (events: readonly ApplyEvent[]) =>
  events.flatMap((event) => (event.type === 'apply_errored' ? [event.problem.address] : []))

const settled = async (text: string) => {
  const it = bench()
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
}

test('all of a circle, and what needs it, is made in one apply', () => settled(circle))

test('a service may refer to itself', () => settled(JSON.stringify({ services: [service('a', peer('a'))] })))

describe('a create that fails', () => {
  test('is the one failure: what refers to it from its circle is not finished; what needs no more of that than that it is there goes on', async () => {
    const it = bench({ intercept: (request) => creates('b')(request) && 402 })
    const events = await it.apply(circle)
    const [failure, ...rest] = outcomes(events)
    expect(failure).toMatch(/^service\/b payment-required: /)
    expect(addressesOf(events)).toEqual(['service/b'])
    expect(rest.toSorted()).toEqual(['service/a skipped on its way because of service/b', 'service/c done'])
  })

  test('leaves what the next apply completes', async () => {
    let broken = true
    const it = bench({ intercept: (request) => broken && creates('b')(request) && 402 })
    await it.apply(circle)
    broken = false
    expect(failures(await it.apply(circle))).toEqual([])
    expect(lines((await it.plan(circle)).plan)).toEqual([])
  })
})

test('a stop in the middle of a circle fails nothing', async () => {
  const stop = new AbortController()
  const it = bench({
    intercept: (request) => {
      if (creates('b')(request)) stop.abort(new Error('stop'))
      return false
    },
  })
  const events: ApplyEvent[] = []
  for await (const event of await it.start(circle, { signal: stop.signal })) events.push(event)
  expect(outcomes(events).toSorted()).toEqual([
    'service/a stopped on its way',
    'service/b stopped on its way',
    'service/c stopped',
  ])
  expect(failures(await it.apply(circle))).toEqual([])
})

test('after a stop, what fails by itself fails, and what waits for it in its circle was stopped', async () => {
  const stop = new AbortController()
  const it = bench({
    intercept: (request) => {
      if (!creates('b')(request)) return false
      stop.abort(new Error('stop'))
      return 402
    },
  })
  const events: ApplyEvent[] = []
  for await (const event of await it.start(circle, { signal: stop.signal })) events.push(event)
  expect(outcomes(events).toSorted()).toEqual([
    'service/a stopped on its way',
    expect.stringMatching(/^service\/b payment-required: /),
    'service/c stopped',
  ])
})
