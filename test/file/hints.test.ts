/** What a hint says to write is YAML that means the same to readers of version 1.1 and 1.2. */
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inYaml } from '../../src/rows/index.ts'
import { problemsOf, web } from './said.ts'

const todoOf = (text: string) => problemsOf(text).map(({ todo }) => todo)

test.each([
  ['autoDeploy: false', 'Write autoDeployTrigger: "off".'],
  ['autoDeploy: true', 'Write autoDeployTrigger: commit.'],
  ['pullRequestPreviewsEnabled: false', 'Write previews: { generation: "off" }.'],
  ['previewsEnabled: true', 'Write previews: { generation: automatic }.'],
  ['domain: shop.example.com', 'Write domains: [ shop.example.com ].'],
  ['afterFirstDeployCommand: "seed: all"', 'Write initialDeployHook: "seed: all".'],
  ['envVars: [{ key: A }]', 'Write sync: false, or give it a value.'],
])('%s: %s', (body, todo) => {
  expect(todoOf(web(body))).toContain(todo)
})

test('a value that looks like a secret is not repeated', () => {
  const command = 'curl -H "Authorization: Bearer ghp_7Kq2mZ9xWb4Tn8Rv1Lc6Yd3Hf5Jg0Ps2Qa4Z7"'
  expect(todoOf(web(`afterFirstDeployCommand: '${command}'`))).toContain('Write "initialDeployHook".')
})

test('a variable whose name is a boolean of YAML 1.1 is quoted', () => {
  const [todo] = todoOf('envVarGroups: [{ name: shared, envVars: [{ key: NO, sync: false }] }]')
  expect(todo).toContain('x-render-sync: { secrets: [ "NO" ] }')
})

describe('any value', () => {
  const values = [
    'off',
    'Yes',
    'n',
    'null',
    '~',
    '1:30',
    '010',
    '3.10',
    'a: b',
    '#a',
    '*a',
    '- a',
    ' a ',
    'two\nlines',
    '"q"',
    '',
    'é',
    true,
    7,
  ]

  test.each(values)('%j', (value) => {
    for (const held of [value, [value]]) {
      const text = inYaml('outer.inner', held)
      expect(text).not.toContain('\n')
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(text, { version })).toEqual({ outer: { inner: held } })
      }
    }
  })
})
