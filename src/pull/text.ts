/** Plain values as the text of a file. */
import { Document, isMap, isPair, isScalar, isSeq, visit } from 'yaml'
import type { FileObject } from '../rows/index.ts'
import { resourceLists } from './tree.ts'

/** Texts that YAML 1.1 would take for numbers or booleans are quoted as well: many tools still read it. */
const creating = { aliasDuplicateObjects: false, compat: 'yaml-1.1' } as const
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
