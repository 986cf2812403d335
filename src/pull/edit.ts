/** Changes YAML nodes in place: what is not changed keeps its comments, its order and its form. */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { serviceNames, valueAt } from '../file/index.ts'
import type { FileObject, FilePath } from '../rows/index.ts'
import { cleaned, isMapping, withoutNothing } from './spelling/index.ts'

/** YAML 1.1 takes these texts for something else; many tools still read it. */
const misread =
  /^(y|n|yes|no|on|off|[-+]?0\d+|[-+]?[\d_]+(:[0-5]?\d)+(\.[\d_]*)?|[-+]?\d[\d_]*_[\d_]*|<<|=)$/i

export const newNode = (document: Document, value: unknown): Node => {
  const node: Node = document.createNode(cleaned(value))
  visit(node, {
    Scalar: (_, scalar) => {
      if (misread.test(String(scalar.value))) scalar.type = Scalar.QUOTE_DOUBLE
    },
  })
  return node
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => (isScalar(pair.key) ? String(pair.key.value) : pair.key) === key)

/** Sets a key; one that stands there under an old name gives its place. */
const setKey = (document: Document, map: YAMLMap, key: string, node: Node): void => {
  const old = serviceNames.filter(({ now }) => now.split('.')[0] === key).map(({ old }) => old)
  const pair = pairOf(map, key) ?? old.map((name) => pairOf(map, name)).find((found) => found !== undefined)
  if (!pair) {
    map.items.push(document.createPair(key, node))
    return
  }
  const { key: name, value: before } = pair
  if (isNode(before)) {
    node.comment ??= before.comment ?? null
    // Above the first item of a list stands what is said of the list.
    node.commentBefore ??= before.commentBefore ?? null
  }
  if (isScalar(name)) name.value = key
  pair.value = node
}

/**
 * The node at a path below another one, made the file's own all the way: an alias, or a key that `<<` brings in, gives way
 * to a copy, so that nobody else who uses the anchor is changed. `plain`: the plain value to start from.
 */
export const ownAt = (document: Document, start: unknown, path: FilePath, plain: unknown): unknown => {
  let node = start
  for (const [depth, step] of path.entries()) {
    const value = valueAt(plain, path.slice(0, depth + 1))
    let next: unknown
    if (isMap(node)) next = pairOf(node, String(step))?.value
    else if (isSeq(node)) next = node.items[Number(step)]
    if (value !== undefined && (next === undefined || isAlias(next))) {
      const copy = newNode(document, value)
      if (isMap(node)) setKey(document, node, String(step), copy)
      else if (isSeq(node)) node.items[Number(step)] = copy
      next = copy
    }
    node = next
  }
  return node
}

/** Makes a mapping say this as well; a key whose value is undefined goes. */
export const edit = (document: Document, map: YAMLMap, target: FileObject): void => {
  for (const [key, value] of Object.entries(target)) {
    const before = pairOf(map, key)?.value
    if (value === undefined) map.delete(key)
    else if (isMap(before) && isMapping(value)) edit(document, before, value)
    else if (isScalar(before) && !isMapping(value) && !Array.isArray(value)) setScalar(before, value)
    else setKey(document, map, key, newNode(document, value))
  }
}

const setScalar = (node: Scalar, value: unknown): void => {
  if (node.value === value) return
  node.value = value
  // What the text looked like before says nothing about the new one.
  if (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) delete node.type
  if (misread.test(String(value))) node.type = Scalar.QUOTE_DOUBLE
}

/** Puts more into a mapping: mappings go into each other, lists grow at the end. `plain`: what the mapping says now. */
export const add = (document: Document, map: YAMLMap, more: FileObject, plain: FileObject): void => {
  for (const [key, value] of Object.entries(withoutNothing(more))) {
    const before = ownAt(document, map, [key], plain)
    if (isSeq(before) && Array.isArray(value)) {
      if (before.items.length === 0) before.flow = false
      for (const item of value) before.items.push(newNode(document, item))
    } else if (isMap(before) && isMapping(value)) {
      add(document, before, value, (plain[key] ?? {}) as FileObject)
    } else if (before === undefined || (isScalar(before) && before.value === null))
      setKey(document, map, key, newNode(document, value))
  }
}

/** Takes items out of a list, and keys out of a mapping. */
export const remove = (document: Document, holder: unknown, node: unknown): void => {
  freeAnchors(document, node)
  if (isSeq(holder)) {
    const index = holder.items.indexOf(node)
    if (index >= 0) holder.items.splice(index, 1)
  } else if (isMap(holder)) {
    const index = holder.items.findIndex(({ value }) => value === node)
    if (index >= 0) holder.items.splice(index, 1)
  }
}

/** The comment above the first item of a list goes above the list when it has no items: below its key, `[]` would be misread. */
export const liftComments = (document: Document): void => {
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isSeq(value) || value.items.length > 0 || !value.commentBefore || !isScalar(key)) return
      key.commentBefore = [key.commentBefore, value.commentBefore].filter(Boolean).join('\n')
      value.commentBefore = null
    },
  })
}

/** Who still uses an anchor that goes gets a copy. */
const freeAnchors = (document: Document, node: unknown): void => {
  const anchors = new Map<string, Node>()
  visit(node as Node, (_, one) => {
    if ((isScalar(one) || isMap(one) || isSeq(one)) && one.anchor) anchors.set(one.anchor, one)
  })
  if (anchors.size === 0) return
  visit(document, {
    Alias: (_, alias) => {
      const target = anchors.get(alias.source)
      return target ? newNode(document, target.toJS(document)) : undefined
    },
  })
}
