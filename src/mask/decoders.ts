/** The encodings that programs put texts into before they print them. */
import type { Decoded, Decoder } from './layer.ts'

const controls: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
}

const charOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')

const whole = (match: RegExpExecArray, text: string): readonly Decoded[] => [
  { text, length: match[0].length },
]

/** Backslashes: those of JSON, and those that Markdown has before its signs. */
const backslashes: Decoder = {
  form: /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([^a-z0-9\s]|[bfnrtv0]))/gi,
  decode: (match) => {
    const [, short, long, byte, sign = ''] = match
    const code = short ?? long ?? byte
    return whole(
      match,
      code === undefined ? (controls[sign.toLowerCase()] ?? sign) : charOf(Number.parseInt(code, 16)),
    )
  },
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const html: Decoder = {
  form: /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
  decode: (match) => {
    const [, decimal, hexadecimal, name = ''] = match
    if (decimal !== undefined) return whole(match, charOf(Number(decimal)))
    if (hexadecimal !== undefined) return whole(match, charOf(Number.parseInt(hexadecimal, 16)))
    return whole(match, entities[name.toLowerCase()] ?? '')
  },
}

/** How many bytes a character of UTF-8 has that begins with this one. */
const bytesFrom = (first: number): number => {
  if (first < 0xc2 || first > 0xf4) return 1
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}

const utf8 = new TextDecoder()

const url: Decoder = {
  form: /(?:%[0-9a-f]{2})+/gi,
  decode: ([text]) => {
    const bytes = Buffer.from(text.replaceAll('%', ''), 'hex')
    const decoded: Decoded[] = []
    for (let at = 0; at < bytes.length; ) {
      const count = Math.min(bytesFrom(bytes[at] ?? 0), bytes.length - at)
      decoded.push({ text: utf8.decode(bytes.subarray(at, at + count)), length: 3 * count })
      at += count
    }
    return decoded
  },
}

export const decoders: readonly Decoder[] = [backslashes, html, url]
