/** A change of a file in the formatting that the file has, of which the YAML library knows nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, type ToStringOptions, type YAMLMap } from 'yaml'
import { keepFormat } from '../../src/pull/spelling/index.ts'

type Change = readonly [path: readonly (string | number)[], value: unknown]

/** What becomes of a file when a value in it is set, or, where it is undefined, taken out. */
const kept = (original: string, [path, value]: Change, options: ToStringOptions = {}): string => {
  const style = { lineWidth: 0, ...options }
  const document = parseDocument(original)
  const before = document.toString(style)
  if (value === undefined) document.deleteIn(path)
  else if (document.hasIn(path)) (document.getIn(path, true) as { value: unknown }).value = value
  else document.addIn(path.slice(0, -1), document.createPair(path.at(-1), value))
  return keepFormat(original, before, document.toString(style))
}

describe('a line that changes', () => {
  test.each<[string, string, Change, string]>([
    [
      'keeps its comment at its distance',
      'a: 1\nb:   2    # two\nc:    3\n',
      [['b'], 4],
      'a: 1\nb: 4    # two\nc:    3\n',
    ],
    ['keeps its comment where there was one blank', 'a:   1 # one\n', [['a'], 2], 'a: 2 # one\n'],
    ['is the first', 'a:  1\nb:  2\n', [['a'], 3], 'a: 3\nb:  2\n'],
    ['is the last', 'a:  1\nb:  2\n', [['b'], 3], 'a:  1\nb: 3\n'],
    ['is the last, and has no end', 'a:  1\nb:  2', [['b'], 3], 'a:  1\nb: 3'],
    ['stands in one of several', 'a: [1,\n  2]\nb:   1\n', [['a', 1], 3], 'a: [ 1, 3 ]\nb:   1\n'],
    [
      'stands between empty ones',
      'a:  1\n\n\n\nb:  2\n\n\n\nc:  3\n',
      [['b'], 4],
      'a:  1\n\n\n\nb: 4\n\n\n\nc:  3\n',
    ],
    [
      'occurs twice',
      'a:\n    - x:   1\n    - x:   1\n',
      [['a', 1, 'x'], 2],
      'a:\n    - x:   1\n    - x: 2\n',
    ],
  ])('%s', (_, original, change, expected) => {
    expect(kept(original, change)).toBe(expected)
  })
})

describe('a line that is new', () => {
  test.each<[string, string, Change, string]>([
    ['comes after the others', 'a:   1\nb:   2\n', [['c'], 3], 'a:   1\nb:   2\nc: 3\n'],
    [
      'goes as far to the right as those beside it',
      'a:\n      b:   1\nc:   2\n',
      [['a', 'd'], 3],
      'a:\n      b:   1\n      d: 3\nc:   2\n',
    ],
    ['goes as far to the left', 'a:\n - b:   1\n', [['a', 0, 'c'], 3], 'a:\n - b:   1\n   c: 3\n'],
    [
      'is no reason to change an empty one',
      'a:\n   b:   1\n\n\n\nc:   2\n',
      [['a', 'd'], 3],
      'a:\n   b:   1\n   d: 3\n\n\n\nc:   2\n',
    ],
  ])('%s', (_, original, change, expected) => {
    expect(kept(original, change)).toBe(expected)
  })
})

describe('a line that goes', () => {
  test.each<[string, string, Change, string]>([
    ['was the first', 'a:   1\nb:   2\n', [['a'], undefined], 'b:   2\n'],
    ['was the last', 'a:   1\nb:   2\n', [['b'], undefined], 'a:   1\n'],
    ['was in the middle', 'a:   1\nb:   2\nc:   3\n', [['b'], undefined], 'a:   1\nc:   3\n'],
    ['was several', 'a:   1\nb:\n   c:   2\n   d:   3\ne:   4\n', [['b'], undefined], 'a:   1\ne:   4\n'],
    [
      'was like its neighbours',
      'a:\n  - 1\n  - 1\n  - 1\nb:   1\n',
      [['a', 1], undefined],
      'a:\n  - 1\n  - 1\nb:   1\n',
    ],
  ])('%s', (_, original, change, expected) => {
    expect(kept(original, change)).toBe(expected)
  })
})

