/** What waits for what, and until when: chains are only what must be one. */
import { describe, expect, test } from 'vitest'
import { bench, failures } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const service = (name: string, ...envVars: readonly object[]) => ({ type: 'pserv', name, ...node, envVars })
const level = (value: string) => ({ key: 'LEVEL', value })
const other = { key: 'OTHER', value: 'as it is' }
const from = (name: string) => ({ type: 'pserv', name })
const host = { key: 'HOST', fromService: { ...from('api'), property: 'host' } }
const taken = (envVarKey: string) => ({ key: 'TAKEN', fromService: { ...from('api'), envVarKey } })
const madeUp = { key: 'TOKEN', generateValue: true }
const file = (services: readonly object[], more: object = {}) => JSON.stringify({ services, ...more })

/** What `web` waits for where `before` is live; empty: nothing is. */
const waits = async (before: string, after: string): Promise<readonly string[]> => {
  const it = bench()
  expect(failures(await it.apply(before))).toEqual([])
  const { plan } = await it.plan(after)
  const step = plan.steps.find(({ address }) => address === 'service/web')
  return step?.needs.map(({ of, until }) => `${of} ${until}`) ?? ['no step']
}

const empty = file([])

describe('a new service', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'the host of a new one: until that is there',
      empty,
      file([service('api'), service('web', host)]),
      ['service/api made'],
    ],
    [
      'a variable of a new one that the file gives: until that is there',
      empty,
      file([service('api', level('a')), service('web', taken('LEVEL'))]),
      ['service/api made'],
    ],
    [
      'a variable of a new one that Render makes up: until it is live',
      empty,
      file([service('api', madeUp), service('web', taken('TOKEN'))]),
      ['service/api ended'],
    ],
    [
      'a variable that is in turn one that Render makes up: until it is live',
      empty,
      file([
        service('first', madeUp),
        service('api', { key: 'LEVEL', fromService: { ...from('first'), envVarKey: 'TOKEN' } }),
        service('web', taken('LEVEL')),
      ]),
      ['service/api ended'],
    ],
    [
      'the host of a live one that changes: nothing',
      file([service('api', level('a'))]),
      file([service('api', level('b')), service('web', host)]),
      [],
    ],
    [
      'a variable of a live one that changes: until it is live',
      file([service('api', level('a'))]),
      file([service('api', level('b')), service('web', taken('LEVEL'))]),
      ['service/api ended'],
    ],
    [
      'another variable of a live one that changes: nothing',
      file([service('api', level('a'), other)]),
      file([service('api', level('b'), other), service('web', taken('OTHER'))]),
      [],
    ],
    [
      'a database: until it is available',
      empty,
      file([service('web', { key: 'DB', fromDatabase: { name: 'main', property: 'host' } })], {
        databases: [{ name: 'main' }],
      }),
      ['database/main ended'],
    ],
  ])('that takes %s', async (_, before, after, expected) => {
    expect(await waits(before, after)).toEqual(expected)
  })
})

describe('a live service', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'the host of a new one: until that is live',
      file([service('web')]),
      file([service('api'), service('web', host)]),
      ['service/api ended'],
    ],
    [
      'the host of one that changes: nothing',
      file([service('api', level('a')), service('web')]),
      file([service('api', level('b')), service('web', host)]),
      [],
    ],
    [
      'a variable that changes: until it is live',
      file([service('api', level('a')), service('web', taken('LEVEL'))]),
      file([service('api', level('b')), service('web', taken('LEVEL'))]),
      ['service/api ended'],
    ],
    [
      'a variable that stays as it is: nothing',
      file([service('api', level('a'), other), service('web')]),
      file([service('api', level('b'), other), service('web', taken('OTHER'))]),
      [],
    ],
  ])('that takes %s', async (_, before, after, expected) => {
    expect(await waits(before, after)).toEqual(expected)
  })
})

test('a failed deploy of what a new service only has to find there leaves that out of nothing', async () => {
  const it = bench({ faults: [{ deploy: 'api', nth: 1, does: 'build_failed' }] })
  const events = await it.apply(file([service('api'), service('web', host)]))
  expect(events.flatMap((event) => (event.type === 'apply_complete' ? [event.address] : []))).toEqual([
    'service/web',
  ])
  expect(events.flatMap((event) => (event.type === 'apply_errored' ? [event.address] : []))).toEqual([
    'service/api',
  ])
})
