/** Files of our own: what the loader makes of each, and that they leave nothing of the language out. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/file/rules/index.ts'
import { type RuleCode, severityOf } from '../../src/problem.ts'
import { fieldsIn, fieldsOfLanguage } from '../samples/fields.ts'
import { good } from '../samples/good.ts'
import { listed, wrong } from '../samples/wrong.ts'
import { goodSamples, wrongSamples } from '../support/files.ts'
import { problemsOf } from './said.ts'

const filesIn = (folder: string) => readdirSync(new URL(`../samples/${folder}/`, import.meta.url))

test.each([
  ['good', good],
  ['wrong', wrong],
])('every file that is %s is in its list', (folder, samples) => {
  expect(filesIn(folder).sort()).toEqual(samples.map(({ file }) => file).sort())
})

test.each(goodSamples)('$file loads', ({ text, says = {} }) => {
  const found: Record<string, number[]> = {}
  for (const { severity, code, at } of problemsOf(text())) {
    expect(severity).not.toBe('error')
    found[code] = [...(found[code] ?? []), at?.line ?? 0]
  }
  expect(found).toEqual(says)
})

test.each(wrongSamples)('$file is rejected', ({ text, errors }) => {
  expect(problemsOf(text()).map(listed)).toEqual(errors)
})

describe('between them', () => {
  test('the good ones use every field of every kind', () => {
    const used = new Set(goodSamples.flatMap(({ text }) => fieldsIn(text())))
    expect(fieldsOfLanguage().filter((field) => !used.has(field))).toEqual([])
  })

  test('the wrong ones break every rule that is an error', () => {
    const broken = new Set(wrong.flatMap(({ errors }) => errors.map((error) => error.split(' ')[1])))
    const errors = (Object.keys(rules) as RuleCode[]).filter((rule) => severityOf(rule) === 'error')
    // One file alone has nothing to be merged with.
    expect(errors.filter((rule) => !broken.has(rule))).toEqual(['file-merge'])
  })
})
