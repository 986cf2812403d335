/** Log streams: a token that nobody can read back, a list without a second page, and the one of the workspace. */
import { describe, expect, test } from 'vitest'
import { rotate } from '../../src/plan/index.ts'
import { pulled, pulledInto } from '../pull/round-trip.ts'
import { type Bench, bench, errorsOf, failures, lines, secretsOf } from '../support/workspace.ts'

const endpoint = 'one.example.com:6514'
const token = { sync: false }
const cron = (logStream: unknown, name = 'nightly') => ({
  type: 'cron',
  name,
  runtime: 'docker',
  schedule: '0 0 * * *',
  'x-render-sync': { logStream },
})
const ofService = (logStream: unknown) => JSON.stringify({ services: [cron(logStream)] })
const ofWorkspace = (logStream: unknown) => JSON.stringify({ 'x-render-sync': { logStream } })

interface Holder {
  readonly address: string
  readonly secret: string
  readonly file: (stream: Readonly<Record<string, unknown>>) => string
  readonly rest: Readonly<Record<string, unknown>>
}

const holders: readonly (readonly [string, Holder])[] = [
  [
    'of a service',
    {
      address: 'service/nightly/logStream',
      secret: 'nightly/logStreamToken',
      file: (stream) => ofService({ setting: 'send', ...stream }),
      rest: { setting: 'send' },
    },
  ],
  [
    'of the workspace',
    {
      address: 'log-stream/workspace/target',
      secret: 'workspace/logStreamToken',
      file: (stream) => ofWorkspace({ preview: 'drop', ...stream }),
      rest: { preview: 'drop' },
    },
  ],
]

/** The bodies that went to log streams. */
const written = ({ sent }: Bench) =>
  sent
    .filter(({ method, path }) => method === 'PUT' && path.startsWith('/logs/streams/'))
    .map(({ body }) => body)

describe.each(holders)('the token of a log stream %s', (_, { address, secret, file, rest }) => {
  const given = (value: string) => secretsOf({ [secret]: value })

  test('has to be given where there is none yet', async () => {
    const it = bench()
    const [problem, ...more] = errorsOf(await it.plan(file({ endpoint, token })))
    expect([problem?.code, problem?.address, more]).toEqual(['missing-secret', address, []])
    expect(problem?.todo).toContain(`${secret}=`)
  })

  test('is written with the stream, and not again while nothing else changes', async () => {
    const it = bench()
    expect(failures(await it.apply(file({ endpoint, token }), { secrets: given('hidden-1') }))).toEqual([])
    expect(written(it)).toEqual([{ ...rest, endpoint, token: 'hidden-1' }])
    expect(lines((await it.plan(file({ endpoint, token }))).plan)).toEqual([])
    expect(lines((await it.plan(file({ endpoint, token }), { secrets: given('hidden-2') })).plan)).toEqual([])
  })

  test('is needed again for another endpoint, and sent along', async () => {
    const it = bench()
    await it.apply(file({ endpoint, token }), { secrets: given('hidden-1') })
    const next = file({ endpoint: 'two.example.com:6514', token })
    expect(errorsOf(await it.plan(next)).map(({ code }) => code)).toEqual(['missing-secret'])
    expect(failures(await it.apply(next, { secrets: given('hidden-1') }))).toEqual([])
    expect(written(it).at(-1)).toEqual({ ...rest, endpoint: 'two.example.com:6514', token: 'hidden-1' })
  })

  test('is written by itself where it is rotated, with all else of the stream', async () => {
    const it = bench()
    await it.apply(file({ endpoint, token }), { secrets: given('hidden-1') })
    const adjust = (desired: Parameters<typeof rotate>[0]) => rotate(desired, [secret])
    const options = { secrets: given('hidden-2'), adjust }
    expect(lines((await it.plan(file({ endpoint, token }), options)).plan)).toContain(`  update ${address}`)
    expect(failures(await it.apply(file({ endpoint, token }), options))).toEqual([])
    expect(written(it).at(-1)).toEqual({ ...rest, endpoint, token: 'hidden-2' })
  })

  test('is none where the file names none', async () => {
    const it = bench()
    expect(failures(await it.apply(file({ endpoint })))).toEqual([])
    expect(written(it)).toEqual([{ ...rest, endpoint }])
  })

  test('is asked for by a pulled file, and never stands in it', async () => {
    const it = bench()
    await it.apply(file({ endpoint, token }), { secrets: given('hidden-1') })
    const { text, notes, secrets } = await pulled(it)
    expect(text).toMatch(/ token:\n +sync: false\n/)
    expect(JSON.stringify([text, notes, [...secrets]])).not.toContain('hidden-1')
    expect(notes).toEqual([
      { address: address.replace(/\/\w+$/, ''), message: `the API does not tell the secret ${secret}` },
    ])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })

  test('stays in a file that a pull brings to another endpoint', async () => {
    const it = bench()
    const next = file({ endpoint: 'two.example.com:6514', token })
    await it.apply(next, { secrets: given('hidden-1') })
    const { text } = await pulledInto(it, file({ endpoint, token }))
    expect(JSON.parse(text)).toEqual(JSON.parse(next))
  })
})

test('a stream that somebody has dropped is dropped in a pulled file, which keeps the rest', async () => {
  const it = bench()
  await it.apply(ofService({ setting: 'drop' }))
  const { text } = await pulledInto(it, ofService({ setting: 'send', endpoint, token }))
  expect(JSON.parse(text)).toEqual(JSON.parse(ofService({ setting: 'drop', endpoint, token })))
  expect(lines((await it.plan(text)).plan)).toEqual([])
})

test('what is dropped is sent nowhere, whatever the file says besides', async () => {
  const it = bench()
  expect(failures(await it.apply(ofService({ setting: 'drop', endpoint, token })))).toEqual([])
  expect(written(it)).toEqual([{ setting: 'drop' }])
})

describe('a list of log streams that is a full page', () => {
  const names = Array.from({ length: 101 }, (_, index) => `job-${index}`)
  const all = JSON.stringify({ services: names.map((name) => cron({ setting: 'drop' }, name)) })

  test('may lack one, which is asked for by itself', async () => {
    const it = bench()
    expect(failures(await it.apply(all))).toEqual([])
    const before = it.sent.length
    expect(lines((await it.plan(all)).plan)).toEqual([])
    const read = it.sent.slice(before).map(({ path }) => path)
    expect(read.filter((path) => path === '/logs/streams/resource')).toHaveLength(1)
    expect(read.filter((path) => /^\/logs\/streams\/resource\/crn-/.test(path))).toHaveLength(1)
  })
})

test('the workspace is asked for its own log stream only where the file has one', async () => {
  const it = bench()
  await it.apply(ofService({ setting: 'drop' }))
  expect(it.sent.filter(({ path }) => path.startsWith('/logs/streams/owner'))).toEqual([])
})

test('a log stream and a notification setting of the workspace go by one name, and are two things', async () => {
  const it = bench()
  const both = JSON.stringify({
    'x-render-sync': { logStream: { endpoint, preview: 'send' }, notifications: { send: 'all' } },
  })
  expect(lines((await it.plan(both)).plan)).toEqual([
    'create log-stream/workspace',
    '  create log-stream/workspace/target',
    'update notifications/workspace',
    '  send',
  ])
  expect(failures(await it.apply(both))).toEqual([])
  expect(lines((await it.plan(both)).plan)).toEqual([])
})
