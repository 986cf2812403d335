/** The house has the rooms that its plan shows, and the check of that can fail. */
import { describe, expect, test } from 'vitest'
import { lintRooms, readTree, usual } from '../../scripts/lint-rooms.mjs'
import { rooms } from '../../scripts/rooms.mjs'

test('src, cli and action are built as the table of rooms says', () => {
  expect(lintRooms(readTree(process.cwd()), rooms)).toEqual([])
})

const table = {
  'src/low': { may: [] },
  'src/high': { may: ['src/low'], types: ['src/deep'] },
  'src/deep': { may: [], doors: ['a.ts'] },
  'src/rows': { may: ['src/low/one.ts'], many: true },
} as const

const whole = {
  'src/low/index.ts': '',
  'src/high/index.ts': '',
  'src/deep/a.ts': '',
  'src/rows/index.ts': '',
}
const found = (files: Readonly<Record<string, string>>) =>
  lintRooms(new Map(Object.entries({ ...whole, ...files })), table, { ...usual, few: 0 })

describe('what does not fit is told', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['nothing', { 'src/high/b.ts': "import { a } from '../low/index.ts'\n" }, []],
    ['nothing: one file may be named', { 'src/rows/b.ts': "import '../low/one.ts'\n" }, []],
    ['nothing: a type', { 'src/high/b.ts': "import { type A } from '../deep/a.ts'\n" }, []],
    ['a folder without a row', { 'src/new/a.ts': '' }, ['src/new has no row in scripts/rooms.mjs']],
    [
      'an import that climbs',
      { 'src/low/b.ts': "export * from '../high/index.ts'\n" },
      ['src/low/b.ts may not import src/high/index.ts'],
    ],
    [
      'a type that climbs',
      { 'src/low/b.ts': "import type { A } from '../high/index.ts'\n" },
      ['src/low/b.ts may not import src/high/index.ts'],
    ],
    [
      'a value where types are allowed',
      { 'src/high/b.ts': "import { type A, b } from '../deep/a.ts'\n" },
      ['src/high/b.ts may not import src/deep/a.ts'],
    ],
    [
      'an import when it is used',
      { 'src/low/b.ts': "const a = await import('../high/index.ts')\n" },
      ['src/low/b.ts may not import src/high/index.ts'],
    ],
    [
      'a way in that is no door',
      { 'src/high/b.ts': "import { a } from '../low/one.ts'\n", 'src/low/one.ts': '' },
      ['src/high/b.ts imports src/low/one.ts, which is no door of src/low'],
    ],
    [
      'a circle',
      { 'src/low/b.ts': "import './c.ts'\n", 'src/low/c.ts': "import './b.ts'\n" },
      ['a circle of imports: src/low/b.ts → src/low/c.ts → src/low/b.ts'],
    ],
    [
      'a circle of types',
      {
        'src/low/b.ts': "import type { C } from './c.ts'\n",
        'src/low/c.ts': "import type { B } from './b.ts'\n",
      },
      ['a circle of imports: src/low/b.ts → src/low/c.ts → src/low/b.ts'],
    ],
    [
      'a room that is too full',
      Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`src/low/${index}.ts`, ''])),
      ['src/low has 16 files: give it rooms inside'],
    ],
    [
      'a hall that is too full',
      Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`src/${index}.ts`, ''])),
      ['src has no row in scripts/rooms.mjs', 'src has 11 files: give it rooms inside'],
    ],
    ['a long file', { 'src/low/b.ts': '\n'.repeat(301) }, ['src/low/b.ts has more than 300 lines']],
  ])('%s', (_name, files, expected) => {
    expect(found(files)).toEqual(expected)
  })

  test('a room that is too small', () => {
    const four = new Map(['a', 'b', 'c', 'd'].map((name) => [`src/low/${name}.ts`, '']))
    expect(lintRooms(four, { 'src/low': { may: [] } })).toEqual(['src/low has 4 files: too few for a room'])
    expect(lintRooms(new Map([...four, ['src/low/in/a.ts', '']]), { 'src/low': { may: [] } })).not.toContain(
      'src/low has 4 files: too few for a room',
    )
  })

  test('a row without a folder', () => {
    expect(lintRooms(new Map(), { 'src/gone': { may: [] } })).toEqual([
      'src/gone has a row in scripts/rooms.mjs, and is not there',
    ])
  })
})
