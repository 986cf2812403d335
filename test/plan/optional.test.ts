/** Secrets that may stay unset, as the file or the command says. */
import { describe, expect, test } from 'vitest'
import { del } from '../../src/http/request.ts'
import { allowMissing, type Desired, loadWish, narrow, rotate } from '../../src/index.ts'
import { pulledInto } from '../pull/round-trip.ts'
import { bench, errorsOf, failures, lines, secretsOf } from '../support/workspace.ts'

const file = `services:
  - type: worker
    name: api
    runtime: docker
    envVars:
      - { key: DSN, sync: false, x-render-sync: { optional: true } }
      - { key: LEVEL, value: info }
    x-render-sync:
      secretFiles: [{ name: a.pem, sync: false, optional: true }]
envVarGroups:
  - name: shared
    envVars: []
    x-render-sync: { secrets: [{ key: TOKEN, optional: true }, { key: KEY }] }
`
const key = secretsOf({ KEY: 'a key' })
const notes = ({ plan }: Awaited<ReturnType<ReturnType<typeof bench>['plan']>>) =>
  plan.problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)
const unset = 'note unset-secret: 3 optional secrets are not set: api/DSN, api/a.pem, shared/TOKEN'

test('what is not set is not made, and is named in one note', async () => {
  const it = bench()
  const first = await it.plan(file, { secrets: key })
  expect(notes(first)).toEqual([unset])
  expect(lines(first.plan).filter((line) => line.startsWith('  create'))).toEqual([
    '  create service/api/env/LEVEL',
    '  create group/shared/env/KEY',
  ])
  expect(failures(await it.apply(file, { secrets: key }))).toEqual([])
  const again = await it.plan(file)
  expect(lines(again.plan)).toEqual([])
  expect(notes(again)).toEqual([unset])
})

test('what is given is made, and stays', async () => {
  const it = bench()
  const secrets = secretsOf({ KEY: 'a key', DSN: 'a dsn', TOKEN: '', 'a.pem': 'a key' })
  expect(failures(await it.apply(file, { secrets: key }))).toEqual([])
  expect(lines((await it.plan(file, { secrets })).plan)).toEqual([
    'update service/api (deploys)',
    '  create service/api/env/DSN',
    '  create service/api/file/a.pem',
    'update group/shared (deploys)',
    '  create group/shared/env/TOKEN',
  ])
  expect(failures(await it.apply(file, { secrets }))).toEqual([])
  const again = await it.plan(file)
  expect(lines(again.plan)).toEqual([])
  expect(notes(again)).toEqual([])
})

test('a secret that is not optional is still missed', async () => {
  expect(errorsOf(await bench().plan(file)).map(({ address }) => address)).toEqual(['group/shared/env/KEY'])
})

describe('from the command line', () => {
  const plain = file.replace(/, x-render-sync: \{ optional: true \}|, optional: true/g, '')
  const planned = (...patterns: readonly string[]) =>
    bench().plan(plain, { adjust: (desired: Desired) => allowMissing(desired, patterns) })

  test.each<[string, readonly string[]]>([
    ['*', []],
    ['api/*', ['group/shared/env/TOKEN', 'group/shared/env/KEY']],
    ['DSN', ['service/api/file/a.pem', 'group/shared/env/TOKEN', 'group/shared/env/KEY']],
    ['group/shared/env/*', ['service/api/env/DSN', 'service/api/file/a.pem']],
  ])('%s', async (pattern, missing) => {
    expect(errorsOf(await planned(pattern)).map(({ address }) => address)).toEqual(missing)
  })

  test('a pattern that means nothing is an error', () => {
    expect(() => loadWish([{ name: 'render.yaml', text: plain }], { allowMissing: ['api/DNS'] })).toThrow(
      'the file has no secret api/DNS',
    )
  })

  test('a login cannot be left out', async () => {
    const hub = 'x-render-sync: { registryCredentials: [{ name: hub, registry: docker, username: acme }] }'
    const adjust = (desired: Desired) => allowMissing(desired, ['*'])
    expect(errorsOf(await bench().plan(hub, { adjust })).map(({ code }) => code)).toEqual(['missing-secret'])
  })
})

