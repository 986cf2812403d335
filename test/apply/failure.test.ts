/** What an apply does when something goes wrong. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import { ProblemsError } from '../../src/index.ts'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const needs = (name: string) => ({
  envVars: [{ key: 'PEER', fromService: { type: 'pserv', name, property: 'host' } }],
})

/** `first` is needed by `second`, which is needed by `third`; `apart` needs nothing. */
const chain = JSON.stringify({
  services: [
    { type: 'pserv', name: 'first', ...node },
    { type: 'pserv', name: 'second', ...node, ...needs('first') },
    { type: 'worker', name: 'third', ...node, ...needs('second') },
    { type: 'worker', name: 'apart', ...node },
  ],
})

const ends = (events: readonly ApplyEvent[]) =>
  events.flatMap((event) =>
    ['apply_complete', 'apply_errored', 'apply_skipped', 'apply_stopped'].includes(event.type) &&
    'address' in event
      ? [`${event.type} ${event.address}`]
      : [],
  )

describe('an answer that is an error', () => {
  test('stops what needs the resource, once, and nothing else', async () => {
    const it = bench({
      intercept: ({ method, body }) => method === 'POST' && nameOf(body) === 'first' && 400,
    })
    expect(ends(await it.apply(chain)).sort()).toEqual([
      'apply_complete service/apart',
      'apply_errored service/first',
      'apply_skipped service/second',
      'apply_skipped service/third',
    ])
  })

  test('leaves a workspace that the next apply completes', async () => {
    let broken = true
    const it = bench({
      intercept: ({ method, body }) => broken && method === 'POST' && nameOf(body) === 'first' && 400,
    })
    await it.apply(chain)
    broken = false
    expect(failures(await it.apply(chain))).toEqual([])
    expect(lines((await it.plan(chain)).plan)).toEqual([])
  })
})

describe('a create whose answer is lost', () => {
  test.each([
    ['services', { services: [{ type: 'worker', name: 'lost', ...node }] }],
    ['databases', { databases: [{ name: 'lost' }] }],
    ['key values', { services: [{ type: 'keyvalue', name: 'lost', ipAllowList: [] }] }],
    ['groups', { envVarGroups: [{ name: 'lost', envVars: [] }] }],
    ['projects', { projects: [{ name: 'lost', environments: [{ name: 'production' }] }] }],
  ])('is looked up, and makes no second one: %s', async (_kind, file) => {
    let losses = 0
    const it = bench({
      intercept: ({ method, body }) =>
        method === 'POST' && nameOf(body) === 'lost' && losses++ === 0 && 'lost',
    })
    const text = JSON.stringify(file)
    expect(failures(await it.apply(text))).toEqual([])
    expect(losses).toBe(1)
    expect(
      it.emulator.requests().filter(({ method, body }) => method === 'POST' && nameOf(body) === 'lost'),
    ).toHaveLength(1)
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})

describe('a stop', () => {
  test('starts nothing more, tells what is left, and the next apply completes', async () => {
    const it = bench()
    const stop = new AbortController()
    const events: ApplyEvent[] = []
    for await (const event of await it.start(chain, { signal: stop.signal })) {
      events.push(event)
      if (event.type === 'apply_start' && event.address === 'service/first') stop.abort(new Error('stop'))
    }
    expect(ends(events)).toContain('apply_stopped service/third')
    expect(events.at(-1)).toMatchObject({ type: 'change_summary', summary: { failed: 0 } })
    expect(failures(await it.apply(chain))).toEqual([])
    expect(lines((await it.plan(chain)).plan)).toEqual([])
  })
})

describe('a plan that refuses', () => {
  const secret = JSON.stringify({
    services: [
      {
        type: 'worker',
        name: 'mailer',
        ...node,
        envVars: [
          { key: 'TOKEN', sync: false },
          { key: 'KEY', sync: false },
        ],
      },
    ],
  })

  test('names every missing secret at once, and sends nothing', async () => {
    const it = bench()
    const { plan } = await it.plan(secret)
    expect(
      plan.problems.filter(({ code }) => code === 'missing-secret').map(({ address }) => address),
    ).toEqual(['service/mailer/env/TOKEN', 'service/mailer/env/KEY'])
    await expect(it.apply(secret)).rejects.toThrow(ProblemsError)
    expect(it.sent.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('says its errors alone, whatever else is to be said of it', async () => {
    const noisy = JSON.stringify({
      ...JSON.parse(secret),
      databases: [{ name: 'main', plan: 'titan' }],
    })
    const it = bench()
    const { plan } = await it.plan(noisy)
    expect(plan.problems.map(({ severity }) => severity)).toContain('warning')
    const error = await it.apply(noisy).catch((thrown: unknown) => thrown)
    if (!(error instanceof ProblemsError)) throw error
    expect(new Set(error.problems.map(({ severity }) => severity))).toEqual(new Set(['error']))
  })

  test('applies once the secrets are given, the exact name before the short one', async () => {
    const it = bench()
    const secrets = secretsOf({ 'mailer/TOKEN': 'exact', TOKEN: 'short', KEY: 'short' })
    expect(failures(await it.apply(secret, { secrets }))).toEqual([])
    const { body } = it.sent.find(({ method, path }) => method === 'POST' && path === '/services') ?? {}
    expect(body).toMatchObject({
      envVars: [
        { key: 'TOKEN', value: 'exact' },
        { key: 'KEY', value: 'short' },
      ],
    })
    expect(lines((await it.plan(secret)).plan)).toEqual([])
  })
})

const nameOf = (body: unknown) => (body as { name?: string } | undefined)?.name
