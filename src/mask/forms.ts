/** The ways in which a text stands in others that no decoding of those finds. */

const bits = 8
const bitsPerSign = 6

/**
 * The signs of base64 that a text makes wherever it stands in a larger one: its first byte is the first, second or third of
 * a group. Signs that what stands around it has a part in are left out.
 */
const base64Of = (bytes: Buffer, before: number): string => {
  const signs = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  const first = Math.ceil((before * bits) / bitsPerSign)
  const end = Math.floor(((before + bytes.length) * bits) / bitsPerSign)
  return signs.slice(first, end)
}

/** The text itself, and its base64 in both alphabets. */
export const formsOf = (text: string): readonly string[] => {
  const bytes = Buffer.from(text)
  const encoded = [0, 1, 2].map((before) => base64Of(bytes, before))
  const forUrls = encoded.map((signs) => signs.replaceAll('+', '-').replaceAll('/', '_'))
  return [...new Set([text, ...encoded, ...forUrls])]
}
