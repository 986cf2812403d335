/** Where the parts of a parsed file stand. Marks live beside the values, so they move with a part that is renamed. */
import type { FileObject, FilePath } from '../../rows/index.ts'
import type { FileText } from './text.ts'

/** Offsets of one entry of a mapping or list, and the source of its value when that is a plain scalar. */
export interface Mark {
  readonly file: FileText
  readonly key: number
  readonly value: number
  readonly text?: string
}

/** By mapping or list: the marks of its entries. */
export type Marks = WeakMap<object, Map<string | number, Mark>>

/** Plain values of a text, with their positions. */
export interface ParsedFile {
  /** Where it is from; the first of several files that have been merged. */
  readonly text: FileText
  readonly root: unknown
  readonly marks: Marks
}

/** A mapping that old spellings are replaced in. */
export type Mapping = Record<string, unknown>

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own entry of a mapping or list: nothing that it inherits, and `__proto__` is a name like any other. */
export const entryAt = (parent: unknown, step: string | number): unknown =>
  typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step)
    ? (parent as FileObject)[step]
    : undefined

/** The value at a path; undefined: there is none. */
export const valueAt = (root: unknown, path: FilePath): unknown => path.reduce(entryAt, root)

/** The mark of the deepest part of the path that is there. */
export const markAt = (marks: Marks, root: unknown, path: FilePath): Mark | undefined => {
  let parent = root
  let found: Mark | undefined
  for (const step of path) {
    const name = Array.isArray(parent) ? Number(step) : step
    const mark = typeof parent === 'object' && parent !== null ? marks.get(parent)?.get(name) : undefined
    if (!mark) return found
    found = mark
    parent = entryAt(parent, step)
  }
  return found
}

/** Sets an entry; `__proto__` is a name like any other. */
export const setOwn = (mapping: Mapping, key: string, value: unknown): void => {
  Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Puts an entry where another one stood, also below mappings that are not there yet (`previews.generation`). */
export const put = (
  marks: Marks,
  mapping: Mapping,
  [key = '', ...rest]: readonly string[],
  value: unknown,
  mark: Mark | undefined,
): void => {
  if (rest.length === 0) {
    mapping[key] = value
  } else if (!isMapping(mapping[key])) {
    mapping[key] = {}
  }
  const own = marks.get(mapping) ?? new Map()
  marks.set(mapping, own)
  if (mark && (rest.length === 0 || !own.has(key))) own.set(key, mark)
  const inner = mapping[key]
  if (rest.length > 0 && isMapping(inner)) put(marks, inner, rest, value, mark)
}

/** Keeps some items of a list; the marks of the others go with them. */
export const keepItems = (
  marks: Marks,
  mapping: Mapping,
  key: string,
  keep: (item: unknown, index: number) => boolean,
): void => {
  const list = mapping[key]
  if (!Array.isArray(list)) return
  const before = marks.get(list)
  const after = new Map<string | number, Mark>()
  const kept: unknown[] = []
  for (const [index, item] of list.entries()) {
    if (!keep(item, index)) continue
    const mark = before?.get(index)
    if (mark) after.set(kept.length, mark)
    kept.push(item)
  }
  marks.set(kept, after)
  mapping[key] = kept
}
