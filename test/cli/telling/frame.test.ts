/** The lines of a window, whatever there is to show in them and however large it is. */
import fc from 'fast-check'
import colors from 'picocolors'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { frameOf } from '../../../cli/telling/frame.ts'
import type { Row, Scene, State } from '../../../cli/telling/rows.ts'
import { problem } from '../../../src/index.ts'

const now = Date.UTC(2026, 0, 1, 12)
const plain = colors.createColors(false)

const row = (name: string, state: State, more: Partial<Row> = {}): Row => ({
  address: `service/${name}`,
  label: `service/${name}`,
  action: 'update',
  state,
  since: now - 75_000,
  ...more,
})

const scene = (...rows: readonly Row[]): Scene => ({
  rows,
  status: {
    type: 'apply_status',
    at: now,
    ended: 0,
    of: rows.length,
    ends: now + 90_000,
    underWay: [],
    waiting: [],
  },
})

const failed = (name: string, ago = 0): Row =>
  row(name, { is: 'failed', at: now - ago, problem: problem('rejected', `service/${name} is\nno good`) })
const settling = (name: string): Row =>
  row(name, { is: 'settling', status: 'build_in_progress', since: now - 12_000 })

const linesOf = (shown: Scene, width: number, height: number) =>
  frameOf(shown, { width, height }, now, plain).map((line) => line.replace(/\d\d:\d\d:\d\d/, 'hh:mm:ss'))

test('each state is told as what it is, in the order in which they matter', () => {
  const rows = [
    row('next', { is: 'next' }, { since: undefined, action: 'create' }),
    row('pending', { is: 'pending', waitsFor: ['service/writes', 'service/done'] }),
    row('waiting', {
      is: 'waiting',
      until: now + 600_000,
      limit: '20 creates an hour',
      after: { is: 'next' },
    }),
    row('down', { is: 'waiting', until: now + 60_000, after: { is: 'writing' } }),
    settling('settles'),
    row('writes', { is: 'writing' }, { action: 'replace' }),
    row('items', { is: 'items' }, { since: now - 3_723_000 }),
    row('undo', { is: 'undo' }),
    row('done', { is: 'done' }),
    row('skipped', { is: 'skipped' }),
    row('stopped', { is: 'stopped' }),
    failed('fails', 30_000),
  ]
  expect(linesOf(scene(...rows), 79, 23)).toEqual([
    '  !  service/fails       0:45  rejected: is\\u000ano good',
    '  ~  service/items    1:02:03  writing what belongs to it',
    '-/+  service/writes      1:15  replacing',
    '  ~  service/undo        1:15  its deploy failed: rolling back',
    '  ~  service/settles     1:15  build in progress 0:12',
    '  ~  service/down        1:15  until hh:mm:ss: the API is unavailable',
    '  ~  service/waiting     1:15  until hh:mm:ss: limit of 20 creates an hour',
    '  ~  service/pending     1:15  waits for service/writes',
    '  +  service/next              to begin',
    '1 of 12 done, about 2 min left (until hh:mm:ss) · 1 failed · 1 held up by that…',
  ])
})

test('a wait is over when its time has come, or the last has ended that it was for', () => {
  const rows = [
    row('done', { is: 'done' }),
    row('a', { is: 'pending', waitsFor: ['service/done'] }),
    row('b', { is: 'waiting', until: now, after: { is: 'items' } }),
  ]
  expect(linesOf(scene(...rows), 79, 23).slice(0, 2)).toEqual([
    '  ~  service/b     1:15  writing what belongs to it',
    '  ~  service/a     1:15  to begin',
  ])
})

test('failures stay, and take no more than a third where others need it', () => {
  const rows = [
    ...Array.from({ length: 5 }, (_, index) => failed(`fails-${index}`, 5_000 - index)),
    ...Array.from({ length: 9 }, (_, index) => settling(`settles-${index}`)),
  ]
  const lines = linesOf(scene(...rows), 60, 9)
  expect(lines.map((line) => line.replace(/ {5}(0:|1:).*/, ''))).toEqual([
    '  !  service/fails-3  ',
    '  !  service/fails-4  ',
    '  ~  service/settles-0',
    '  ~  service/settles-1',
    '  ~  service/settles-2',
    '  ~  service/settles-3',
    '  ~  service/settles-4',
    '     and 7 more: 3 failed, 4 deploying',
    '0 of 14 done, about 2 min left (until hh:mm:ss) · 5 failed',
  ])
})

test('names in other scripts keep the columns', () => {
  const lines = linesOf(scene(settling('api'), settling('日本語'), settling('👩‍👩‍👧')), 79, 23)
  expect(lines.slice(0, 3).map((line) => stringWidth(line.slice(0, line.indexOf('1:15'))))).toEqual([
    24, 24, 24,
  ])
})

const anyState = fc.oneof<fc.Arbitrary<State>[]>(
  fc.constant({ is: 'next' }),
  fc.constant({ is: 'done' }),
  fc.constant({ is: 'writing' }),
  fc.record({
    is: fc.constant('pending' as const),
    waitsFor: fc.array(fc.constantFrom('service/0', 'service/1')),
  }),
  fc.record({
    is: fc.constant('failed' as const),
    at: fc.constant(now),
    problem: fc.string({ unit: 'grapheme' }).map((text) => problem('rejected', text)),
  }),
  fc.record({
    is: fc.constant('settling' as const),
    status: fc.string({ unit: 'grapheme' }),
    since: fc.constant(now - 1_000),
  }),
)

test('there are never more lines than the window has, nor wider ones, and nothing is left uncounted', () => {
  const anyRow = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 60 }), anyState)
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 40 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      (rows, width, height, color) => {
        const shown = scene(
          ...rows.map(([label, state], index) => row(String(index), state, { label: label || '-' })),
        )
        const lines = frameOf(shown, { width, height }, now, colors.createColors(color))
        expect(lines.length).toBeLessThanOrEqual(height)
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
        expect(lines.join('')).not.toContain('\n')
        const live = rows.filter(([, { is }]) => is !== 'done').length
        const more = Number(/(?:^|m) {5}and (\d+) more/.exec(lines.at(-2) ?? '')?.[1] ?? 0)
        if (height > 1 && width > 40) expect(lines.length - 1 - (more > 0 ? 1 : 0) + more).toBe(live)
      },
    ),
  )
})
