import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codesBesideRules } from '../../src/problem.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/troubleshooting.md'), 'utf8')

/** The codes in the first cell of each row. */
const told = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, code]) => code))

test('docs/troubleshooting.md tells of each code that no rule has, once', () => {
  expect(told.toSorted()).toEqual([...codesBesideRules].sort())
})