/** An entry of a mapping, in one of the forms that people give it; what becomes of it, and what comes after it. */
interface Entry {
  readonly form: 'plain' | 'with a comment' | 'a list'
  readonly blanks: number
  readonly act: 'stays' | 'changes' | 'goes'
  readonly isFollowed: boolean
}

const written = ({ form, blanks }: Entry, index: number): readonly string[] => {
  const space = ' '.repeat(blanks)
  switch (form) {
    case 'plain':
      return [`k${index}:${space}1`]
    case 'with a comment':
      return [`k${index}: 1${space}# of ${index}`]
    case 'a list':
      return [`k${index}:`, `${space}- ${index}a`, `${space}-   ${index}b`]
  }
}

const changed = (entry: Entry, index: number): readonly string[] => {
  const [first = '', ...more] = written(entry, index)
  return more.length === 0
    ? [first.replace(/:\s+1/, ': 2')]
    : [first, ...more.slice(0, -1), `${' '.repeat(entry.blanks)}- 2`]
}

test('all lines stay but those that change, wherever they are', () => {
  const entry = fc.record<Entry>({
    form: fc.constantFrom('plain', 'with a comment', 'a list'),
    blanks: fc.integer({ min: 1, max: 6 }),
    act: fc.constantFrom('stays', 'stays', 'changes', 'goes'),
    isFollowed: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), (entries) => {
      const original = `first: 1\n${entries.flatMap(written).join('\n')}\n`
      const document = parseDocument(original)
      const before = document.toString({ lineWidth: 0 })
      const map = document.contents as unknown as YAMLMap
      for (const [index, { form, act, isFollowed }] of entries.entries()) {
        const key = `k${index}`
        const place = map.items.findIndex((pair) => String(pair.key) === key)
        if (isFollowed) map.items.splice(place + 1, 0, document.createPair(`n${index}`, 1))
        if (act === 'goes') map.delete(key)
        if (act === 'changes')
          (map.getIn(form === 'a list' ? [key, 1] : [key], true) as { value: unknown }).value = 2
      }
      const expected = entries.flatMap((one, index) => [
        ...(one.act === 'goes' ? [] : one.act === 'stays' ? written(one, index) : changed(one, index)),
        ...(one.isFollowed ? [`n${index}: 1`] : []),
      ])
      const text = keepFormat(original, before, document.toString({ lineWidth: 0 }))
      expect(text).toBe(['first: 1', ...expected, ''].join('\n'))
    }),
  )
})

test('nothing changes where nothing changes', () => {
  const odd = 'a:    1\nb: [1,2 ]   # c'
  expect(kept(odd, [['a'], 1])).toBe(odd)
})

describe('a file that is longer than any', () => {
  // A text of many lines is read quickly.
  const text = (top: string, lines: readonly string[], bottom: string) =>
    `${top}\nscript: |\n${lines.map((line) => `  ${line}`).join('\n')}\n${bottom}\n`
  const lines = Array.from({ length: 11_000 }, (_, index) => String(index))
  const original = text('a:   1', lines, 'b:   2')
  const before = text('a: 1', lines, 'b: 2')

  test('is compared around the change', () => {
    const changed = lines.with(5_500, 'new')
    const found = keepFormat(original, before, text('a: 1', changed, 'b: 2'))
    expect(found === text('a:   1', changed, 'b:   2')).toBe(true)
  })

  test('is written anew where it changes from one end to the other', () => {
    const after = text(
      'a: 2',
      lines.map((line) => `${line}0`),
      'b: 3',
    )
    expect(keepFormat(original, before, after) === after).toBe(true)
  })
})

test('what would say something else is written anew', () => {
  const [before, after] = ['a:\n  b: 1\n', 'a:\n  b: 1\n  c: 2\n']
  expect(keepFormat('{a: {b: 1}}\n', before, after)).toBe(after)
})
