/** What is deleted and created anew: in which order, what follows it, and what becomes of those that refer to it. */
import { describe, expect, test } from 'vitest'
import type { PlanWishes } from '../../src/index.ts'
import { type Bench, bench, errorsOf, failures, lines, secretsOf } from '../support/workspace.ts'

const secrets = secretsOf({ TOKEN: 'a token' })

const having = async (live: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(live, { secrets }))).toEqual([])
  return it
}

const allowing = (...addresses: readonly string[]): PlanWishes => ({
  allowReplace: addresses,
  confirmDestructive: true,
})

/** The writes of an apply, each as its method and path without ids. */
const replaced = async (it: Bench, file: string, wishes: PlanWishes) => {
  const planned = await it.plan(file, { wishes })
  expect(errorsOf(planned)).toEqual([])
  const before = it.sent.length
  const events = await it.apply(file, { wishes })
  expect(failures(events)).toEqual([])
  expect(lines((await it.plan(file)).plan)).toEqual([])
  const writes = it.sent.slice(before).filter(({ method }) => method !== 'GET')
  const words = writes.map(
    ({ method, path }) => `${method} ${path.replace(/(srv|dpg|red|evg|dep|crn)-[^/]+/g, '$1')}`,
  )
  return { planned, words, summary: events.at(-1) }
}

const main = (region: string) => `databases:\n  - { name: main, region: ${region} }\n`
const api = (more: string) => `services:\n  - { type: web, name: api, runtime: docker${more} }\n`
const reference = ', envVars: [{ key: DB, fromDatabase: { name: main, property: connectionString } }]'

describe('a database', () => {
  test('stands aside until those that refer to it have the new one', async () => {
    const it = await having(`${main('ohio')}${api(reference)}`)
    const file = `${main('oregon')}${api(reference)}`
    const { planned, words, summary } = await replaced(it, file, allowing('database/main'))
    expect(lines(planned.plan)).toEqual([
      'update service/api (deploys)',
      '  update service/api/env/DB',
      'replace database/main',
      '  region',
    ])
    expect(words).toEqual([
      'PATCH /postgres/dpg',
      'POST /postgres',
      'PUT /services/srv/env-vars/DB',
      'POST /services/srv/deploys',
      'DELETE /postgres/dpg',
    ])
    expect(summary).toMatchObject({ summary: { added: 1, changed: 1, destroyed: 1 } })
    expect(Object.values(it.emulator.state().postgres).map(({ name }) => name)).toEqual(['main'])
  })

  test('comes back under its name where the new one is refused', async () => {
    let isRefusing = false
    const it = bench({
      intercept: ({ method, path }) =>
        isRefusing && method === 'POST' && path === '/postgres' ? 400 : false,
    })
    expect(failures(await it.apply(main('ohio')))).toEqual([])
    isRefusing = true
    expect(failures(await it.apply(main('oregon'), { wishes: allowing('database/main') }))).toHaveLength(2)
    const left = Object.values(it.emulator.state().postgres)
    expect(left.map(({ name, region }) => `${name} ${region}`)).toEqual(['main ohio'])
  })

  test('is not deleted where one that refers to it has failed', async () => {
    let isRefusing = false
    const it = bench({
      intercept: ({ method, path }) =>
        isRefusing && method === 'PUT' && path.includes('/env-vars') ? 400 : false,
    })
    expect(failures(await it.apply(`${main('ohio')}${api(reference)}`))).toEqual([])
    isRefusing = true
    await it.apply(`${main('oregon')}${api(reference)}`, { wishes: allowing('database/main') })
    expect(Object.values(it.emulator.state().postgres)).toHaveLength(2)
  })
})

describe('a service', () => {
  test('goes first, and what the file does not say of it follows', async () => {
    const items = ', envVars: [{ key: A, value: a }, { key: TOKEN, sync: false }], domains: [a.example.com]'
    const more = ', plan: standard, healthCheckPath: /up, numInstances: 2'
    const it = await having(api(`, region: ohio${items}${more}`))
    const { words, summary } = await replaced(it, api(', region: oregon'), allowing('service/api'))
    expect(words.slice(0, 2)).toEqual(['DELETE /services/srv', 'POST /services'])
    expect(summary).toMatchObject({ summary: { added: 1, changed: 0, destroyed: 1 } })
    const [service] = Object.values(it.emulator.state().services)
    const variables = service?.envVars.map(({ key, value }) => `${key}=${value}`)
    expect(variables?.toSorted()).toEqual(['A=a', 'TOKEN=a token'])
    expect(service?.domains.map(({ name }) => name)).toEqual(['a.example.com'])
    expect(service?.config).toMatchObject({ plan: 'standard', healthCheckPath: '/up' })
  })

  test('of another type takes the name, and what both can have', async () => {
    const it = await having(api(', plan: starter, envVars: [{ key: TOKEN, sync: false }]'))
    const worker =
      'services:\n  - { type: worker, name: api, runtime: docker, envVars: [{ key: TOKEN, sync: false }] }\n'
    await replaced(it, worker, allowing('service/api'))
    const [service] = Object.values(it.emulator.state().services)
    expect(service?.envVars).toMatchObject([{ key: 'TOKEN', value: 'a token' }])
  })

  test('gives those that refer to it its new address', async () => {
    const other = `  - { type: worker, name: jobs, runtime: docker, envVars: [{ key: HOST, fromService: { type: web, name: api, property: hostport } }] }\n`
    const it = await having(`${api(', region: ohio')}${other}`)
    const { planned } = await replaced(it, `${api(', region: oregon')}${other}`, allowing('service/api'))
    expect(lines(planned.plan)).toContain('update service/jobs (deploys)')
    expect(planned.plan.sets).toEqual([['service/api'], ['service/jobs']])
  })
})

test('a service is not deleted before those that cease to refer to it', async () => {
  const jobs = (host: string) =>
    `  - { type: worker, name: jobs, runtime: docker, envVars: [{ key: HOST, ${host} }] }\n`
  const of = 'fromService: { type: web, name: api, property: hostport }'
  const it = await having(`${api(', region: ohio')}${jobs(of)}`)
  const file = `${api(', region: oregon')}${jobs('value: none')}`
  const { planned } = await replaced(it, file, allowing('service/api'))
  expect(planned.plan.sets).toEqual([['service/jobs'], ['service/api']])
})

test('a replacement tells who refers to it and is not in the file', async () => {
  const it = await having(`${main('ohio')}${api(reference)}`)
  const { plan } = await it.plan(main('oregon'), { wishes: allowing('database/main') })
  const told = plan.problems.flatMap(({ code, todo }) => (code === 'replaces' ? [todo] : []))
  expect(told).toEqual([expect.stringContaining('what is not in the file and refers to it: service/api')])
})

test('nothing is replaced that nobody allowed', async () => {
  const it = await having(main('ohio'))
  const { plan } = await it.plan(main('oregon'), { wishes: allowing('database/*', 'database/other') })
  expect(plan.problems.map(({ code }) => code)).toEqual(['replace-refused'])
})
