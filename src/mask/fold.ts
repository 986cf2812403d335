/** Texts as they are compared: without case, and with one blank for any number of them. */
import type { Layer } from './layer.ts'

export interface Folded {
  /** UTF-16 code units; only the first `length` of them count. */
  readonly codes: Uint16Array
  readonly length: number
  /** By code unit: where in the original its character begins, and where that ends. */
  readonly from: Int32Array
  readonly to: Int32Array
}

const blank = 0x20

// A form that was filled in sends a plus for a blank.
const isBlank = (char: string): boolean => char === '+' || /^\s$/.test(char)

// Down, up and down again: ẞ, ß and SS are one letter.
const caseless = (char: string): string => char.toLowerCase().toUpperCase().toLowerCase()

const ascii = Uint16Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return isBlank(char) ? blank : caseless(char).charCodeAt(0)
})

/** No character becomes more than three code units, and those of ASCII become one. */
const mostUnits = (text: string): number => (/[^\0-\x7f]/.test(text) ? 3 : 1)

/** Folds one text after another; each overwrites the one before. */
export const createFold = (): ((layer: Layer) => Folded) => {
  let codes = new Uint16Array(0)
  let begins = new Int32Array(0)
  let ends = new Int32Array(0)
  return ({ text, from, to }) => {
    const most = text.length * mostUnits(text)
    if (most > codes.length) {
      codes = new Uint16Array(2 * most)
      begins = new Int32Array(2 * most)
      ends = new Int32Array(2 * most)
    }
    let length = 0
    const put = (code: number, start: number, end: number) => {
      const last = to?.[end - 1] ?? end
      if (code === blank && length > 0 && codes[length - 1] === blank) {
        ends[length - 1] = last
        return
      }
      codes[length] = code
      begins[length] = from?.[start] ?? start
      ends[length] = last
      length++
    }
    for (let at = 0; at < text.length; at++) {
      const plain = ascii[text.charCodeAt(at)]
      if (plain !== undefined) {
        put(plain, at, at + 1)
        continue
      }
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
      const folded = isBlank(char) ? ' ' : caseless(char)
      for (let index = 0; index < folded.length; index++) put(folded.charCodeAt(index), at, at + char.length)
      at += char.length - 1
    }
    return { codes, length, from: begins, to: ends }
  }
}
