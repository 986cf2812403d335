/** Plain values as the text of a file. */
import {
  Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  type ScalarTag,
  type Tags,
  visit,
} from 'yaml'
import type { Mask } from '../../mask/index.ts'
import type { FileObject, FilePath } from '../../rows/index.ts'
import { keepFormat } from './keep.ts'
import { locate } from './locate.ts'
import { extension, isMapping } from './spell.ts'
import { type Note, resourceLists } from './tree.ts'

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

type Hide = (text: string) => string

export interface Told {
  readonly text: string
  readonly notes: readonly Note[]
}

/** What stands in lists of its own, and what holds hidden values by its own rules. */
const apart = new Set([...resourceLists, 'envVars', 'secretFiles', 'secrets'])

const tells = (value: unknown, hide: Hide): boolean => {
  if (typeof value === 'string') return hide(value) !== value
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => tells(one, hide))
}

/** Values of variables that may stand in the file, because somebody has asked for them. */
const literalsIn = ({ envVars }: FileObject): readonly string[] =>
  Array.isArray(envVars) ? (envVars as FileObject[]).map(({ value }) => String(value ?? '')) : []

/** The fields that tell something hidden; of a list of which only descriptions do, those, since nothing depends on them. */
const tellingIn = (mapping: FileObject, hide: Hide): readonly FilePath[] =>
  Object.entries(mapping).flatMap(([key, value]): readonly FilePath[] => {
    if (apart.has(key) || !tells(value, hide)) return []
    if (key === extension && isMapping(value)) return tellingIn(value, hide).map((path) => [key, ...path])
    const items: readonly FileObject[] = Array.isArray(value) && value.every(isMapping) ? value : []
    const bare = items.map(({ description: _description, ...rest }) => rest)
    if (items.length === 0 || tells(bare, hide)) return [[key]]
    return items.flatMap(({ description }, index) =>
      tells(description, hide) ? [[key, index, 'description']] : [],
    )
  })

/**
 * Leaves out each field in which the workspace repeats a hidden value: a command that has a token in it. What the file
 * leaves out is unmanaged; a masked value would be written to the workspace.
 */
export const withoutHidden = ({ text, notes }: Told, { open, hide }: Mask): Told => {
  const document = parseDocument(text, { merge: true, uniqueKeys: false, customTags })
  const before = document.toString(printing)
  const located = locate(document.toJS({ maxAliasCount: -1 }))
  open(() => [...located.values()].flatMap(({ mapping }) => literalsIn(mapping)))
  const found = [...located].flatMap(([address, { path, mapping }]) =>
    tellingIn(mapping, hide).map((field): Note => {
      document.deleteIn([...path, ...field])
      const name = field.filter((key) => typeof key === 'string' && key !== extension).join(' ')
      return { address, message: `${name} is left out: it repeats a hidden value` }
    }),
  )
  if (found.length === 0) return { text, notes }
  return { text: keepFormat(text, before, document.toString(printing)), notes: [...notes, ...found] }
}
