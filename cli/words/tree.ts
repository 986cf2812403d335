/** Plain data that is nested by paths, and what leads from one to another. */
import { isDeepStrictEqual } from 'node:util'
import jsonPatch, { type Operation } from 'fast-json-patch'

/** Nested mappings; the leaves are values of the file's spelling, or the marks of hidden ones. */
export type Tree = { [key: string]: unknown }

/** `undefined` is no value. */
export const treeOf = (
  leaves: readonly { readonly path: readonly string[]; readonly value: unknown }[],
): Tree => {
  const tree = emptyTree()
  for (const { path, value } of leaves) if (value !== undefined) put(tree, path, value)
  return tree
}

/** Names come from files: one may be `__proto__`. */
const emptyTree = (): Tree => Object.create(null) as Tree

const put = (tree: Tree, path: readonly string[], value: unknown): void => {
  const [first, ...rest] = path
  if (first === undefined) return
  if (rest.length === 0) tree[first] = value
  else {
    const inner = (tree[first] as Tree | undefined) ?? emptyTree()
    tree[first] = inner
    put(inner, rest, value)
  }
}

/**
 * What leads from one to the other, as RFC 6902 says it. A leaf of `changed` that reads the same on both sides, because what
 * stands for hidden values is the same, is replaced by itself: that it changes is told, and the patch applies.
 */
export const patchBetween = (
  from: Tree,
  to: Tree,
  changed: readonly (readonly string[])[],
): readonly Operation[] => {
  const operations = jsonPatch.compare(from, to)
  const unseen = changed.flatMap((path): Operation[] => {
    const value = valueAt(to, path)
    if (value === undefined || !isDeepStrictEqual(valueAt(from, path), value)) return []
    return [{ op: 'replace', path: pointerOf(path), value }]
  })
  return [...operations, ...unseen]
}

const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((node, name) => (node as Tree | undefined)?.[name], tree)

const pointerOf = (path: readonly string[]): string =>
  path.map((name) => `/${jsonPatch.escapePathComponent(name)}`).join('')
