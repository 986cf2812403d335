import { expect, test } from 'vitest'
import { ProblemsError, readBaseline } from '../../src/index.ts'

const read = (text: string) => readBaseline({ name: 'known.yaml', text })

/** Code, line and column of all that is wrong. */
const wrong = (text: string): readonly string[] => {
  try {
    read(text)
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return error.problems.map(({ code, at }) => `${code} ${at?.line}:${at?.column}`)
  }
  return []
}

test('a baseline is a list of differences, each with a reason and an end', () => {
  const text = `
- address: service/api
  field: plan
  reason: Ann has scaled it up for the sale
  until: 2030-12-31
- { address: 'service/*/env/RELEASE', reason: set by the pipeline, until: '2030-01-01' }
`
  expect(read(text)).toEqual([
    {
      address: 'service/api',
      field: 'plan',
      reason: 'Ann has scaled it up for the sale',
      until: '2030-12-31',
      at: { file: 'known.yaml', line: 2, column: 3 },
    },
    {
      address: 'service/*/env/RELEASE',
      reason: 'set by the pipeline',
      until: '2030-01-01',
      at: { file: 'known.yaml', line: 6, column: 3 },
    },
  ])
})

test('JSON is read as well, and an empty file accepts nothing', () => {
  const json = JSON.stringify([{ address: 'service/api', reason: 'known', until: '2030-12-31' }])
  expect(read(json)).toMatchObject([{ address: 'service/api', reason: 'known', until: '2030-12-31' }])
  expect([read(''), read('# nothing yet\n'), read('[]')]).toEqual([[], [], []])
})

test.each([
  ['no list', 'address: service/api', ['wrong-type 1:1']],
  ['no mapping', '- service/api', ['wrong-type 1:3']],
  ['without a reason and an end', '- address: service/api', ['missing-key 1:3', 'missing-key 1:3']],
  ['a reason of white space', '- { address: a, reason: " ", until: 2030-01-01 }', ['wrong-type 1:25']],
  ['another key', '- { address: a, reson: b, reason: b, until: 2030-01-01 }', ['unknown-key 1:17']],
  ['no date', '- { address: a, reason: b, until: soon }', ['wrong-value 1:35']],
  ['no day of any year', '- { address: a, reason: b, until: 2030-02-30 }', ['wrong-value 1:35']],
  [
    'a field that is a list',
    '- { address: a, field: [b], reason: b, until: 2030-01-01 }',
    ['wrong-type 1:24'],
  ],
  ['no YAML', '- {', ['yaml-syntax 1:4']],
])('%s is wrong, with where', (_what, text, expected) => {
  expect(wrong(text)).toEqual(expected)
})
