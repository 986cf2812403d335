/** A resource before and after a change, as plain data. Hidden values are words in it, in clear nowhere. */
import {
  type AnyField,
  type AnyFields,
  type Change,
  type DeclaredChange,
  type Delete,
  type FieldChange,
  Hidden,
  type ItemChange,
  isDeclared,
  isDeclaredItem,
  itemsOf,
  liveOf,
  type Source,
} from '../../src/index.ts'
import { plannedFields } from './entries.ts'

/** Nested mappings; the leaves are values of the file's spelling, or the marks of hidden ones. */
type Tree = { [key: string]: unknown }

export interface Documents {
  /** Null: there is none. */
  readonly before: Tree | null
  readonly after: Tree | null
  /** The same shape, `true` at what is hidden; at what only an apply will know. */
  readonly beforeSensitive: Tree
  readonly afterSensitive: Tree
  readonly afterUnknown: Tree
}

interface Leaf {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
  readonly secret: boolean
  readonly literal: boolean
}

export const documentsOf = (change: Change): Documents => {
  const items = itemsOf(change).flatMap((item) => itemLeaves(change, item))
  const leaves = [...(isDeclared(change) ? fieldLeaves(change) : liveLeaves(change)), ...items]
  const isNew = change.action === 'create'
  const marks = (marked: (leaf: Leaf) => boolean) =>
    treeOf(leaves.filter(marked).map(({ path }) => ({ path, value: true })))
  return {
    before: isNew ? null : treeOf(leaves.map(({ path, before }) => ({ path, value: plain(before) }))),
    after: isDeclared(change)
      ? withItems(change, treeOf(leaves.map(({ path, after }) => ({ path, value: plain(after) }))))
      : null,
    beforeSensitive: marks(({ secret, before }) => secret && before !== undefined),
    afterSensitive: marks(({ secret, literal }) => secret && !literal),
    afterUnknown: marks(({ after }) => after instanceof Hidden && !after.known),
  }
}

/** Items without rows are there or not: a domain, a link. */
const withItems = ({ items }: DeclaredChange, tree: Tree): Tree => {
  const bare = items.filter(isDeclaredItem).filter(({ item }) => Object.keys(item.values).length === 0)
  return bare.reduce((whole, { aspect, key }) => put(whole, [aspect, key], {}), tree)
}

const plain = (value: unknown): unknown => (value instanceof Hidden ? value.shown : value)

/** All that the file declares, changed or not, and the defaults of what is new. */
const fieldLeaves = (change: DeclaredChange): readonly Leaf[] => {
  const fields: AnyFields = change.kind.fields
  const changed = new Map(plannedFields(change).map((field) => [field.field, field]))
  const known = liveOf(change)
  const live = known?.kind === change.kind ? known.record : undefined
  // A new name is no row: it is what the resource is found by.
  const others = [...changed.values()].filter(({ field }) => !(field in fields))
  const rows = Object.entries(fields).flatMap(([name, row]): Leaf[] => {
    const path = name.split('.')
    const field = changed.get(name)
    if (field) return [leafOf(path, field, false)]
    const value = live === undefined || !(name in change.desired.values) ? undefined : row.read(live)
    if (value === undefined) return []
    const same = row.codec.toFile(value)
    return [{ path, before: same, after: same, secret: false, literal: true }]
  })
  return [...others.map((field) => leafOf([field.field], field, false)), ...rows]
}

const leafOf = (path: readonly string[], field: FieldChange, literal: boolean): Leaf => ({
  path,
  before: field.before,
  after: field.after,
  secret: field.secret,
  literal,
})

/** All that goes with a resource, as the file would spell it. */
const liveLeaves = ({ kind, live }: Delete): readonly Leaf[] =>
  Object.entries<AnyField>(kind.fields).map(([name, row]) => goneLeaf(name.split('.'), row, live.record))

const goneLeaf = (path: readonly string[], row: AnyField, live: unknown): Leaf => {
  const value: unknown = row.read(live)
  const shown = row.secret ? sensitive : value === undefined ? undefined : row.codec.toFile(value)
  return { path, before: shown, after: undefined, secret: row.secret === true, literal: false }
}

const itemLeaves = (change: Change, itemChange: ItemChange): readonly Leaf[] => {
  const { aspect, key } = itemChange
  const outer = key === '' ? [aspect] : [aspect, key]
  const rows = change.kind.aspects[aspect]?.fields ?? {}
  if (!isDeclaredItem(itemChange)) {
    return Object.entries(rows).map(([name, row]) =>
      goneLeaf([...outer, ...name.split('.')], row, itemChange.live),
    )
  }
  const { fields, item } = itemChange
  const live = itemChange.action === 'create' ? undefined : itemChange.live
  const changed = new Map(fields.map((field) => [field.field, field]))
  return Object.entries(rows).flatMap(([name, row]) => {
    const path = [...outer, ...name.split('.')]
    const source = item.values[name] as Source | undefined
    const field = changed.get(name)
    if (field) return [leafOf(path, field, row.secret === true && source?.from === 'literal')]
    if (!(name in item.values) || live === undefined) return []
    // A value that stays says nothing but that it is there.
    const same = row.secret ? sensitive : row.codec.toFile(row.read(live))
    return [{ path, before: same, after: same, secret: row.secret === true, literal: false }]
  })
}

const sensitive = '(sensitive)'

const treeOf = (leaves: readonly { path: readonly string[]; value: unknown }[]): Tree =>
  leaves.reduce((tree, { path, value }) => (value === undefined ? tree : put(tree, path, value)), emptyTree())

/** Names come from files: one may be `__proto__`. */
const emptyTree = (): Tree => Object.create(null) as Tree

const put = (tree: Tree, path: readonly string[], value: unknown): Tree => {
  const [first, ...rest] = path
  if (first === undefined) return tree
  if (rest.length === 0) tree[first] = value
  else tree[first] = put((tree[first] as Tree | undefined) ?? emptyTree(), rest, value)
  return tree
}
