/** What edits of YAML nodes leave as it was: comments, forms, and what others take by an anchor. */
import { describe, expect, test } from 'vitest'
import { type Document, parseDocument, type YAMLMap } from 'yaml'
import { add, edit, liftComments, newNode, ownAt, remove } from '../../src/pull/edit.ts'

/** The text after something was done to the mapping that it is. */
const rewritten = (text: string, act: (document: Document, map: YAMLMap, plain: never) => void): string => {
  const document = parseDocument(text, { merge: true })
  act(document, document.contents as unknown as YAMLMap, document.toJS() as never)
  return document.toString({ lineWidth: 0 })
}

describe('a new node', () => {
  test('has no anchors, though a value occurs twice', () => {
    const value = { a: 1 }
    const found = rewritten('a: 1\n', (document, map) => map.set('a', newNode(document, [value, value])))
    expect(found).toBe('a:\n  - a: 1\n  - a: 1\n')
  })

  test.each([
    ['no', '"no"'],
    ['0123', '"0123"'],
    ['1:30', '"1:30"'],
    ['plain', 'plain'],
    [123, '123'],
    [true, 'true'],
    [null, 'null'],
  ])('%j is %s', (value, written) => {
    expect(rewritten('a: 1\n', (document, map) => map.set('a', newNode(document, value)))).toBe(
      `a: ${written}\n`,
    )
  })
})

describe('an edit', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    ['keeps the form of a text that stays', 'a: >-\n  one two\n', { a: 'one two' }, 'a: >-\n  one two\n'],
    ['gives a folded text up that is another one', 'a: >-\n  one\n  two\n', { a: 'three' }, 'a: three\n'],
    ['quotes a text that would be misread', 'a: b # c\n', { a: 'yes' }, 'a: "yes" # c\n'],
    [
      'keeps what is said of a text that becomes a list',
      'a: # why\n  b\n',
      { a: ['c'] },
      'a:\n  # why\n  - c\n',
    ],
    ['keeps what is said of a list', 'a:\n  # why\n  - b\n', { a: { c: 1 } }, 'a:\n  # why\n  c: 1\n'],
    ['keeps what is said at the end of a line', 'a: *x # why\n', { a: 2 }, 'a: 2 # why\n'],
    ['goes into mappings', 'a: { b: 1, c: 2 } # d\n', { a: { c: 3 } }, 'a: { b: 1, c: 3 } # d\n'],
    ['takes out what is undefined', 'a: 1\nb: 2\n', { a: undefined }, 'b: 2\n'],
    [
      'puts a new key in the place of its old name',
      'domain: a\nplan: b\n',
      { domains: ['a'] },
      'domains:\n  - a\nplan: b\n',
    ],
    ['finds any of the old names', 'previewPlan: a\n', { previews: { plan: 'b' } }, 'previews:\n  plan: b\n'],
    ['leaves the old names of others alone', 'env: node\n', { plan: 'pro' }, 'env: node\nplan: pro\n'],
  ])('%s', (_, text, target, expected) => {
    const anchored = text.includes('*x') ? `x: &x 1\n${text}` : text
    expect(rewritten(anchored, (document, map) => edit(document, map, target))).toBe(
      anchored.replace(text, expected),
    )
  })
})

describe('what is the own of a file', () => {
  const base = 'x: &x { b: { c: 1 } }\nl: &l [ { c: 1 } ]\n'

  test.each<[string, string, readonly (string | number)[], string]>([
    ['what stands there', 'a: { b: { c: 1 } }\n', ['a', 'b'], 'a: { b: { c: 1 } }\n'],
    ['a copy of an alias', 'a: *x\n', ['a'], 'a:\n  b:\n    c: 1\n'],
    ['a copy of an alias on the way', 'a: *x\n', ['a', 'b', 'c'], 'a:\n  b:\n    c: 1\n'],
    ['a copy of an alias in a list', 'a: [ *x ]\n', ['a', 0], 'a: [ { b: { c: 1 } } ]\n'],
    ['a copy of an alias that is a list', 'a: *l\n', ['a', 0], 'a:\n  - c: 1\n'],
    [
      'a copy of what a merge brings in',
      'a:\n  <<: *x\n  d: 2\n',
      ['a', 'b'],
      'a:\n  <<: *x\n  d: 2\n  b:\n    c: 1\n',
    ],
    ['nothing, where nothing is', 'a: { d: 1 }\n', ['a', 'b', 'c'], 'a: { d: 1 }\n'],
  ])('%s', (_, text, path, expected) => {
    const found = rewritten(base + text, (document, map, plain) => {
      const node = ownAt(document, map, path, plain)
      const value = path.reduce<unknown>((inner, key) => (inner as never)?.[key], plain)
      if (value === undefined) expect(node).toBeUndefined()
      else expect(JSON.parse(JSON.stringify(node))).toEqual(value)
    })
    expect(found).toBe(base + expected)
  })
})

