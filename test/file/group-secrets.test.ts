/** Secrets of a group: named under x-render-sync, given like those of a service. */
import { expect, test } from 'vitest'
import { load, type ProblemsError } from '../../src/index.ts'
import { bench, failures, lines } from '../support/workspace.ts'

const group = (secrets: string, envVars = '[]') =>
  `envVarGroups:\n- name: g\n  envVars: ${envVars}\n  x-render-sync: { secrets: ${secrets} }\n`

test('come from the secrets, and a live value is left alone', async () => {
  const it = bench()
  const refused = await it.plan(group('[A]'))
  expect(refused.plan.problems.map(({ code }) => code)).toEqual(['missing-secret'])
  expect(failures(await it.apply(group('[A]'), { secrets: new Map([['g/A', 'x']]) }))).toEqual([])
  const { plan } = await it.plan(group('[A]'), { secrets: new Map([['g/A', 'y']]) })
  expect(lines(plan)).toEqual([])
})

test.each([
  ['a key that is a variable as well', group('[A]', '[{ key: A, value: a }]'), 'duplicate-key'],
  ['a key twice', group('[A, A]'), 'duplicate-key'],
  ['a key that is none', group('["1 2"]'), 'variable-name'],
  ['a key twice, once as a mapping', group('[A, { key: A, optional: true }]'), 'duplicate-key'],
  ['a key that is none, in a mapping', group('[{ key: "1 2" }]'), 'variable-name'],
  ['a mapping without a key', group('[{ optional: true }]'), 'missing-key'],
  ['a mapping with another key', group('[{ key: A, optinal: true }]'), 'unknown-key'],
  ['neither a text nor a mapping', group('[[A]]'), 'wrong-type'],
  [
    'optional among the variables',
    group('[]', '[{ key: A, value: a, x-render-sync: { optional: true } }]'),
    'unknown-key',
  ],
])('%s is an error', (_, text, code) => {
  try {
    load([{ name: 'render.yaml', text }])
    expect.unreachable()
  } catch (error) {
    expect((error as ProblemsError).problems.map((problem) => problem.code)).toEqual([code])
  }
})

test('a key may stand among the variables as well, where Render ignores it', () => {
  const text = group('[A]', '[{ key: A, sync: false }, { key: B, sync: false }]')
  const { desired, problems } = load([{ name: 'render.yaml', text }])
  expect(desired.resources.get('group/g')?.parts.envVars?.map(({ key }) => key)).toEqual(['A'])
  expect(problems.map(({ message }) => message)).toEqual([
    'the variable "B" of a group has no value and is left out, as Render does',
  ])
})
