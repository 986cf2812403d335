import { expect, test } from 'vitest'
import { addressText, harmless, onlySpaceDiffers, shown } from '../../../cli/words/value.ts'
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

test.each([
  ['group/Team%20Production%20Secrets', 'group/Team Production Secrets'],
  ['service/backend%2Fmainnet/env/A', 'service/backend/mainnet/env/A'],
  ['service/100%', 'service/100%'],
  ['service/two%0Alines%1B[2J', 'service/two\\u000alines\\u001b[2J'],
])('the address %s is shown with its names as in the file', (address, text) => {
  expect(addressText(address)).toBe(text)
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

test.each([
  ['::set-output name=a::b', '\\u003a:set-output name=a::b'],
  ['one\n  ::add-mask::x', 'one\n  \\u003a:add-mask::x'],
  ['at the end: ##[set-env name=A]b', 'at the end: #\\u0023[set-env name=A]b'],
  ['##vso[task.complete]', '#\\u0023vso[task.complete]'],
  ['## a heading, a::b', '## a heading, a::b'],
])('%j is no command to who runs a pipeline', (text, harmlessText) => {
  expect(harmless(text)).toBe(harmlessText)
})