describe('an addition', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    ['puts items at the end of a list, in its form', 'a: [ 1 ]\n', { a: [2] }, 'a: [ 1, 2 ]\n'],
    ['gives an empty list lines', 'a: []\n', { a: [2] }, 'a:\n  - 2\n'],
    ['goes into mappings', 'a:\n  b: 1\n', { a: { c: [2] } }, 'a:\n  b: 1\n  c:\n    - 2\n'],
    ['changes no value', 'a: 1\n', { a: 2 }, 'a: 1\n'],
    ['fills what is empty', 'a:\nb: 1\n', { a: [2] }, 'a:\n  - 2\nb: 1\n'],
    ['does not take a list for a value', 'a: [ 1 ]\n', { a: 2 }, 'a: [ 1 ]\n'],
    ['leaves out what has nothing', 'a: 1\n', { b: {}, c: undefined }, 'a: 1\n'],
    ['does not change an anchor', 'x: &x [ 1 ]\na: *x\n', { a: [2] }, 'x: &x [ 1 ]\na:\n  - 1\n  - 2\n'],
  ])('%s', (_, text, more, expected) => {
    expect(rewritten(text, (document, map, plain) => add(document, map, more, plain))).toBe(expected)
  })
})

describe('a removal', () => {
  test.each<[string, string, readonly (string | number)[], string]>([
    ['takes a key', 'a: 1\nb: 2\n', ['a'], 'b: 2\n'],
    ['takes an item', 'a: [ 1, 2 ]\n', ['a', 0], 'a: [ 2 ]\n'],
    ['leaves a list without items', 'a:\n  - 1\n', ['a', 0], 'a: []\n'],
    ['takes nothing that is not there, of a mapping', 'a: 1\nb: 2\n', ['c'], 'a: 1\nb: 2\n'],
    ['takes nothing that is not there, of a list', 'a: [ 1, 2 ]\n', ['a', 5], 'a: [ 1, 2 ]\n'],
    [
      'gives a copy to who has an alias of it',
      'a: &x { b: 1 }\nc: *x\nd: [ *x ]\n',
      ['a'],
      'c:\n  b: 1\nd: [ { b: 1 } ]\n',
    ],
    [
      'and of what is inside of it',
      'a: { b: &x [ 1 ] }\ny: &y 2\nc: *x\nd: *y\n',
      ['a'],
      'y: &y 2\nc:\n  - 1\nd: *y\n',
    ],
  ])('%s', (_, text, path, expected) => {
    const found = rewritten(text, (document, map) => {
      const holder = path.length > 1 ? map.getIn(path.slice(0, -1), true) : map
      remove(document, holder, (holder as YAMLMap).get(path.at(-1), true))
    })
    expect(found).toBe(expected)
  })
})

describe('what was said of the items of a list that has none', () => {
  test.each([
    ['goes above its key', '# first\na: # all\n  # why\n  - 1\n', '# first\n# all\n# why\na: []\n'],
    ['alone', 'b: 1\na:\n  # why\n  - 1\n', 'b: 1\n# why\na: []\n'],
  ])('%s', (_, text, expected) => {
    const found = rewritten(text, (document, map) => {
      const list = map.get('a', true)
      remove(document, list, (list as unknown as YAMLMap).items[0])
      liftComments(document)
    })
    expect(found).toBe(expected)
  })
})
