/** What is hidden, however it stands in a text: whole or cut, encoded, in another case; and that nothing else is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMask } from '../../src/mask/index.ts'

const maskOf = (secrets: readonly string[], open: readonly string[] = []) => {
  const mask = createMask()
  for (const secret of secrets) mask.learn(secret)
  mask.open(() => open)
  return mask
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

const everyUnit = (text: string, spell: (code: number) => string) =>
  Array.from({ length: text.length }, (_, index) => spell(text.charCodeAt(index))).join('')

const hexadecimal = (code: number, length: number) => code.toString(16).padStart(length, '0')

const html = (text: string) =>
  text.replace(/[&<>"'`=/]/g, (sign) =>
    sign === '&' ? '&amp;' : `&#x${hexadecimal(sign.charCodeAt(0), 2)};`,
  )

/** Each gives a text in which another one stands. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'as JSON': (text) => JSON.stringify(text).slice(1, -1),
  'as JSON in JSON': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  'as JSON of ASCII': (text) => everyUnit(text, (code) => `\\u${hexadecimal(code, 4)}`),
  'as base64': base64,
  'as base64 after one byte': (text) => base64(`:${text}`),
  'as base64 after two bytes, before another': (text) => base64(`a:${text}@`),
  'as base64 for URLs': (text) => Buffer.from(`>${text}`).toString('base64url'),
  'as base64 in a URL': (text) => encodeURIComponent(base64(text)),
  'in a URL': encodeURIComponent,
  'in a URL, as little as must be': encodeURI,
  'in a form': (text) => new URLSearchParams({ text }).toString().slice(5),
  'in a URL in a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
  'as percents': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  'in HTML': html,
  'in HTML, by number': (text) => everyUnit(text, (code) => `&#${code};`),
  'as JSON in HTML': (text) => html(JSON.stringify(text).slice(1, -1)),
  'in Markdown': (text) => text.replace(/[\\`*_[\]@#|~]/g, '\\$&'),
}

const cases: Readonly<Record<string, (text: string) => string>> = {
  same: (text) => text,
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
}

const spelled = (encoding: string, one: string, text: string): string =>
  cases[one]?.(encodings[encoding]?.(text) ?? '') ?? ''

/** How much of an encoded text can be seen, when it stands between others. */
const seenOf = (mask: ReturnType<typeof maskOf>, encoded: string): number => {
  const shown = mask.hide(`<<${encoded}>>`)
  expect(shown).toMatch(/^<<.*\[hidden\].*>>$/s)
  return shown.replace(/\[hidden\]|=|%3d|^<<|>>$/gi, '').length
}

// Of base64, the signs that what stands around a text has a part in.
const mostSeen = 7

const ways = Object.keys(encodings).flatMap((encoding) =>
  Object.keys(cases).map((one) => [encoding, one] as const),
)

describe('a secret is in no text', () => {
  const secret = 'Zürich\n"Ünter<den>Linden" 100% & more/less+equal=fine\\n$ecret \u{1f511} key-42_x ẞß'
  test.each(ways)('%s, %s case', (encoding, one) => {
    expect(seenOf(maskOf([secret]), spelled(encoding, one, secret))).toBeLessThanOrEqual(mostSeen)
  })

  /** Blanks count once, and eight signs that are no letters may be a border. */
  const tells = (part: string): boolean => {
    const counted = part.replace(/[\s+]+/g, ' ')
    return [...counted].length >= 8 && !/[^\p{L}\p{N}]{8}/u.test(counted)
  }

  const cuts = () =>
    fc
      .string({ unit: 'grapheme', minLength: 8, maxLength: 40 })
      .chain((secret) => {
        const chars = [...secret]
        return fc.record({
          secret: fc.constant(secret),
          from: fc.nat(Math.max(0, chars.length - 8)),
          length: fc.integer({ min: 8, max: chars.length }),
        })
      })
      .map(({ secret, from, length }) => ({
        secret,
        part: [...secret].slice(from, from + length).join(''),
      }))
      // A combining character makes another one of the < before it.
      .filter(({ part }) => tells(part) && !/^\p{M}/u.test(part))

  test('nor is any part of it that has eight characters, in any encoding and case', () => {
    fc.assert(
      fc.property(cuts(), fc.constantFrom(...ways), ({ secret, part }, [encoding, one]) => {
        const encoded = spelled(encoding, one, part)
        expect(seenOf(maskOf([secret]), encoded)).toBeLessThanOrEqual(mostSeen)
      }),
      { numRuns: 1000 },
    )
  })

  test('nor one of many, learned before and after something was printed', () => {
    const words = fc.stringMatching(/^[a-z0-9]{12}$/)
    fc.assert(
      fc.property(fc.uniqueArray(words, { minLength: 2, maxLength: 300 }), (all) => {
        const mask = maskOf(all.slice(1))
        expect(mask.hide(all.slice(1).join(' | '))).not.toMatch(/[a-z0-9]{8}/i)
        mask.learn(all[0] ?? '')
        expect(mask.hide(all.join(' | '))).toBe(all.map(() => '[hidden]').join(' | '))
      }),
      { numRuns: 20 },
    )
  })

  test('nor the lines of one that has several, each on its own, with anything before them', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n'
    const quoted = maskOf([key]).hide(key.replace(/^/gm, '  > '))
    expect(quoted).not.toMatch(/MIIE|QIBAD|kqhki|BAQEF/)
  })

  test('nor one that is broken by the end of a line', () => {
    const shown = maskOf(['correct horse battery staple']).hide('it is correct horse\n      battery staple.')
    expect(shown).toBe('it is [hidden].')
  })
})

describe('what is no secret is in every text', () => {
  test.each([
    ['seven characters', 'seven-7', 'it is seven-7'],
    ['other texts', 'correct-horse', 'correct and horse'],
    ['seven characters of a secret', 'correct-horse', 'it is correct-'.slice(0, -1)],
    ['blanks', `a${' '.repeat(20)}b`, `a${' '.repeat(20)}c`],
    ['borders', `x${'-'.repeat(20)}y`, `|${'-'.repeat(20)}|${'-'.repeat(20)}|`],
    ['the way that an address begins', 'https://secret.example.com', 'https://github.com/acme/app'],
    ['the words of a database', 'postgresql://u:pw@h/d', 'a postgresql:// address'],
    ['ids', 'postgres://u:pw@dpg-abcdefghij0123456789-a/db', 'GET /postgres/dpg-abcdefghij0123456789-a'],
    ['paths of the API', 'https://hooks.slack.com/services/T0', 'GET /services/srv-abcdefghij0123456789'],
  ])('%s', (_, secret, text) => {
    expect(maskOf([secret]).hide(text)).toBe(text)
  })

  test('whatever is secret, what is open passes as it is', () => {
    const pieces = () =>
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '%41', '&amp;', '\\n'), maxLength: 30 })
    fc.assert(
      fc.property(pieces(), pieces(), fc.nat(20), (secret, text, at) => {
        expect(maskOf([secret, text], [text]).hide(text.slice(at))).toBe(text.slice(at))
      }),
    )
  })

  test('it is asked for when a text has something in common with a secret, and once', () => {
    const mask = createMask()
    let asked = 0
    mask.open(() => {
      asked++
      return ['production-1']
    })
    mask.learn('production-1-of-ours')
    expect(mask.hide('nothing of it')).toBe('nothing of it')
    expect(asked).toBe(0)
    expect(mask.hide('production-1 production-1-of-ours')).toBe('production-1 produ[hidden]')
    expect(mask.hide('production-1')).toBe('production-1')
    expect(asked).toBe(1)
  })
})
