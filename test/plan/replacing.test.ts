/** What is deleted and made anew: before and after what, and what of the old one the new one has. */
import { describe, expect, test } from 'vitest'
import type { Replace } from '../../src/change.ts'
import type { PlanWishes } from '../../src/index.ts'
import { failures, lines } from '../support/workspace.ts'
import { benches } from './said.ts'

const having = benches()

const service = (type: string, name: string, more = '') =>
  `  - { type: ${type}, name: ${name}, runtime: docker, plan: starter, region: oregon${more} }\n`
const services = (...all: readonly string[]) => `services:\n${all.join('')}`
const host = (of: string) =>
  `{ key: HOST_OF_${of.toUpperCase()}, fromService: { type: pserv, name: ${of}, property: host } }`
const vars = (...all: readonly string[]) => `, envVars: [${all.join(', ')}]`
const value = (key: string) => `{ key: ${key}, value: v }`
const url = vars('{ key: DB, fromDatabase: { name: main, property: connectionString } }')
const database = (region: string) => `databases: [{ name: main, plan: basic-1gb, region: ${region} }]\n`
const elsewhere = (text: string) => text.replace('oregon', 'ohio')

const sure: PlanWishes = {
  allowReplace: ['service/api', 'service/a', 'database/main'],
  confirmDestructive: true,
  maxDeletes: '100%',
}

const setsOf = async (live: string, file: string, more: PlanWishes) => {
  const it = await having(live)
  const wishes = { ...sure, ...more }
  const { plan } = await it.plan(file, { wishes })
  expect(failures(await it.apply(file, { wishes }))).toEqual([])
  expect(lines((await it.plan(file, { wishes })).plan)).toEqual([])
  return plan.sets.map((set) => set.map((one) => one.replace(/dpg-.*/, '…')).toSorted())
}

/** What the changes of a plan, and the deletions of what stands aside, come after. */
const needsOf = async (live: string, file: string, more: PlanWishes = {}) => {
  const { plan } = await (await having(live)).plan(file, { wishes: { ...sure, ...more } })
  return Object.fromEntries(
    [...plan.changes, ...plan.asides].map(({ address, needs }) => [
      address.replace(/dpg-.*/, '…'),
      needs.map((need) => need.replace(/dpg-.*/, '…')).toSorted(),
    ]),
  )
}

describe('it waits for', () => {
  test('those that cease to refer to it, and nobody else', async () => {
    const live = services(
      service('pserv', 'a'),
      service('web', 'b', vars(host('a'))),
      service('web', 'c', vars(host('a'))),
      service('web', 'd', vars(value('A'))),
    )
    const file = services(
      elsewhere(service('pserv', 'a')),
      service('web', 'b'),
      service('web', 'c', vars(host('a'))),
      service('web', 'd', vars('{ key: A, value: other }')),
    )
    expect(await needsOf(live, file, { prune: ['envVars'] })).toEqual({
      'service/a': ['service/b'],
      'service/b': [],
      'service/c': ['service/a'],
      'service/d': [],
    })
  })

  test('the new one and all that takes something from it, where the old one stands aside', async () => {
    const live = `${services(service('web', 'api', url), service('web', 'b', url), service('web', 'd', vars(value('A'))))}${database('oregon')}`
    const file = `${services(service('web', 'api', url), service('web', 'b'), service('web', 'd', vars('{ key: A, value: other }')))}${database('ohio')}`
    expect(await needsOf(live, file, { prune: ['envVars'] })).toEqual({
      'database/main': [],
      'database/main-replaced-…': ['database/main', 'service/api', 'service/b'],
      'service/api': ['database/main'],
      'service/b': [],
      'service/d': [],
    })
  })

  test('nobody who only makes a variable of the name that another one gives up', async () => {
    const live = services(service('web', 'api', vars(value('A'))), service('web', 'b'))
    const file = services(service('web', 'api'), service('web', 'b', vars(value('A'))))
    expect(await setsOf(live, file, { prune: ['envVars'] })).toEqual([['service/api', 'service/b']])
  })
})

