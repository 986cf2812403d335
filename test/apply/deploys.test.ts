/** Which deploy counts, and what becomes of the others. */
import { describe, expect, test } from 'vitest'
import { type BenchSettings, bench, failures, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const file = (service: object, envVarGroups: readonly object[] = []) =>
  JSON.stringify({ services: [{ type: 'worker', name: 'jobs', ...node, ...service }], envVarGroups })
const level = (value: string) => ({ envVars: [{ key: 'LEVEL', value }] })
const shared = { name: 'shared', envVars: [{ key: 'A', value: 'b' }] }
const linked = file({ envVars: [{ fromGroup: 'shared' }] }, [shared])

const isCancel = ({ path }: Sent) => path.endsWith('/cancel')
const isTrigger = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/deploys')

const messages = (events: Parameters<typeof failures>[0]) =>
  failures(events).map((message) => message.replace(/\b[a-z]{3}-\w{20}\b/g, 'id'))

describe('the first deploy of a service that is linked after it was made', () => {
  test.each<[string, number, readonly string[]]>([
    ['is over already, by a bad request', 400, []],
    ['is over already, by a conflict', 409, []],
    ['is gone', 404, []],
    [
      'may not be cancelled',
      403,
      [
        'POST /services/id/deploys/id/cancel: expected an API key that may do this, found HTTP 403, "made to fail"',
      ],
    ],
  ])('%s', async (_, status, expected) => {
    const it = bench({ intercept: (request) => isCancel(request) && status })
    expect(messages(await it.apply(linked))).toEqual(expected)
    expect(it.sent.filter(isTrigger)).toHaveLength(1)
  })

  test('is cancelled, and one is triggered', async () => {
    const it = bench()
    expect(failures(await it.apply(linked))).toEqual([])
    const writes = it.sent.filter((request) => isCancel(request) || isTrigger(request))
    expect(writes.map((request) => (isCancel(request) ? 'cancel' : 'trigger'))).toEqual(['cancel', 'trigger'])
  })
})

const changed = async (before: string, after: string, settings: BenchSettings = {}) => {
  const it = bench(settings)
  expect(failures(await it.apply(before))).toEqual([])
  const from = it.sent.length
  const failed = messages(await it.apply(after))
  return { it, failed, triggers: it.sent.slice(from).filter(isTrigger).length }
}

describe('a change', () => {
  test.each<[string, string, string, number]>([
    ['of a variable triggers one', file(level('info')), file(level('debug')), 1],
    [
      'of what needs no deploy triggers none',
      file({ autoDeployTrigger: 'off' }),
      file({ autoDeployTrigger: 'commit' }),
      0,
    ],
    [
      'of a suspended service triggers none',
      file({ ...level('info'), 'x-render-sync': { suspended: true } }),
      file({ ...level('debug'), 'x-render-sync': { suspended: true } }),
      0,
    ],
    [
      'of a service that is suspended with it triggers one, which is over by then',
      file(level('info')),
      file({ ...level('debug'), 'x-render-sync': { suspended: true } }),
      1,
    ],
    [
      'of a service that is resumed with it triggers none: resuming deploys',
      file({ ...level('info'), 'x-render-sync': { suspended: true } }),
      file({ ...level('debug'), 'x-render-sync': { suspended: false } }),
      0,
    ],
  ])('%s', async (_, before, after, expected) => {
    const { it, failed, triggers } = await changed(before, after)
    expect([failed, triggers]).toEqual([[], expected])
    expect(lines((await it.plan(after)).plan)).toEqual([])
  })
})

describe('a deploy that fails', () => {
  test.each<[string, string, string, BenchSettings, readonly string[]]>([
    [
      'after a change',
      file(level('info')),
      file(level('debug')),
      { faults: [{ deploy: 'jobs', nth: 2, does: 'update_failed' }] },
      [
        'service/jobs was written, but its deploy id ended as update_failed, made of commit 728505b "Latest commit of main"',
      ],
    ],
    [
      'after a create',
      file({}).replace('jobs', 'other'),
      file({}),
      { faults: [{ deploy: 'jobs', does: 'build_failed' }] },
      [
        'service/jobs was written, but its deploy id ended as build_failed, made of commit 728505b "Latest commit of main"',
      ],
    ],
    [
      'after resuming',
      file({ 'x-render-sync': { suspended: true } }),
      file({ 'x-render-sync': { suspended: false } }),
      { faults: [{ deploy: 'jobs', nth: 2, does: 'build_failed' }] },
      [
        'service/jobs was written, but its deploy id ended as build_failed, made of commit 728505b "Latest commit of main"',
      ],
    ],
  ])('%s is a failure', async (_, before, after, settings, expected) => {
    expect((await changed(before, after, settings)).failed).toEqual(expected)
  })
})

test('a trigger that fails after a failure hides it not', async () => {
  const isDomain = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/custom-domains')
  const web = { type: 'web', domains: ['shop.example.com'] }
  const { failed } = await changed(
    file({ ...level('info'), type: 'web' }),
    file({ ...level('debug'), ...web }),
    {
      intercept: (request) => (isDomain(request) || isTrigger(request)) && 402,
    },
  )
  expect(failed).toEqual([
    'POST /services/id/custom-domains: expected a workspace that can pay for this, found HTTP 402, "made to fail"',
  ])
})
