/** What live resources keep and no new one gets: legacy and custom plans. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { post } from '../../src/http/request.ts'
import { pulled } from '../pull/round-trip.ts'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

const service = (plan?: string) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'frontend',
        runtime: 'node',
        buildCommand: 'npm ci',
        startCommand: 'npm start',
        ...(plan && { plan }),
      },
    ],
  })

const job = (plan: string) =>
  JSON.stringify({
    services: [{ type: 'cron', name: 'jobs', runtime: 'docker', schedule: '0 * * * *', plan }],
  })
const database = (more: object) => JSON.stringify({ databases: [{ name: 'main', ...more }] })
const store = (plan: string) =>
  JSON.stringify({ services: [{ type: 'keyvalue', name: 'cache', ipAllowList: [], plan }] })

describe('a new one is refused, with what it may have instead', () => {
  test.each<[string, string, string]>([
    ['starter plus', service('starter plus'), 'Write "standard".'],
    ['standard plus', service('standard plus'), 'Write "pro".'],
    ['a plan that is legacy by its name', service('pro plus legacy'), 'Write "pro plus".'],
    ['starter plus of a cron job', job('starter plus'), 'Write "standard".'],
    ['the largest of a cron job, which only live ones have', job('12c-24g'), 'Write one that Render offers.'],
    ['custom', service('custom'), 'Write one that Render offers.'],
    ['a legacy plan of databases', database({ plan: 'starter' }), 'Write "basic-256mb".'],
    ['the largest of them', database({ plan: 'pro plus' }), 'Write "pro-8gb".'],
    ['custom of a key value', store('custom'), 'Write one that Render offers.'],
    ['a version that is gone', database({ postgresMajorVersion: '10' }), 'Write "11".'],
  ])('%s', async (_title, text, todo) => {
    const it = bench()
    const planned = await it.plan(text)
    expect(errorsOf(planned)).toMatchObject([{ code: 'retired-refused', todo, at: { line: 1 } }])
    await expect(it.apply(text)).rejects.toThrow()
    expect(it.sent.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe.each([
  ['starter_plus', 'starter plus'],
  ['standard_plus', 'standard plus'],
  ['starter_legacy', 'starter legacy'],
  ['pro_plus_legacy', 'pro plus legacy'],
  ['custom', 'custom'],
])('a live service on %s', (live, spelled) => {
  const begin = async () => {
    const it = bench({ legacy: true })
    await it.client.send(
      post(
        '/services',
        {
          type: 'web_service',
          name: 'frontend',
          ownerId: it.emulator.ownerId,
          repo: 'https://github.com/acme/app',
          serviceDetails: {
            runtime: 'node',
            plan: live,
            envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
          },
        },
        'repeat',
      ),
    )
    return it
  }

  test('is no difference, whether the file names it or not', async () => {
    const it = await begin()
    for (const text of [service(), service(spelled), service(live)]) {
      const planned = await it.plan(text)
      expect(errorsOf(planned)).toEqual([])
      expect(lines(planned.plan)).toEqual([])
    }
  })

  test('is pulled as it is, and the file plans nothing', async () => {
    const it = await begin()
    const { text, problems } = await pulled(it)
    expect(problems).toEqual([])
    expect(text).toContain(`plan: ${spelled}\n`)
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })

  test('goes to another plan that the file names, and no other service comes to it', async () => {
    const it = await begin()
    expect(lines((await it.plan(service('pro max'))).plan)).toEqual(['update service/frontend', '  plan'])
    await it.apply(service('pro max'))
    expect(errorsOf(await it.plan(service(spelled)))).toMatchObject([
      { code: 'retired-refused', todo: 'Put the live value into the file.' },
    ])
  })
})

test('a live database on a legacy plan is no difference', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const state = join(folder, 'state.json')
  expect(failures(await bench({ state }).apply(database({ plan: 'basic-256mb' })))).toEqual([])
  // From the time when there were such: the emulator makes none, as Render does not.
  writeFileSync(state, readFileSync(state, 'utf8').replaceAll('"basic_256mb"', '"starter"'))
  const it = bench({ state })
  for (const more of [{}, { plan: 'starter' }]) {
    const planned = await it.plan(database(more))
    expect(errorsOf(planned)).toEqual([])
    expect(lines(planned.plan)).toEqual([])
  }
  expect(lines((await it.plan(database({ plan: 'pro-8gb' }))).plan)).toEqual([
    'update database/main',
    '  plan',
  ])
})

test('a cron job may have the older name of each plan that it may have', async () => {
  const it = bench()
  expect(failures(await it.apply(job('pro ultra')))).toEqual([])
  expect(lines((await it.plan(job('8c-32g'))).plan)).toEqual([])
})
