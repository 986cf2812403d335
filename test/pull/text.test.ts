/** How a fresh file is laid out, and which of its signs are escaped. */
import { expect, test } from 'vitest'
import { fileText } from '../../src/pull/spelling/index.ts'

test('nothing is an empty file', () => {
  expect(fileText({})).toBe('')
})

test('resources stand apart, and nothing else does', () => {
  const worker = (name: string) => ({ type: 'worker', name, buildFilter: { paths: ['a', 'b'] } })
  const text = fileText({
    services: [worker('one'), worker('two')],
    projects: [{ name: 'p', environments: [{ name: 'e', databases: [{ name: 'c' }, { name: 'd' }] }] }],
  })
  const lines = (name: string) =>
    `  - type: worker\n    name: ${name}\n    buildFilter:\n      paths:\n        - a\n        - b\n`
  expect(text).toBe(
    `services:\n${lines('one')}\n${lines('two')}\nprojects:\n  - name: p\n    environments:\n      - name: e\n        databases:\n          - name: c\n\n          - name: d\n`,
  )
})

test.each([
  ['a\u0007b', '"a\\ab"'],
  ['a\u007fb', '"a\\x7fb"'],
  ['a\u0085b', '"a\\x85b"'],
  ['a\u202eb', '"a\\u202eb"'],
  ['a\tb', '"a\\tb"'],
  ['a\n\tb', '|-\n  a\n  \tb'],
  ['a b', 'a b'],
  ['yes', '"yes"'],
  [12, '12'],
])('%j is written as %s', (value, written) => {
  expect(fileText({ value })).toBe(`value: ${written}\n`)
})
