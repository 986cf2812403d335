/** Words that Render adds from month to month: what is newer than our tables passes, what they know as wrong does not. */
import { describe, expect, test } from 'vitest'
import { load } from '../../src/index.ts'
import { bench, failures, lines } from '../support/workspace.ts'
import { database, problemsOf, web } from './said.ts'

const store = (plan: string) => `services: [{ type: keyvalue, name: cache, ipAllowList: [], ${plan} }]`
const job = (body: string) =>
  `services: [{ type: cron, name: jobs, runtime: docker, schedule: 0 * * * *, ${body} }]`
const reference = (type: string) =>
  web(`envVars: [{ key: A, fromService: { name: b, type: ${type}, property: host } }]`)

const found = (text: string, code: string) => problemsOf(text).filter((problem) => problem.code === code)

describe('a word that is newer than the table is a warning, and goes to the API as it is', () => {
  test.each<[string, string, string, string]>([
    ['a plan of a service', web('plan: 24c-96g'), 'plan', '24c-96g'],
    ['a plan without digits', web('plan: titan'), 'plan', 'titan'],
    ['a plan of a cron job', job('plan: 6c-12g'), 'plan', '6c-12g'],
    ['a plan of a key value', store('plan: 500g'), 'plan', '500g'],
    ['a plan of a database', database('plan: 256c-2048g'), 'plan', '256c-2048g'],
    ['a size of a family', database('plan: pro-1024gb'), 'plan', 'pro_1024gb'],
    ['a region', web('region: sydney'), 'region', 'sydney'],
    ['a region of a database', database('region: mumbai'), 'region', 'mumbai'],
    ['a region with a number', web('region: oregon2'), 'region', 'oregon2'],
    ['a region with a number of its own', web('region: virginia-2'), 'region', 'virginia-2'],
    ['a runtime', 'services: [{ type: web, name: api, runtime: bun }]', 'runtime', 'bun'],
    ['a runtime with a number', 'services: [{ type: web, name: api, runtime: bun1 }]', 'runtime', 'bun1'],
    ['a version', database('postgresMajorVersion: "19"'), 'postgresMajorVersion', '19'],
    ['an eviction policy', store('maxmemoryPolicy: newest-first'), 'maxmemoryPolicy', 'newest_first'],
    ['a policy with a number', store('maxmemoryPolicy: allkeys-lru2'), 'maxmemoryPolicy', 'allkeys_lru2'],
  ])('%s', (_title, text, field, value) => {
    const { desired, problems } = load([{ name: 'render.yaml', text }])
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning newer-value'])
    expect([...desired.resources.values()][0]?.values[field]).toBe(value)
  })

  test.each(['sandbox', 'web2'])('a type, %s: the rest of the file is planned', (type) => {
    const text = `services:\n- { type: ${type}, name: a }\n- { type: web, name: api, runtime: docker }\n`
    const { desired, problems } = load([{ name: 'render.yaml', text }])
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning newer-value'])
    expect([...desired.resources.keys()]).toEqual(['service/api'])
  })

  test('what refers to a service of such a type is left to Render, and the rest is planned', async () => {
    const text = `services:
- { type: sandbox, name: my box }
- type: web
  name: api
  runtime: docker
  envVars:
    - { key: BOX, fromService: { name: my box, type: sandbox, property: host } }
    - { key: MODE, value: fast }
`
    const it = bench()
    expect(failures(await it.apply(text))).toEqual([])
    const { plan } = await it.plan(text)
    expect(lines(plan)).toEqual([])
    expect(
      plan.problems.map(({ at, severity, code }) => `${at?.line}:${at?.column} ${severity} ${code}`),
    ).toEqual(['2:11 warning newer-value', '7:7 warning newer-value', '7:54 warning newer-value'])
    expect(plan.problems[1]?.message).toBe(
      '"BOX" refers to service/my box, whose type is not known yet, and is left to Render',
    )
  })

  test('the type of a reference', () => {
    expect(found(reference('sandbox'), 'newer-value')).toHaveLength(1)
    expect(found(reference('web2'), 'newer-value')).toHaveLength(1)
    expect(found(reference('wbe'), 'wrong-value')).toHaveLength(1)
  })
})

describe('what the table knows as wrong is an error', () => {
  test.each<[string, string, string]>([
    ['a plan of a database for a service', web('plan: basic-1gb'), '"basic-1gb" is one of a database.'],
    ['a plan of a key value for a service', web('plan: 5g'), '"5g" is one of a key value.'],
    ['a plan of a service for a database', database('plan: 12c-24g'), 'is one of a private service, '],
    ['the free plan for a cron job', job('plan: free'), 'is one of a database, '],
  ])('%s', (_title, text, todo) => {
    expect(found(text, 'wrong-value')).toMatchObject([
      { severity: 'error', todo: expect.stringContaining(todo) },
    ])
  })

  test.each<[string, string, string | undefined]>([
    ['letters of a plan', web('plan: standrad'), 'standard'],
    ['a unit of a plan', store('plan: 50gb'), '50g'],
    ['another separator', web('plan: 2c8g'), '2c-8g'],
    ['letters of a region', web('region: frankfrut'), 'frankfurt'],
    ['another case', web('region: Oregon'), 'oregon'],
    ['letters of a runtime', 'services: [{ type: web, name: a, runtime: pyhton }]', 'python'],
    ['a version that is no number', database('postgresMajorVersion: v16'), '16'],
    ['a policy as the API spells it', store('maxmemoryPolicy: allkeys_lru'), 'allkeys-lru'],
    ['letters of a type', 'services: [{ type: wokrer, name: a }]', 'worker'],
    ['a type as the API calls it', 'services: [{ type: background_worker, name: a }]', undefined],
  ])('%s', (_title, text, near) => {
    const [only, ...more] = found(text, 'wrong-value')
    expect(more).toEqual([])
    expect(only?.severity).toBe('error')
    if (near === undefined) expect(only?.todo).toBe('Write type: worker.')
    else expect(only?.message).toContain(`did you mean "${near}"?`)
  })
})

test.each([
  ['python3', 'python'],
  ['python-3.11', 'python'],
  ['python@3.11', 'python'],
  ['node22', 'node'],
  ['nodejs-22', 'node'],
  ['go1.22', 'go'],
])('the runtime %s has a version behind it: an error that says where that belongs', (runtime, known) => {
  for (const type of ['web', 'workflow']) {
    const text = `services: [{ type: ${type}, name: a, runtime: ${runtime}, buildCommand: b, startCommand: s }]`
    expect(found(text, 'wrong-value')).toMatchObject([
      {
        severity: 'error',
        message: expect.stringContaining(`did you mean "${known}"?`),
        todo: expect.stringContaining('a variable such as NODE_VERSION'),
      },
    ])
    expect(found(text, 'newer-value')).toEqual([])
  }
})
