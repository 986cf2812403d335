import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { load } from '../../src/file/load.ts'
import { ProblemsError } from '../../src/problem.ts'
import { problemsOf, said, web } from '../file/said.ts'

/** Milliseconds. What is wrong takes hours or no end; a slow machine that runs other tests must not look like that. */
const soon = 120_000

const codes = (text: string) => [...new Set(problemsOf(text).map(({ code }) => code))]

describe('a hostile file is refused soon and clearly', () => {
  const nested = Array.from({ length: 10_000 }, (_, at) =>
    at === 0 ? 'a0: &a0 [x, x]' : `a${at}: &a${at} [*a${at - 1}, *a${at - 1}] #${'-'.repeat(370)}`,
  ).join('\n')
  const bomb = Array.from({ length: 12 }, (_, at) =>
    at === 0 ? 'a0: &a0 [x, x]' : `a${at}: &a${at} [${Array(10).fill(`*a${at - 1}`)}]`,
  ).join('\n')

  test.each([
    ['more than 5 MB', ' '.repeat(5 * 1024 * 1024 + 1), 'file-too-large'],
    ['4 MB of nested aliases', nested, 'too-many-aliases'],
    ['aliases that stand for a billion values', bomb, 'too-many-aliases'],
    ['10,000 lists in each other', '['.repeat(10_000), 'yaml-syntax'],
    ['10,000 lists in each other that are closed', '['.repeat(10_000) + ']'.repeat(10_000), 'yaml-syntax'],
    ['10,000 mappings in each other', '{a: '.repeat(10_000), 'yaml-syntax'],
    ['10,000 items in each other', '- '.repeat(10_000), 'yaml-syntax'],
    ['a million open lists', '['.repeat(1_000_000), 'yaml-syntax'],
    ['an alias that holds itself', 'services: &a [*a]', 'yaml-syntax'],
    ['a merge of itself', 'services: &a\n  <<: *a', 'yaml-syntax'],
  ])('%s', { timeout: soon }, (_title, text, code) => {
    expect(codes(text)).toEqual([code])
  })

  test('20,000 equal keys', { timeout: soon }, () => {
    expect(codes('services: []\n'.repeat(20_000))).toEqual(['duplicate-key', 'too-many-problems'])
  })

  test('a hundred thousand comments that silence nothing', { timeout: soon }, () => {
    const text = `services: []\n${'# render-sync-ignore loose-value\n'.repeat(100_000)}`
    expect(codes(text)).toEqual(['unused-ignore', 'too-many-problems'])
    expect(codes(`services: [] # render-sync-ignore ${'a '.repeat(100_000)}`)).toEqual(['unused-ignore'])
  })

  test('a line of a megabyte is cut around the caret', { timeout: soon }, () => {
    const [problem] = problemsOf(`services: [${'"x", '.repeat(200_000)}]`)
    expect(problem?.excerpt?.length).toBeLessThan(220)
  })
})

