import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Hidden } from '../src/hidden.ts'

const secret = 'hunter2-hunter2'

describe('a hidden value', () => {
  const hidden = new Hidden(secret)

  test.each([
    ['String', (value: Hidden) => String(value)],
    ['a template', (value: Hidden) => `${value}`],
    ['JSON', (value: Hidden) => JSON.stringify({ value })],
    ['inspect', (value: Hidden) => inspect({ value }, { depth: 9, showHidden: true })],
    ['an error', (value: Hidden) => new Error(`bad ${value}`).stack],
    ['its keys', (value: Hidden) => JSON.stringify(Object.entries(value))],
  ])('is not shown by %s', (_name, print) => expect(print(hidden)).not.toContain(secret))

  test('is given by reveal alone', () => expect(hidden.reveal()).toBe(secret))

  test('equals one of the same text and no other', () => {
    expect(hidden.equals(new Hidden(secret))).toBe(true)
    expect(hidden.equals(new Hidden('other'))).toBe(false)
  })

  test('that is not known yet equals nothing, itself included, and cannot be revealed', () => {
    const later = new Hidden(undefined, '(from database/main host)')
    expect(later.equals(later)).toBe(false)
    expect(() => later.reveal()).toThrow('(from database/main host) is not known yet')
  })

  test('has a digest that depends on the key', () => {
    expect(hidden.digest('a')).toBe(new Hidden(secret).digest('a'))
    expect(hidden.digest('a')).not.toBe(hidden.digest('b'))
  })
})
