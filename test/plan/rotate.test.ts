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

describe('a name', () => {
  test.each<[string, readonly string[]]>([
    ['shared/KEY', []],
    ['service/api/env/TOKEN', []],
    ['service/api/file/TOKEN', []],
    ['api/a.pem', []],
    [
      'api/TOKEN',
      [
        'unknown-secret: api/TOKEN means several secrets: service/api/env/TOKEN, service/api/file/TOKEN. Give the address of one of them.',
      ],
    ],
    [
      'api/KEY',
      [
        'unknown-secret: api/KEY means several secrets: service/api/env/KEY, group/api/env/KEY. Give the address of one of them.',
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
    expect(saidOf('api/TOKEN', 'shared/KEY', 'nothing')).toHaveLength(2)
  })
})

test('none is nothing to do', () => {
  expect(rotate(desired, [])).toBe(desired)
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
  expect(values).toEqual([
    ['TOKEN', { value: 'new' }],
    ['KEY', { value: 'new' }],
  ])
})
