import { expect, test } from 'vitest'
import { duration } from '../../../cli/flags/values.ts'
import { counted, durationText, listed } from '../../../cli/words/phrases.ts'

test.each([
  [0.02, '0.1 s'],
  [9.9, '9.9 s'],
  [40, '40 s'],
  [59.5, '60 s'],
  [90, '2 min'],
  [3599, '1 h'],
  [7500, '2 h 5 min'],
  [86_400, '24 h'],
])('%f seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})

test.each([
  ['90s', 90_000],
  ['20m', 1_200_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
])('%s is %i milliseconds', (text, ms) => {
  expect(duration(text)).toBe(ms)
})

test.each(['', '20', 'm', '0s', '1 m', '-1m', '1d'])('"%s" is no duration', (text) => {
  expect(() => duration(text)).toThrow('Expected a duration')
})

test('lists say how much they leave out', () => {
  expect(listed(['a', 'b', 'c'], 3)).toBe('a, b, c')
  expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
  expect(counted(1, 'error')).toBe('1 error')
  expect(counted(0, 'error')).toBe('0 errors')
})
