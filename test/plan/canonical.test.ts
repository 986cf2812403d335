/** One way to write each value down. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, digestOf } from '../../src/plan/digests/canonical.ts'

/** The same value with its keys in another order. */
const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, shuffled(member)] as const)
      .reverse(),
  )
}

test('what RFC 8785 gives as its example', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  expect(canonical(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  )
})

describe('any plain data', () => {
  test('is JSON that says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('is written the same in whatever order its keys come', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(shuffled(value))).toBe(canonical(value))
      }),
    )
  })

  test('has its keys in order, wherever they are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const keys = [...canonical(value).matchAll(/"((?:\\.|[^"\\])*)":/g)].map(([, key]) =>
          JSON.parse(`"${key}"`),
        )
        expect(keys).toEqual(Object.keys(value).sort())
      }),
    )
  })
})

test('a digest is SHA-256 over that', () => {
  const text = '{"a":[1,"x"],"b":null}'
  expect(digestOf({ b: null, c: undefined, a: [1, 'x'] })).toBe(
    createHash('sha256').update(text).digest('hex'),
  )
})
