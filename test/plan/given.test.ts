/** What is said of secrets that were given, and change nothing. */
import { describe, expect, test } from 'vitest'
import { type Desired, narrow } from '../../src/index.ts'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'

const file = `services:
  - type: worker
    name: api
    runtime: docker
    envVars:
      - { key: STRIPE_KEY, sync: false }
      - { key: SENTRY_DSN, sync: false }
      - { key: LOG_LEVEL, value: info }
`
const live = { STRIPE_KEY: 'live-one', SENTRY_DSN: 'live-two' }

type Given = Readonly<Record<string, string>>

const said = async (given: Given, adjust?: (desired: Desired) => Desired): Promise<readonly string[]> => {
  const it = bench()
  expect(failures(await it.apply(file, { secrets: secretsOf(live) }))).toEqual([])
  const { plan } = await it.plan(file, { secrets: secretsOf(given), ...(adjust && { adjust }) })
  expect(lines(plan)).toEqual([])
  const printed = JSON.stringify(plan.problems)
  for (const value of [...Object.values(given), ...Object.values(live)]) {
    if (value !== '') expect(printed).not.toContain(value)
  }
  return plan.problems.map(({ severity, code, message, todo }) =>
    [`${severity} ${code}: ${message}.`, todo].filter((part) => part !== undefined).join(' '),
  )
}

describe('one that differs from the live one', () => {
  test('is named', async () => {
    expect(await said({ ...live, STRIPE_KEY: 'another' })).toEqual([
      'note differing-secret: 1 given secret differs from the live one, which stays: api/STRIPE_KEY. Write it with --write-secret api/STRIPE_KEY.',
    ])
  })

  test('is told with all others', async () => {
    expect(await said({ STRIPE_KEY: 'another', SENTRY_DSN: '' })).toEqual([
      'note differing-secret: 2 given secrets differ from the live ones, which stay: api/STRIPE_KEY, api/SENTRY_DSN. Write one with --write-secret api/STRIPE_KEY.',
    ])
  })

  test('is nothing where it does not', async () => {
    expect(await said(live)).toEqual([])
  })

  test('is nothing where this run leaves it alone', async () => {
    const adjust = (desired: Desired) => narrow(desired, { targets: ['*/env/SENTRY_DSN'] }).desired
    expect(await said({ ...live, STRIPE_KEY: 'another' }, adjust)).toEqual([])
  })

  test('is not told where the live one may not be seen', async () => {
    const it = bench({ intercept: ({ path, method }) => method === 'GET' && /env-vars$/.test(path) && 403 })
    expect(failures(await it.apply(file, { secrets: secretsOf(live) }))).toEqual([])
    const { plan } = await it.plan(file, { secrets: secretsOf({ STRIPE_KEY: 'another' }) })
    expect(plan.problems).toEqual([])
    expect(plan.unobserved).not.toEqual([])
  })

  test('is not told of what the API never tells', async () => {
    const hub = 'x-render-sync: { registryCredentials: [{ name: hub, registry: docker, username: acme }] }'
    const it = bench()
    expect(failures(await it.apply(hub, { secrets: secretsOf({ 'hub/authToken': 'one' }) }))).toEqual([])
    expect((await it.plan(hub, { secrets: secretsOf({ 'hub/authToken': 'two' }) })).plan.problems).toEqual([])
  })
})

describe('one that nothing uses', () => {
  const unused = (what: string) => `note unused-secret: nothing uses ${what}.`

  test.each<[string, Given, string]>([
    [
      'a slip',
      { 'api/STRIPE_KYE': 'x-1234' },
      '1 given secret: api/STRIPE_KYE (did you mean api/STRIPE_KEY?)',
    ],
    [
      'a slip of the service',
      { 'apy/STRIPE_KEY': 'x-1234' },
      '1 given secret: apy/STRIPE_KEY (did you mean api/STRIPE_KEY?)',
    ],
    ['nothing near', { MAILGUN_DOMAIN: 'x-1234' }, '1 given secret: MAILGUN_DOMAIN'],
    [
      'a variable with a value',
      { 'api/LOG_LEVEL': 'x-1234' },
      '1 given secret: api/LOG_LEVEL (no secret: the file gives it another value)',
    ],
    ['several', { A_B: 'x-1234', 'c.pem': 'x-1234' }, '2 given secrets: A_B, c.pem'],
    [
      'lines of a key without quotes',
      { '7Vb2Qm9xKp4TsWc8Rv1Ld5NzEf3GhJk6': 'x-1234', MAILGUN_DOMAIN: 'x-1234' },
      '2 given secrets: MAILGUN_DOMAIN, 1 that looks like no name',
    ],
  ])('%s', async (_, given, what) => {
    expect(await said(given)).toEqual([unused(what)])
  })

  test('is not near a name that is given as well', async () => {
    expect(await said({ ...live, STRIPE_KEY2: 'x-1234' })).toEqual([unused('1 given secret: STRIPE_KEY2')])
  })

  test('is used by what the file declares outside of this run, and under each of its names', async () => {
    const adjust = (desired: Desired) => narrow(desired, { targets: ['*/env/SENTRY_DSN'] }).desired
    expect(await said({ STRIPE_KEY: 'live-one', 'service/api/env/STRIPE_KEY': 'live-one' }, adjust)).toEqual(
      [],
    )
  })
})
