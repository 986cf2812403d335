/** Lists with nothing below them, lists in the wrong place, and lists in lists. */
import { describe, expect, test } from 'vitest'
import { load } from '../../src/index.ts'
import { database, problemsOf, said, web } from './said.ts'

const empty = (key: string) =>
  `warning empty-value: "${key}" has nothing below it and is read as an empty list`

describe('a list with nothing below it is an empty list, with a warning', () => {
  test.each<[string, string, string[]]>([
    ['the variables of a service', web('envVars:\n# - key: A\n#   value: a'), [`5:3 ${empty('envVars')}`]],
    [
      'the variables of a group',
      'envVarGroups:\n- name: shared\n  envVars:\n  # none yet\n',
      [`3:3 ${empty('envVars')}`],
    ],
    [
      'the allow list of a key value, which it must have',
      'services:\n- type: keyvalue\n  name: cache\n  ipAllowList:\n',
      [`4:3 ${empty('ipAllowList')}`],
    ],
    ['a list of the root', 'services:\n# none\ndatabases: []\n', [`1:1 ${empty('services')}`]],
    ['a list in a mapping', web('buildFilter:\n  paths:'), [`6:5 ${empty('paths')}`]],
    ['the replicas of a database', database('readReplicas:'), [`3:3 ${empty('readReplicas')}`]],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })

  test('it means what [] means', () => {
    const values = (list: string) => {
      const text = `services:\n- type: keyvalue\n  name: cache\n  ipAllowList:${list}\n`
      return load([{ name: 'render.yaml', text }]).desired.resources.get('keyvalue/cache')?.values
    }
    expect(values('')).toEqual({ ipAllowList: [] })
    expect(values('')).toEqual(values(' []'))
  })

  test('a text is no list: dockerCommand is cleared', () => {
    const { desired, problems } = load([{ name: 'render.yaml', text: web('dockerCommand:') }])
    expect(problems).toEqual([])
    expect(desired.resources.get('service/api')?.values.dockerCommand).toBe('')
  })
})

const todosOf = (text: string) => problemsOf(text).map(({ code, todo }) => [code, todo])

describe('variables under "env"', () => {
  test('are an error that says where they belong', () => {
    expect(todosOf(web('env:\n- key: PORT\n  value: "5678"'))).toEqual([
      ['unknown-key', 'Write "envVars" instead of "env".'],
    ])
  })

  test('beside the old name of the runtime, too', () => {
    const text =
      'services:\n- type: web\n  name: n8n\n  env: docker\n  env:\n  - key: PORT\n    value: "5678"\n'
    expect(todosOf(text)).toEqual([
      ['duplicate-key', 'Variables stand under "envVars": write that for the list.'],
    ])
  })
})

test('a list that an alias puts into a list is an error that says so', () => {
  const text = `services:
- { type: worker, name: jobs, runtime: docker, envVars: &common [{ key: A, value: a }] }
- type: web
  name: api
  runtime: docker
  envVars:
  - *common
  - { key: B, value: b }
`
  expect(problemsOf(text)).toMatchObject([
    {
      code: 'wrong-type',
      message: 'an item of "envVars" must be a mapping; got a list',
      todo: 'An alias puts a whole list into the list: write its items out, or share them in a group.',
      at: { line: 7 },
    },
  ])
})

describe("what Render's own sync refuses is read as what it must mean", () => {
  const load1 = (text: string) => load([{ name: 'render.yaml', text }]).desired.resources

  test('previewsEnabled of a service', () => {
    const text = web('previewsEnabled: true\npullRequestPreviewsEnabled: true')
    expect(
      problemsOf(text)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['deprecated-name', 'refused-by-render'])
    expect(load1(text).get('service/api')?.values['previews.generation']).toBe('automatic')
  })

  test('a key value among the databases', () => {
    const text = `databases:\n- { type: redis, name: cache, plan: 3g, ipAllowList: [] }\n- { name: main }\n`
    expect(problemsOf(text).map(({ code }) => code)).toEqual(['refused-by-render'])
    expect([...load1(text).keys()]).toEqual(['keyvalue/cache', 'database/main'])
  })

  test('sync beside a value, whatever it says', () => {
    for (const sync of ['true', 'false']) {
      const text = web(`envVars: [{ key: A, value: a, sync: ${sync} }]`)
      expect(problemsOf(text)).toMatchObject([
        { code: 'ignored-sync', severity: 'warning', message: expect.stringContaining("Render's own sync") },
      ])
    }
  })
})