describe('what refers to an optional secret', () => {
  const text = `services:
  - type: worker
    name: api
    runtime: docker
    envVars:
      - { key: DSN, sync: false, x-render-sync: { optional: true } }
      - fromGroup: shared
  - type: worker
    name: web
    runtime: docker
    envVars: [{ key: DSN, fromService: { name: api, type: worker, envVarKey: DSN } }]
envVarGroups:
  - { name: shared, envVars: [VARIABLES] }
`
  const without = text.replace('VARIABLES', '{ key: OTHER, value: b }')
  const withGroup = text.replace('VARIABLES', '{ key: DSN, value: of the group }')

  test('is as little set, and what refers to that', async () => {
    const front =
      '  - { type: web, name: front, runtime: docker, envVars: [{ key: SENTRY, fromService: { name: web, type: worker, envVarKey: DSN } }] }\n'
    const chain = without.replace('envVarGroups:', `${front}envVarGroups:`)
    const it = bench()
    const said = [
      'note unset-secret: 1 optional secret is not set: api/DSN; nor is what takes such a value: web/DSN, front/SENTRY',
    ]
    expect(notes(await it.plan(chain))).toEqual(said)
    expect(failures(await it.apply(chain))).toEqual([])
    const again = await it.plan(chain)
    expect({ lines: lines(again.plan), notes: notes(again) }).toEqual({ lines: [], notes: said })
    const secrets = secretsOf({ 'api/DSN': 'given' })
    expect(lines((await it.plan(chain, { secrets })).plan).filter((line) => line.startsWith(' '))).toEqual([
      '  create service/api/env/DSN',
      '  create service/web/env/DSN',
      '  create service/front/env/SENTRY',
    ])
  })

  test('stays as it is where it is live, and is no stray', async () => {
    const it = bench()
    const secrets = secretsOf({ DSN: 'given' })
    expect(failures(await it.apply(without, { secrets }))).toEqual([])
    const { known } = await it.plan(without)
    await it.client.send(del(`/services/${known.id('service/api')}/env-vars/DSN`))
    // That the service was not deployed since is another matter.
    const { plan } = await it.plan(without, { wishes: { skipDeploys: true } })
    expect({ lines: lines(plan), unmanaged: plan.unmanaged }).toEqual({ lines: [], unmanaged: [] })
    const { text: pulledText } = await pulledInto(it, without, { all: true })
    expect(pulledText.match(/key: DSN/g)).toEqual(without.match(/key: DSN/g))
  })

  test('gets what the service gets instead: the variable of its group', async () => {
    const it = bench()
    expect(failures(await it.apply(withGroup))).toEqual([])
    const written = it.sent.flatMap(({ method, path, body }) =>
      method === 'POST' && path === '/services' ? [(body as { envVars?: unknown }).envVars] : [],
    )
    expect(JSON.stringify(written)).toContain('of the group')
    expect(lines((await it.plan(withGroup)).plan)).toEqual([])
  })

  test('gets it when it is given', async () => {
    const it = bench()
    expect(failures(await it.apply(without, { secrets: secretsOf({ DSN: 'given' }) }))).toEqual([])
    expect(lines((await it.plan(without)).plan)).toEqual([])
  })
})

test('what this run leaves alone is not named', async () => {
  const adjust = (desired: Desired) => narrow(desired, { excludes: ['*/env/DSN'] }).desired
  expect(notes(await bench().plan(file, { secrets: key, adjust }))).toEqual([
    'note unset-secret: 2 optional secrets are not set: api/a.pem, shared/TOKEN',
  ])
})

test('to be written, it has to be given', async () => {
  const adjust = (desired: Desired) => rotate(desired, ['api/DSN'])
  const it = bench()
  expect(failures(await it.apply(file, { secrets: secretsOf({ KEY: 'a', DSN: 'b' }) }))).toEqual([])
  expect(errorsOf(await it.plan(file, { adjust })).map(({ message }) => message)).toEqual([
    'service/api/env/DSN has no value: it is to be written again, and nobody gave a new one',
  ])
})

test('nothing is said of variables that may not be seen', async () => {
  const it = bench({ intercept: ({ path, method }) => method === 'GET' && /env-vars$/.test(path) && 403 })
  expect(failures(await bench().apply(file, { secrets: key }))).toEqual([])
  expect(failures(await it.apply('services: [{ type: worker, name: api, runtime: docker }]'))).toEqual([])
  expect(notes(await it.plan(file, { secrets: key }))).toEqual([
    'note unset-secret: 2 optional secrets are not set: api/a.pem, shared/TOKEN',
  ])
})

test('a second file says it of the first', async () => {
  const first =
    'services: [{ type: worker, name: api, runtime: docker, envVars: [{ key: DSN, sync: false }] }]'
  const second = 'services: [{ name: api, envVars: [{ key: DSN, x-render-sync: { optional: true } }] }]'
  const { desired, problems } = loadWish(
    [
      { name: 'render.yaml', text: first },
      { name: 'render-sync.yaml', text: second },
    ],
    {},
  )
  expect(problems).toEqual([])
  expect(desired.resources.get('service/api')?.parts.envVars?.map(({ values }) => values.value)).toEqual([
    { from: 'secret', name: 'api/DSN', address: 'service/api/env/DSN', optional: true },
  ])
})

test('a pull misses nothing of it, and takes nothing of it out', async () => {
  const it = bench()
  expect(failures(await it.apply(file, { secrets: key }))).toEqual([])
  for (const options of [{}, { remove: true }, { all: true }]) {
    const { text, notes: said } = await pulledInto(it, file, options)
    expect(said).toEqual([])
    for (const name of ['DSN', 'a.pem', 'TOKEN']) expect(text).toContain(name)
  }
  const secrets = secretsOf({ DSN: 'a dsn', TOKEN: 'a token', 'a.pem': 'a pem' })
  expect(failures(await it.apply(file, { secrets }))).toEqual([])
  const { text, secrets: found } = await pulledInto(it, file, { remove: true })
  expect(text).toBe(file)
  expect([...found.keys()].sort()).toEqual(['api/DSN', 'api/a.pem', 'shared/KEY', 'shared/TOKEN'])
})