describe('it comes', () => {
  test.each<[string, string, string, PlanWishes, readonly (readonly string[])[]]>([
    [
      'before those that refer to it, where it stands aside, and is deleted behind them',
      `${services(service('web', 'api', url), service('web', 'jobs'))}${database('oregon')}`,
      `${services(service('web', 'api', url), service('web', 'jobs', vars(value('A'))))}${database('ohio')}`,
      {},
      [['database/main', 'service/jobs'], ['service/api'], ['database/main-replaced-…']],
    ],
    [
      'and is deleted behind those that cease to refer to it',
      `${services(service('web', 'api', url))}${database('oregon')}`,
      `${services(service('web', 'api'))}${database('ohio')}`,
      { prune: ['envVars'] },
      [['database/main', 'service/api'], ['database/main-replaced-…']],
    ],
    [
      'behind those that cease to refer to it, where its name has to be free',
      services(service('pserv', 'a'), service('web', 'b', vars(host('a')))),
      services(elsewhere(service('pserv', 'a')), service('web', 'b')),
      { prune: ['envVars'] },
      [['service/b'], ['service/a']],
    ],
    [
      'not behind those that need it by way of another one, though they cease to refer to it themselves',
      services(service('pserv', 'a'), service('web', 'b', vars(host('a'))), service('pserv', 'c')),
      services(
        elsewhere(service('pserv', 'a')),
        service('web', 'b', vars(host('c'))),
        elsewhere(service('pserv', 'c', vars(host('a')))).replace('ohio', 'oregon'),
      ),
      { prune: ['envVars'] },
      [['service/a', 'service/b'], ['service/c']],
    ],
  ])('%s', async (_title, live, file, wishes, expected) => {
    expect(await setsOf(live, file, wishes)).toEqual(expected)
  })
})

const usual = {
  branch: 'main',
  buildFilter: { ignoredPaths: [], paths: [] },
  plan: 'starter',
  region: 'ohio',
  repo: 'https://github.com/acme/app',
  runtime: 'docker',
}

describe('the new one has', () => {
  const made = async (live: string, file: string, more: PlanWishes = {}) => {
    const it = await having(live)
    const wishes = { ...sure, ...more }
    const { plan } = await it.plan(file, { wishes })
    const change = plan.changes.find((one): one is Replace => one.action === 'replace')
    if (!change) throw new Error('nothing is made anew')
    expect(failures(await it.apply(file, { wishes }))).toEqual([])
    const [service] = Object.values(it.emulator.state().services)
    return {
      rows: { ...change.desired.defaults, ...change.desired.values },
      variables: service?.envVars.map(({ key, value }) => `${key}=${value}`),
      domains: service?.domains.map(({ name }) => name),
    }
  }

  test.each<[string, string, string, PlanWishes, unknown]>([
    [
      'of another type, all rows and items that both can have',
      services(
        service(
          'web',
          'api',
          `, healthCheckPath: /up, branch: next${vars(value('A'))}, domains: [a.example.com]`,
        ),
      ),
      services(service('worker', 'api')),
      {},
      { rows: { ...usual, branch: 'next', region: 'oregon' }, variables: ['A=v'], domains: [] },
    ],
    [
      'elsewhere, all that the file does not say otherwise',
      services(
        service(
          'web',
          'api',
          `, healthCheckPath: /up, numInstances: 2${vars(value('A'), value('B'))}, domains: [a.example.com]`,
        ),
      ),
      elsewhere(services(service('web', 'api', `, numInstances: 3${vars(value('A'), value('C'))}`))),
      {},
      {
        rows: { ...usual, healthCheckPath: '/up' },
        variables: ['A=v', 'C=v', 'B=v'],
        domains: ['a.example.com'],
      },
    ],
    [
      'nothing of what is pruned',
      services(service('web', 'api', `${vars(value('A'), value('B'))}, domains: [a.example.com]`)),
      elsewhere(services(service('web', 'api', vars(value('A'))))),
      { prune: ['envVars'] },
      { rows: usual, variables: ['A=v'], domains: ['a.example.com'] },
    ],
    [
      'what something else owns, as it was',
      services(service('web', 'api', ', healthCheckPath: /up')),
      elsewhere(
        services(
          service('web', 'api', ', healthCheckPath: /mine, x-render-sync: { ignore: [healthCheckPath] }'),
        ),
      ),
      {},
      { rows: { ...usual, healthCheckPath: '/up' }, variables: [], domains: [] },
    ],
  ])('%s', async (_title, live, file, wishes, expected) => {
    expect(await made(live, file, wishes)).toEqual(expected)
  })
})
