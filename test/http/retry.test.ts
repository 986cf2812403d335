import { describe, expect, test } from 'vitest'
import { outcomeOfStatus, retryWait, type Try, toldWait } from '../../src/http/retry.ts'

const now = Date.UTC(2026, 0, 1)

describe('the wait before the next try', () => {
  const rows: [string, Partial<Try>, number | undefined][] = [
    ['429: as told', { outcome: 'limited', told: 7000 }, 7000],
    ['429: as told, with jitter on top', { outcome: 'limited', told: 7000, random: 1 }, 8000],
    ['429 for a POST: it was refused', { outcome: 'limited', told: 0, method: 'POST' }, 0],
    ['429: as told, however long', { outcome: 'limited', told: 7_200_000 }, 7_200_000],
    ['503 without a time: backs off', { outcome: 'unavailable' }, 500],
    ['with half of it at random', { outcome: 'unavailable', random: 1 }, 1000],
    ['twice as long each time', { outcome: 'unavailable', attempt: 3 }, 2000],
    ['503 for a POST: never blindly', { outcome: 'unavailable', method: 'POST' }, undefined],
    ['503, again and again: gives up', { outcome: 'unavailable', attempt: 8 }, undefined],
    ['429, again and again: backs off half a minute at most', { outcome: 'limited', attempt: 19 }, 15_000],
    ['429, again and again: gives up', { outcome: 'limited', attempt: 20 }, undefined],
    ['a GET lost its answer', { outcome: 'lost', method: 'GET' }, 500],
    ['a PUT lost its answer', { outcome: 'lost', method: 'PUT' }, 500],
    ['a PATCH lost its answer', { outcome: 'lost', method: 'PATCH' }, 500],
    ['a DELETE lost its answer', { outcome: 'lost', method: 'DELETE' }, 500],
    ['a POST lost its answer: never blindly', { outcome: 'lost', method: 'POST' }, undefined],
    ['a POST that may be repeated', { outcome: 'lost', method: 'POST', repeatable: true }, 500],
    ['lost again and again: gives up', { outcome: 'lost', attempt: 5 }, undefined],
    ['a POST that was never sent', { outcome: 'unreached', method: 'POST' }, 250],
    ['never reached again and again: gives up', { outcome: 'unreached', attempt: 4 }, undefined],
    ['a final answer', { outcome: 'final' }, undefined],
  ]
  test.each(rows)('%s', (_, situation, wait) => {
    expect(retryWait({ attempt: 1, method: 'GET', outcome: 'final', random: 0, ...situation })).toBe(wait)
  })
})

describe('what an answer tells about waiting', () => {
  const date = (seconds: number) => new Date(now + seconds * 1000).toUTCString()
  const rows: [string, number, Record<string, string>, number | undefined][] = [
    ['seconds', 429, { 'retry-after': '12' }, 12_000],
    ['a date', 503, { 'retry-after': date(30) }, 30_000],
    ['a date by the clock of the server', 503, { 'retry-after': date(630), date: date(600) }, 30_000],
    ['a date that is over', 503, { 'retry-after': date(-30) }, 0],
    ['Retry-After before Ratelimit-Reset', 429, { 'retry-after': '3', 'ratelimit-reset': '40' }, 3000],
    ['a window to wait for', 429, { 'ratelimit-reset': '40' }, 40_000],
    [
      '503 in a window with tokens left',
      503,
      { 'ratelimit-reset': '40', 'ratelimit-remaining': '9' },
      undefined,
    ],
    ['503 in a spent window', 503, { 'ratelimit-reset': '40', 'ratelimit-remaining': '0' }, 40_000],
    ['nothing', 429, {}, undefined],
    ['nonsense', 429, { 'retry-after': 'later' }, undefined],
  ]
  test.each(rows)('%s', (_, status, headers, wait) => {
    expect(toldWait(status, new Headers(headers), now)).toBe(wait)
  })
})

test.each([
  [200, 'final'],
  [302, 'final'],
  [400, 'final'],
  [404, 'final'],
  [408, 'lost'],
  [409, 'final'],
  [429, 'limited'],
  [500, 'lost'],
  [502, 'lost'],
  [503, 'unavailable'],
  [504, 'lost'],
  [520, 'lost'],
])('HTTP %i is %s', (status, outcome) => {
  expect(outcomeOfStatus(status)).toBe(outcome)
})
