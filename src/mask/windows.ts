/** Which pieces of so many characters occur in a set of texts. It grows by whole texts and takes some ten bytes for each character. */

/** A piece that is shorter tells too little, and occurs by chance. */
export const width = 8

const base = 0x01000193
const top = Array.from({ length: width }).reduce<number>((power) => Math.imul(power, base), 1)

const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)

/** Goes through all pieces, each with its hash. */
export const eachWindow = (
  codes: Uint16Array,
  length: number,
  visit: (at: number, hash: number) => void,
): void => {
  let hash = 0
  for (let end = 0; end < length; end++) {
    hash = (Math.imul(hash, base) + (codes[end] ?? 0)) | 0
    if (end >= width) hash = (hash - Math.imul(codes[end - width] ?? 0, top)) | 0
    if (end >= width - 1) visit(end - width + 1, mixed(hash))
  }
}

export interface Windows {
  readonly add: (codes: Uint16Array, length: number) => void
  readonly has: (codes: Uint16Array, at: number, hash: number) => boolean
}

const isLetterOrDigit = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code > 0x7f

/** Rules and borders, of one sign or two, are no secrets. */
const isOrnament = (codes: Uint16Array, at: number): boolean => {
  const first = codes[at] ?? 0
  let second = first
  for (let index = at; index < at + width; index++) {
    const code = codes[index] ?? 0
    if (isLetterOrDigit(code)) return false
    if (code === first || code === second) continue
    if (second !== first) return false
    second = code
  }
  return true
}

const hashAt = (codes: Uint16Array, at: number): number => {
  let hash = 0
  for (let index = at; index < at + width; index++) hash = (Math.imul(hash, base) + (codes[index] ?? 0)) | 0
  return mixed(hash)
}

export const createWindows = (): Windows => {
  let text = new Uint16Array(1024)
  let size = 0
  let count = 0
  // Where in the text a piece begins, and one more: zero is nowhere. At most half of it is taken.
  let table = new Int32Array(1024)

  const isAt = (place: number, codes: Uint16Array, at: number): boolean => {
    for (let index = 0; index < width; index++) if (text[place + index] !== codes[at + index]) return false
    return true
  }
  /** The slot of a piece, or the free one for it. */
  const slotOf = (codes: Uint16Array, at: number, hash: number): number => {
    const mask = table.length - 1
    let slot = hash & mask
    for (let place = table[slot]; place; place = table[slot]) {
      if (isAt(place - 1, codes, at)) break
      slot = (slot + 1) & mask
    }
    return slot
  }
  const insert = (place: number, hash: number) => {
    const slot = slotOf(text, place, hash)
    if (table[slot] !== 0) return
    table[slot] = place + 1
    count++
  }
  const grow = (length: number) => {
    if (size + length > text.length) {
      const larger = new Uint16Array(Math.max(2 * text.length, size + length))
      larger.set(text.subarray(0, size))
      text = larger
    }
    if (2 * (count + length) <= table.length) return
    const places = table.filter((place) => place !== 0)
    table = new Int32Array(2 ** Math.ceil(Math.log2(4 * (count + length))))
    count = 0
    for (const place of places) insert(place - 1, hashAt(text, place - 1))
  }

  return {
    add: (codes, length) => {
      grow(length)
      const start = size
      text.set(codes.subarray(0, length), start)
      size += length
      eachWindow(codes, length, (at, hash) => {
        if (!isOrnament(codes, at)) insert(start + at, hash)
      })
    },
    has: (codes, at, hash) => table[slotOf(codes, at, hash)] !== 0,
  }
}
