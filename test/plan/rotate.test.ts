/** Secrets that are written again although there is a live value. */
import { describe, expect, test } from 'vitest'
import { loadWish, ProblemsError, rotate } from '../../src/index.ts'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'

const text = `services:
  - type: worker
    name: api
    runtime: docker
    envVars:
      - { key: TOKEN, sync: false }
      - { key: KEY, sync: false }
      - { key: LEVEL, value: info }
    x-render-sync: { secretFiles: [{ name: TOKEN, sync: false }, { name: a.pem, sync: false }] }
envVarGroups:
  - { name: api, envVars: [], x-render-sync: { secrets: [KEY] } }
  - { name: shared, envVars: [], x-render-sync: { secrets: [KEY] } }
`
const { desired } = loadWish([{ name: 'render.yaml', text }], {})

/** Why names are refused. */
const saidOf = (...names: readonly string[]): readonly string[] => {
  try {
    rotate(desired, names)
    return []
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return error.problems.map(({ code, message, todo }) => `${code}: ${message}. ${todo}`)
  }
}

describe('a pattern', () => {
  test.each<[string, readonly string[]]>([
    ['shared/KEY', []],
    ['service/api/env/TOKEN', []],
    ['service/api/file/TOKEN', []],
    ['api/a.pem', []],
    ['api/TOKEN', []],
    ['KEY', []],
    ['T*', []],
    ['*/KEY', []],
    ['service/*', []],
    ['service/api/env/*', []],
    ['*', []],
    [
      'service/web/*',
      [
        'unknown-secret: the file has no secret service/web/*: a variable with sync: false. Name it as service/KEY.',
      ],
    ],
    [
      'shared/KEYS',
      [
        'unknown-secret: the file has no secret shared/KEYS: a variable with sync: false. Did you mean shared/KEY?',
      ],
    ],
    [
      'api/LEVEL',
      [
        'unknown-secret: the file has no secret api/LEVEL: a variable with sync: false. Name it as service/KEY.',
      ],
    ],
  ])('%s', (name, expected) => {
    expect(saidOf(name)).toEqual(expected)
  })

  test('that is wrong is told with all others', () => {
    expect(saidOf('api/NONE', 'shared/KEY', 'nothing')).toHaveLength(2)
  })
})

test('none is nothing to do', () => {
  expect(rotate(desired, [])).toBe(desired)
})

test.each<[string, readonly string[]]>([
  ['api/TOKEN', ['service/api/env/TOKEN', 'service/api/file/TOKEN']],
  ['KEY', ['service/api/env/KEY', 'group/api/env/KEY', 'group/shared/env/KEY']],
  ['group/*/env/KEY', ['group/api/env/KEY', 'group/shared/env/KEY']],
  ['service/api/file', ['service/api/file/TOKEN', 'service/api/file/a.pem']],
])('%s means what it says', async (pattern, expected) => {
  const it = bench()
  const given = (value: string) => secretsOf({ TOKEN: value, KEY: value, 'a.pem': value })
  expect(failures(await it.apply(text, { secrets: given('old') }))).toEqual([])
  const adjust = () => rotate(desired, [pattern])
  const { plan } = await it.plan(text, { secrets: given('new'), adjust })
  const updated = lines(plan).flatMap((line) => / {2}update (.*)/.exec(line)?.[1] ?? [])
  expect(updated).toEqual(expected)
})

describe('of the secrets that a pattern means', () => {
  const said = async (given: Readonly<Record<string, string>>, ...patterns: readonly string[]) => {
    const it = bench()
    const all = secretsOf({ TOKEN: 'old', KEY: 'old', 'a.pem': 'old' })
    expect(failures(await it.apply(text, { secrets: all }))).toEqual([])
    const adjust = () => rotate(desired, patterns)
    const { plan } = await it.plan(text, { secrets: secretsOf(given), adjust })
    return [...lines(plan), ...plan.problems.map(({ code, message, todo }) => `${code}: ${message}. ${todo}`)]
  }

  test('those that nobody gave stay', async () => {
    expect(await said({ 'api/a.pem': 'new' }, '*')).toEqual([
      'update service/api (deploys)',
      '  update service/api/file/a.pem',
    ])
  })

  test('one has to be given', async () => {
    expect(await said({}, 'group/*', 'api/a.pem')).toEqual([
      'missing-secret: service/api/file/a.pem has no value: it is to be written again, and nobody gave a new one. Give it as api/a.pem=… in a file for --secrets.',
      'missing-secret: group/* means 2 secrets to be written again, and nobody gave a new one. Give it as group/api/env/KEY=… in a file for --secrets.',
    ])
  })
})

test('what is named is written, and nothing else', async () => {
  const it = bench()
  const given = (value: string) => secretsOf({ TOKEN: value, KEY: value, 'a.pem': value })
  expect(failures(await it.apply(text, { secrets: given('old') }))).toEqual([])
  expect(lines((await it.plan(text, { secrets: given('new') })).plan)).toEqual([])
  const adjust = () => rotate(desired, ['service/api/env/TOKEN', 'shared/KEY'])
  const { plan } = await it.plan(text, { secrets: given('new'), adjust })
  expect(lines(plan)).toEqual([
    'update service/api (deploys)',
    '  update service/api/env/TOKEN',
    'update group/shared (deploys)',
    '  update group/shared/env/KEY',
  ])
  expect(failures(await it.apply(text, { secrets: given('new'), adjust }))).toEqual([])
  const values = it.sent
    .filter(({ method }) => method === 'PUT')
    .map(({ path, body }) => [path.split('/').at(-1), body])
  expect(values.sort()).toEqual([
    ['KEY', { value: 'new' }],
    ['TOKEN', { value: 'new' }],
  ])
})
