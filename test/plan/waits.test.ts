/** What each change comes after, and what it cannot do without. */
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/change.ts'
import { acts } from '../../src/change.ts'
import type { PlanWishes } from '../../src/index.ts'
import { addressesOf, type Needs, needsAmong, waitsAmong } from '../../src/plan/waits.ts'
import { benches } from './said.ts'

const having = benches()

const service = (type: string, name: string, ...vars: readonly string[]) =>
  `  - { type: ${type}, name: ${name}, runtime: docker, plan: starter, envVars: [${vars.join(', ')}] }\n`
const value = (key: string, text = 'one') => `{ key: ${key}, value: ${text} }`
const link = (name: string) => `{ fromGroup: ${name} }`
const taken = (key: string, from: string) =>
  `{ key: ${key}, fromService: { type: pserv, name: ${from}, envVarKey: ${key} } }`
const url = '{ key: DB, fromDatabase: { name: main, property: connectionString } }'
const services = (...all: readonly string[]) => `services:\n${all.join('')}`
const group = (text: string) => `envVarGroups: [{ name: shared, envVars: [{ key: G, value: ${text} }] }]\n`
const database = (plan: string) => `databases: [{ name: main, plan: ${plan} }]\n`

/** By address: what each comes after, and whether that has to have ended or to be there only. */
const inWords = (needs: Needs) =>
  Object.fromEntries(
    [...needs].map(([address, all]) => [address, all.map(({ of, until }) => `${of} ${until}`)]),
  )

const between = async (live: string, file: string, wishes: PlanWishes = {}) => {
  const { plan, desired } = await (await having(live)).plan(file, { wishes })
  const acting = plan.changes.filter(acts)
  const needs = needsAmong(acting, desired)
  return { needs: inWords(needs), waits: inWords(waitsAmong(acting, needs)) }
}
const nothing = 'services: [{ type: keyvalue, name: cache, plan: starter, ipAllowList: [] }]\n'

describe('a change comes after', () => {
  test.each<[string, string, string, Readonly<Record<string, readonly string[]>>]>([
    [
      'all that it is made of, where it is new',
      nothing,
      `${services(service('web', 'api', link('shared'), url))}${database('basic-1gb')}${group('one')}`,
      {
        'service/api': ['database/main ended', 'group/shared ended'],
        'database/main': [],
        'group/shared': [],
      },
    ],
    [
      'nothing that stays as it is',
      `${services(service('pserv', 'jobs', value('A')))}${group('one')}`,
      `${services(service('pserv', 'jobs', value('A')), service('web', 'api', link('shared'), taken('A', 'jobs')))}${group('one')}`,
      { 'service/api': [] },
    ],
    [
      'the change of what gives it another value',
      services(service('pserv', 'jobs', value('A')), service('web', 'api', taken('A', 'jobs'))),
      services(service('pserv', 'jobs', value('A', 'two')), service('web', 'api', taken('A', 'jobs'))),
      { 'service/jobs': [], 'service/api': ['service/jobs ended'] },
    ],
    [
      'no change of what gives it the same, and only deploys',
      services(service('pserv', 'jobs', value('A'), value('B')), service('web', 'api', taken('A', 'jobs'))),
      services(
        service('pserv', 'jobs', value('A'), value('B', 'two')),
        service('web', 'api', taken('A', 'jobs'), value('C')),
      ),
      { 'service/jobs': [], 'service/api': [] },
    ],
    [
      'a new service only until it is there, where its address is all that is taken, or a variable that is written',
      nothing,
      services(
        service('pserv', 'jobs', value('A')),
        service('web', 'api', '{ key: HOST, fromService: { type: pserv, name: jobs, property: host } }'),
        service('web', 'other', taken('A', 'jobs')),
      ),
      {
        'service/jobs': [],
        'service/api': ['service/jobs made'],
        'service/other': ['service/jobs made'],
      },
    ],
    [
      'a new service until it has ended, where Render makes up what is taken',
      nothing,
      services(
        service('pserv', 'jobs', '{ key: A, generateValue: true }'),
        service('web', 'other', taken('A', 'jobs')),
      ),
      { 'service/jobs': [], 'service/other': ['service/jobs ended'] },
    ],
    [
      'a new service until it has ended, where it is live itself',
      services(service('web', 'api', value('A'))),
      services(
        service('pserv', 'jobs'),
        service('web', 'api', '{ key: HOST, fromService: { type: pserv, name: jobs, property: host } }'),
      ),
      { 'service/jobs': [], 'service/api': ['service/jobs ended'] },
    ],
    [
      'the change of a group that gives it another value by way of a service',
      `${services(service('pserv', 'jobs', link('shared')), service('web', 'api', taken('G', 'jobs')))}${group('one')}`,
      `${services(service('pserv', 'jobs', link('shared')), service('web', 'api', taken('G', 'jobs')))}${group('two')}`,
      {
        'group/shared': [],
        'service/jobs': ['group/shared ended'],
        'service/api': ['service/jobs ended', 'group/shared ended'],
      },
    ],
    [
      'the change of what takes no deploy, whatever it gives',
      `${services(service('web', 'api', url, value('A')))}${database('basic-1gb')}`,
      `${services(service('web', 'api', url, value('A', 'two')))}${database('basic-4gb')}`,
      { 'service/api': ['database/main ended'], 'database/main': [] },
    ],
  ])('%s', async (_title, live, file, expected) => {
    expect((await between(live, file)).needs).toEqual(expected)
  })

  test('a group also after the databases that its services wait for, which it can do without', async () => {
    const live = `${services(service('web', 'api', link('shared'), url))}${database('basic-1gb')}${group('one')}`
    const file = `${services(service('web', 'api', link('shared'), url))}${database('basic-4gb')}${group('two')}`
    const { needs, waits } = await between(live, file)
    expect(needs['group/shared']).toEqual([])
    expect(waits).toEqual({
      'service/api': ['database/main ended', 'group/shared ended'],
      'database/main': [],
      'group/shared': ['database/main ended'],
    })
  })

  test('the one who gives up a domain, which it can do without', async () => {
    const on = (name: string, other: string) =>
      `services:\n  - { type: web, name: ${name}, runtime: docker, plan: starter, domains: [a.example.com] }\n  - { type: web, name: ${other}, runtime: docker, plan: starter, domains: [] }\n`
    const { needs, waits } = await between(on('api', 'zoo'), on('zoo', 'api'), { prune: ['domains'] })
    expect(needs).toEqual({ 'service/api': [], 'service/zoo': [] })
    expect(waits).toEqual({ 'service/api': [], 'service/zoo': ['service/api ended'] })
  })
})

test('a change that is not among them is not waited for', async () => {
  const file = `${services(service('web', 'api', url))}${database('basic-1gb')}`
  const { plan, desired } = await (await having(nothing)).plan(file)
  const alone = plan.changes.filter(({ address }: Change) => address === 'service/api')
  expect([...needsAmong(alone, desired)]).toEqual([['service/api', []]])
})

test('what each comes after is told by its addresses, however long the wait', () => {
  const needs: Needs = new Map([
    [
      'service/api',
      [
        { of: 'group/shared', until: 'ended' },
        { of: 'service/jobs', until: 'made' },
      ],
    ],
    ['group/shared', []],
  ])
  expect([...addressesOf(needs)]).toEqual([
    ['service/api', ['group/shared', 'service/jobs']],
    ['group/shared', []],
  ])
})
