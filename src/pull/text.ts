/** Plain values as the text of a file. */
import { Document, isMap, isPair, isScalar, isSeq, Scalar, type ScalarTag, type Tags, visit } from 'yaml'
import type { FileObject } from '../rows/index.ts'
import { resourceLists } from './tree.ts'

// What the terminal or the editor of whoever reads the file would obey, and what would not be seen in it.
const obeyed = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u
const isObeyed = (text: string): boolean => obeyed.test(text) || (text.includes('\t') && !text.includes('\n'))

const escaped = (char: string): string => {
  const code = (char.codePointAt(0) ?? 0).toString(16)
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`
}

const textTag = 'tag:yaml.org,2002:str'

/** Writes texts as the library does, and escapes what is better not there as it is. */
const escaping = (tag: ScalarTag): ScalarTag => ({
  ...tag,
  stringify: (item, ...more) => {
    const isOdd = typeof item.value === 'string' && isObeyed(item.value)
    const quoted = isOdd ? { ...item, type: Scalar.QUOTE_DOUBLE } : item
    const text = tag.stringify?.(quoted as Scalar, ...more) ?? ''
    // The library leaves some of it as it is, in quotes too.
    return isOdd ? text.replace(new RegExp(obeyed, 'gu'), escaped) : text
  },
})

/** How texts are written, for every document of a pull. */
export const customTags = (tags: Tags): Tags =>
  tags.map((tag) => (typeof tag === 'object' && tag.tag === textTag ? escaping(tag as ScalarTag) : tag))

/** Texts that YAML 1.1 would take for numbers or booleans are quoted as well: many tools still read it. */
const creating = { aliasDuplicateObjects: false, compat: 'yaml-1.1', customTags } as const
const printing = { lineWidth: 0 } as const

/** The text of a new file, with an empty line between resources. */
export const fileText = (root: FileObject): string => {
  if (Object.keys(root).length === 0) return ''
  const document = new Document(root, creating)
  visit(document, {
    Pair: (_, pair, path) => {
      const top = path.at(-2) === document
      if (top && isMap(document.contents) && document.contents.items[0] !== pair) space(pair.key)
      if (!isScalar(pair.key) || !resourceLists.has(String(pair.key.value)) || !isSeq(pair.value)) return
      for (const item of pair.value.items.slice(1)) if (isMap(item)) item.spaceBefore = true
    },
  })
  return document.toString(printing)
}

const space = (key: unknown): void => {
  if (isScalar(key) && !isPair(key)) key.spaceBefore = true
}