describe('odd files', () => {
  test.each<[string, string, string[]]>([
    ['a key of the prototype in a resource', web('__proto__: { plan: free }'), ['unknown-key']],
    ['a key that every object inherits', web('constructor: 1\ntoString: 2'), ['unknown-key']],
    ['a type that every object inherits', 'services: [{ type: constructor, name: a }]', ['newer-value']],
    ['keys that are no texts', '1: a\ntrue: b\nnull: c\n2026-01-01: d', ['unknown-key']],
    ['binary', 'services: !!binary aGVsbG8=', ['wrong-type']],
    ['a set', 'services: !!set { a, b }', ['wrong-type']],
    ['a type that is no text', 'services: [{ type: [{ toString: 0 }], name: a }]', ['wrong-value']],
    ['a name that is no text', web('name: [{ toString: 0 }]'), ['duplicate-key']],
    ['infinity', web('numInstances: .inf'), ['wrong-type']],
    ['a number that is too large', web('numInstances: 1e999'), ['wrong-type']],
    ['a reserved name', web('name: __proto__'), ['duplicate-key']],
  ])('%s', (_title, text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  test('a resource may be called __proto__', () => {
    const text =
      'databases: [{ name: __proto__ }]\nenvVarGroups: [{ name: g, envVars: [{ key: __proto__, value: a }] }]'
    const { desired } = load([{ name: 'render.yaml', text }])
    expect([...desired.resources.keys()]).toEqual(['database/__proto__', 'group/g'])
    expect(desired.resources.get('group/g')?.parts.envVars?.[0]?.key).toBe('__proto__')
  })

  test('no file is an empty one', () => {
    expect(() => load([])).toThrow('the file declares nothing')
  })

  test('what follows from one mistake is not said again', () => {
    expect(said('services:\n- type: wbe\n  name: api\n  rntime: docker\n')).toHaveLength(1)
  })

  test('mistakes of form and of meaning are reported at once', () => {
    const text = `services:\n- { type: web, name: a, runtime: docker, plam: free }\n- { type: worker, name: b, runtime: docker, plan: free }\n`
    expect(codes(text)).toEqual(['unknown-key', 'free-plan-type'])
  })
})

const valid = `
previews: { generation: off }
services:
- &base
  type: web
  name: api
  runtime: node
  buildCommand: npm ci
  startCommand: npm start
  plan: starter
  domains: [shop.example.com]
  scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 }
  envVars:
  - key: A
    fromDatabase: { name: main, property: connectionString }
  - { key: B, fromService: { name: cache, type: keyvalue, property: host } }
  - fromGroup: shared
- { <<: *base, name: other, domains: [] }
- { type: web, name: site, runtime: static, routes: [{ type: redirect, source: /a, destination: /b }] }
- { type: cron, name: nightly, runtime: image, image: { url: nginx }, schedule: 0 3 * * * }
- { type: keyvalue, name: cache, ipAllowList: [{ source: 10.0.0.0/8 }] }
databases:
- { name: main, postgresMajorVersion: '16', diskSizeGB: 5, readReplicas: [{ name: copy }] }
envVarGroups:
- name: shared
  envVars: [{ key: C, generateValue: true }]
projects:
- name: shop
  environments:
  - name: live
    networking: { isolation: enabled }
`

const words = [
  ...(valid.match(/[A-Za-z]+/g) ?? []),
  ...[
    'env',
    'domain',
    'autoDeploy',
    'redis',
    'x-render-sync',
    'secretFiles',
    'disk',
    '__proto__',
    'toString',
    'valueOf',
    '<<',
    '*base',
  ],
]
const scalar = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(
    'null',
    '~',
    'true',
    '1',
    '-1',
    '3.10',
    '.nan',
    '0x1F',
    "''",
    '"a"',
    '!!binary aa',
    '&a b',
    '*a',
  ),
  fc.integer().map(String),
)
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom(...words), tie('value')), { maxLength: 5 })
      .map((pairs) => `{${pairs.map(([key, entry]) => `${key}: ${entry}`).join(', ')}}`),
  ),
}))

/** A part of the valid file is left out, repeated, or replaced. */
const mutated = fc
  .tuple(
    fc.nat(valid.length),
    fc.nat(40),
    fc.oneof(scalar, value, fc.string(), fc.constantFrom('', '\n', ': ', '- ', '  ')),
  )
  .map(([from, length, by]) => valid.slice(0, from) + by + valid.slice(from + length))

/** Nothing but a {@link ProblemsError} with at least one placed error is ever thrown, and nothing is left behind. */
const holds = (...texts: readonly string[]) => {
  const inherited = Object.getOwnPropertyNames(Object.prototype).length
  try {
    load(texts.map((text, index) => ({ name: `${index}.yaml`, text })))
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError)
    const { problems } = error as ProblemsError
    expect(problems.some(({ severity, at }) => severity === 'error' && (at?.line ?? 0) > 0)).toBe(true)
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(inherited)
}

describe('no text makes it throw anything but problems', () => {
  test('the valid file is valid', () => {
    load([{ name: 'render.yaml', text: valid }])
  })

  test.each<[string, fc.Arbitrary<string>, number]>([
    ['any text', fc.string({ unit: 'binary' }), 300],
    ['any YAML-like value', value, 500],
    [
      'any services',
      value.map((text) => `services: [${text}, {type: web, name: a, ${text.replace(/^[[{]|[\]}]$/g, '')}}]`),
      500,
    ],
    ['a valid file with a part changed', mutated, 500],
  ])('%s', { timeout: soon }, (_title, text, numRuns) => {
    fc.assert(
      fc.property(text, (one) => holds(one)),
      { numRuns },
    )
  })

  test.each<[string, fc.Arbitrary<string>]>([
    ['a changed one over the valid one', mutated],
    [
      'any value over the valid one',
      value.map(
        (text) => `services: [{ name: api, envVars: ${text}, ${text.replace(/^[[{]|[\]}]$/g, '')} }]`,
      ),
    ],
  ])('several files: %s', { timeout: soon }, (_title, over) => {
    fc.assert(
      fc.property(over, (text) => {
        holds(valid, text)
        holds(text, valid)
      }),
      { numRuns: 300 },
    )
  })
})
