/** Words that are newer than every table of ours, at a Render that knows them: the whole path, a row for each field. */
import { describe, expect, test } from 'vitest'
import { load } from '../../src/index.ts'
import { pulled, pulledInto } from '../pull/round-trip.ts'
import { type Bench, bench, errorsOf, failures, lines } from '../support/workspace.ts'

const service = (body: string) => `services:\n  - type: web\n    name: api\n    ${body}\n`
const docker = (body: string) => service(`runtime: docker\n    ${body}`)
const native = (runtime: string) =>
  service(`runtime: ${runtime}\n    buildCommand: make build\n    startCommand: make start`)
const worker = (body: string) =>
  `services:\n  - type: worker\n    name: jobs\n    runtime: docker\n    ${body}\n`
const job = (body: string) =>
  `services:\n  - type: cron\n    name: nightly\n    runtime: docker\n    schedule: 0 3 * * *\n    dockerCommand: make report\n    ${body}\n`
const workflow = (body: string) =>
  `services:\n  - type: workflow\n    name: flow\n    buildCommand: make build\n    startCommand: make start\n    ${body}\n`
const database = (body: string) => `databases:\n  - name: main\n    ${body}\n`
const replicated = (body: string) => database(`${body}\n    readReplicas:\n      - name: main-copy`)
const store = (body: string) =>
  `services:\n  - type: keyvalue\n    name: cache\n    ipAllowList: []\n    ${body}\n`

interface Growing {
  readonly title: string
  readonly file: (body: string) => string
  readonly field: string
  readonly word: string
  /** A word that is in the table, which a live resource has before. */
  readonly known: string
  /** As the API has it, where that is another. */
  readonly api?: string
  /** Whether a live resource cannot have another. */
  readonly fixed?: true
}

const runtimeOf = (body: string) => native(body.replace('runtime: ', ''))

const fields: readonly Growing[] = [
  { title: 'a web service', file: docker, field: 'plan', word: '24c-96g', known: 'starter' },
  { title: 'a web service, by name', file: docker, field: 'plan', word: 'titan', known: 'starter' },
  {
    title: 'a web service, of words',
    file: docker,
    field: 'plan',
    word: 'pro giga',
    known: 'pro',
    api: 'pro_giga',
  },
  { title: 'a worker', file: worker, field: 'plan', word: '24c-96g', known: 'starter' },
  { title: 'a cron job', file: job, field: 'plan', word: '6c-12g', known: 'starter' },
  { title: 'a database', file: database, field: 'plan', word: '256c-2048g', known: 'basic-1gb' },
  {
    title: 'a database, of words',
    file: database,
    field: 'plan',
    word: 'pro-1024gb',
    known: 'pro-4gb',
    api: 'pro_1024gb',
  },
  {
    title: 'a database with a replica',
    file: replicated,
    field: 'plan',
    word: '256c-2048g',
    known: 'pro-4gb',
  },
  { title: 'a key value', file: store, field: 'plan', word: '500g', known: 'starter' },
  { title: 'a service', file: docker, field: 'region', word: 'oregon2', known: 'oregon', fixed: true },
  { title: 'a workflow', file: workflow, field: 'region', word: 'sydney', known: 'oregon', fixed: true },
  { title: 'a database', file: database, field: 'region', word: 'mumbai', known: 'oregon', fixed: true },
  { title: 'a key value', file: store, field: 'region', word: 'sydney', known: 'oregon', fixed: true },
  { title: 'a service', file: runtimeOf, field: 'runtime', word: 'bun', known: 'node' },
  { title: 'a workflow', file: workflow, field: 'runtime', word: 'bun', known: 'node' },
  {
    title: 'a database',
    file: database,
    field: 'postgresMajorVersion',
    word: '"19"',
    known: '"17"',
    api: '19',
    fixed: true,
  },
  {
    title: 'a key value',
    file: store,
    field: 'maxmemoryPolicy',
    word: 'newest-first',
    known: 'noeviction',
    api: 'newest_first',
  },
]

const warnings = (text: string) =>
  load([{ name: 'render.yaml', text }]).problems.map(({ code, severity }) => `${severity} ${code}`)

/** Applies, and the next plan is empty. */
const settles = async (it: Bench, text: string) => {
  expect(errorsOf(await it.plan(text))).toEqual([])
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
}

/** Pulled into a new file and into the one that is there, the word stays as it is, and both plan nothing. */
const keeps = async (it: Bench, text: string, line: string) => {
  const fresh = (await pulled(it)).text
  expect(fresh).toContain(line)
  expect(lines((await it.plan(fresh)).plan)).toEqual([])
  expect((await pulledInto(it, text)).text).toBe(text)
}

describe.each(fields)('the $field of $title, $word', ({ file, field, word, known, fixed, api = word }) => {
  // What a workflow must have besides.
  const with_ = (value: string) =>
    file(
      field !== 'runtime' && file === workflow
        ? `runtime: node\n    ${field}: ${value}`
        : `${field}: ${value}`,
    )
  const [before, after] = [with_(known), with_(word)]
  const line = `${field}: ${word}`

  test('on a new one: a warning, sent as it is, settled, pulled', async () => {
    expect(warnings(before)).toEqual([])
    expect(warnings(after)).toEqual(['warning newer-value'])
    const it = bench({ newer: [api] })
    await settles(it, after)
    expect(JSON.stringify(it.sent.find(({ method }) => method === 'POST')?.body)).toContain(`:"${api}"`)
    await keeps(it, after, line)
  })

  if (!fixed)
    test('on one that is there: an update, sent as it is, settled, pulled', async () => {
      const it = bench({ newer: [api] })
      await settles(it, before)
      expect(lines((await it.plan(after)).plan).join('\n')).toMatch(new RegExp(`^update .*\\n {2}${field}$`))
      await settles(it, after)
      expect(JSON.stringify(it.sent.findLast(({ method }) => method === 'PATCH')?.body)).toContain(
        `:"${api}"`,
      )
      expect((await pulledInto(it, before)).text).toContain(line)
      await keeps(it, after, line)
    })

  test('at a Render that does not have it, the apply stops with what the API says', async () => {
    expect(failures(await bench().apply(after))).toEqual([expect.stringContaining('must be one of')])
  })
})

test('a new service of a newer runtime without commands is made, as one of a known runtime is', async () => {
  const it = bench({ newer: ['bun'] })
  const text = service('runtime: bun')
  await settles(it, text)
  expect(it.sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
    serviceDetails: { runtime: 'bun', envSpecificDetails: { buildCommand: '', startCommand: '' } },
  })
  await settles(it, native('bun'))
})

test('a live service of a newer type is left alone, and all the rest of the workspace is planned and pulled', async () => {
  const made = bench()
  await settles(made, `${native('node')}  - type: worker\n    name: jobs\n    runtime: docker\n`)
  const from = JSON.parse(
    JSON.stringify(made.emulator.state()).replaceAll('"background_worker"', '"sandbox"'),
  ) as ReturnType<typeof made.emulator.state>
  const it = bench({ from })
  const declared = `${native('node')}  - type: sandbox\n    name: jobs\n`
  expect(warnings(declared)).toEqual(['warning newer-value'])
  expect(lines((await it.plan(declared)).plan)).toEqual([])
  await settles(it, declared.replace('make start', 'make run'))
  const { text } = await pulled(it)
  expect(text).toContain('name: api\n')
  expect(text).not.toContain('name: jobs\n')
  expect(lines((await it.plan(text)).plan)).toEqual([])
})
