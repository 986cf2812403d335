/** What is no time to wait, although it looks like one. */
import { expect, test } from 'vitest'
import { untilReset } from '../../src/http/limits/index.ts'
import { toldWait } from '../../src/http/retry.ts'

const now = Date.UTC(2026, 0, 1)

test.each<[string, number, Record<string, string>, number | undefined]>([
  ['a part of a second', 429, { 'retry-after': '1.25' }, 1250],
  ['seconds between blanks', 429, { 'retry-after': ' 12 ' }, 12_000],
  ['a number with a unit', 429, { 'retry-after': '12s' }, undefined],
  ['a number with a point and no more', 429, { 'retry-after': '1.x' }, undefined],
  ['a number after a sign', 429, { 'retry-after': '~12' }, undefined],
  [
    'a spent window, between blanks',
    503,
    { 'ratelimit-reset': ' 40 ', 'ratelimit-remaining': ' 0 ' },
    40_000,
  ],
  [
    'a spent window, of an answer that failed otherwise',
    500,
    { 'ratelimit-reset': '40', 'ratelimit-remaining': '0' },
    undefined,
  ],
  [
    'a spent window, of an answer that passed',
    200,
    { 'ratelimit-reset': '40', 'ratelimit-remaining': '0' },
    undefined,
  ],
])('Retry-After: %s', (_, status, headers, wait) => {
  expect(toldWait(status, new Headers(headers), now)).toBe(wait)
})

test('without an answer, nothing is told', () => {
  expect(toldWait(undefined, undefined, now)).toBeUndefined()
})

test.each<[string, string, number | undefined]>([
  ['a number with a unit', '45s', undefined],
  ['a number after a sign', '-45', undefined],
  ['a part of a second', '4.5', undefined],
  ['the last number of seconds that is one', '999999999', 999_999_999_000],
])('Ratelimit-Reset: %s', (_, reset, wait) => {
  expect(untilReset(new Headers({ 'ratelimit-reset': reset }), now)).toBe(wait)
})
