import { describe, expect, test } from 'vitest'
import { cut, cutBoth, harmless, onlySpaceDiffers, shown } from '../../../cli/words/value.ts'
import { Hidden } from '../../../src/index.ts'

test.each([
  ['plain text', 'plain text'],
  ['', '""'],
  [' edge', '" edge"'],
  ['two\nlines', '"two\\nlines"'],
  ['"quoted"', '"\\"quoted\\""'],
  ['red \u001b[31m', '"red \\u001b[31m"'],
  ['turned \u202e round', 'turned \\u202e round'],
  [undefined, '(none)'],
  [null, '(none)'],
  [0, '0'],
  [false, 'false'],
  [[], '[]'],
  [['a', 'b, c'], '[a, "b, c"]'],
  [{ source: '0.0.0.0/0', description: 'all of it' }, '{source: 0.0.0.0/0, description: all of it}'],
  [new Hidden('text'), '(sensitive)'],
  [new Hidden('text', 'a literal'), 'a literal'],
])('%j is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text)
})

test('control characters never reach the terminal, line breaks do', () => {
  expect(harmless('one\ntwo\u001b[2J\u0007\r')).toBe('one\ntwo\\u001b[2J\\u0007\\u000d')
})

describe('long texts', () => {
  test.each([
    ['12345', 5, '12345'],
    ['123456', 5, '1234…'],
    ['🙂🙂🙂', 2, '🙂…'],
  ])('%s in %i columns is %s', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected)
  })

  test('of two, what differs stays in sight', () => {
    const same = 'x'.repeat(40)
    const [one, other] = cutBoth(`${same} before`, `${same} after`, 20)
    expect([one, other]).toEqual(['…xxxxxxxxxxxx before', '…xxxxxxxxxxxx after'])
  })
})

test.each([
  ['a b', 'a  b', true],
  ['a\n', 'a', true],
  ['a', 'a', false],
  ['a', 'b', false],
  [undefined, '', false],
])('%j and %j differ in white space only: %s', (one, other, expected) => {
  expect(onlySpaceDiffers(one, other)).toBe(expected)
})
