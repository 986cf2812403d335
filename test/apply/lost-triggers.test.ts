/** A deploy whose trigger's answer was lost: it is found, and there is no second one. */
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/emulator/index.ts'
import type { Lookup } from '../../src/http/request.ts'
import { serviceKind } from '../../src/kinds/service.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const file = (level: string) =>
  JSON.stringify({
    services: [
      {
        type: 'worker',
        name: 'jobs',
        runtime: 'docker',
        plan: 'starter',
        envVars: [{ key: 'LEVEL', value: level }],
      },
    ],
  })

/** But for the first one, which came with the service. */
const triggered = ({ emulator }: Bench) => Object.values(emulator.state().deploys).slice(1)

/** A service that is deployed again, under these faults, after some time. */
const deployedAgain = async (faults: readonly Fault[]) => {
  const it = bench()
  await it.apply(file('info'))
  await it.clock.sleep(600_000)
  it.emulator.setFaults(faults)
  const before = it.sent.length
  const failed = failures(await it.apply(file('debug')))
  return { it, failed, sent: it.sent.slice(before).map(({ method, path }) => `${method} ${path}`) }
}

const trigger = { request: 'POST /services/*/deploys', nth: 1 } as const
const lost: [string, Fault][] = [
  ['the connection breaks', { ...trigger, does: 'reset', after: 'work' }],
  ['a gateway gives up', { ...trigger, does: 'answer', status: 502, after: 'work' }],
  [
    'a gateway gives up, and it begins 4 s later',
    { ...trigger, does: 'answer', status: 502, worksAfter: 4000 },
  ],
  [
    '503 that says when to come again',
    { ...trigger, does: 'answer', status: 503, retryAfter: 2, after: 'work' },
  ],
  ['a success that says nothing', { ...trigger, does: 'answer', status: 201, text: '', after: 'work' }],
  ['{}', { ...trigger, does: 'answer', status: 201, text: '{}', after: 'work' }],
]

describe.each(lost)('%s', (_, fault) => {
  test('there is one deploy, and it is waited for', async () => {
    const { it, failed, sent } = await deployedAgain([fault])
    expect(failed).toEqual([])
    expect(triggered(it).map(({ status }) => status)).toEqual(['live'])
    expect(sent.filter((request) => /^POST .*\/deploys$/.test(request))).toHaveLength(1)
  })

  test('one that waits in the queue is found as well', async () => {
    const { it, failed } = await deployedAgain([fault, { deploy: 'jobs', does: 'queue' }])
    expect(failed).toEqual([])
    expect(triggered(it)).toHaveLength(1)
  })
})

test.each<[string, Fault]>([
  ['the connection breaks', { ...trigger, does: 'reset' }],
  ['503', { ...trigger, does: 'answer', status: 503, retryAfter: 2 }],
  ['an empty success', { ...trigger, does: 'answer', status: 201, text: '' }],
])('%s, and nothing was triggered: it is triggered again', async (_, fault) => {
  const { it, failed } = await deployedAgain([fault])
  expect(failed).toEqual([])
  expect(triggered(it).map(({ status }) => status)).toEqual(['live'])
})

describe('a deploy that is there after a lost answer', () => {
  const { whenLost } = serviceKind('web_service').deploys.trigger({ id: 'srv-1' } as never)
  const sentAt = Date.UTC(2026, 0, 1)
  const isOurs = (deploy: object) =>
    (whenLost as Lookup).match(
      { createdAt: '2026-01-01T00:00:00Z', status: 'created', ...deploy } as never,
      sentAt,
    )

  test.each<[string, object, boolean]>([
    ['began as the request went out', {}, true],
    ['began later', { createdAt: '2026-01-01T00:00:20Z', trigger: 'api' }, true],
    ['began before, and is without what was written', { createdAt: '2025-12-31T23:59:59.999Z' }, false],
    ['was begun by a commit', { trigger: 'new_commit' }, false],
    ['was cancelled', { status: 'canceled' }, false],
  ])('%s', (_, deploy, ours) => {
    expect(isOurs(deploy)).toBe(ours)
  })
})
