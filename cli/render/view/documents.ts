/** A resource before and after a change, whole, as plain data. Hidden values are words in it, in clear nowhere. */
import {
  type AnyField,
  type AnyFields,
  type Change,
  changedItems,
  type FieldChange,
  Hidden,
  type ItemChange,
  isDeclared,
  isDeclaredItem,
  itemsOf,
  type LiveResource,
  liveOf,
  type Source,
} from '../../../src/index.ts'
import { patchBetween, type Tree, treeOf } from '../../words/index.ts'
import { plannedFields } from './entries.ts'

export interface Documents {
  /** Null: there is none. */
  readonly before: Tree | null
  readonly after: Tree | null
  /** The same shape, `true` at what is hidden; at what only an apply will know. */
  readonly beforeSensitive: Tree
  readonly afterSensitive: Tree
  readonly afterUnknown: Tree
  /** From one to the other, and back (RFC 6902): only what changes. */
  readonly patch: ReturnType<typeof patchBetween>
  readonly patchBack: ReturnType<typeof patchBetween>
}

interface Leaf {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
  readonly secret: boolean
  /** The file has the new value in clear. */
  readonly literal: boolean
}

export const documentsOf = (change: Change): Documents => {
  const live = liveOf(change)
  const changed = isDeclared(change) ? changedLeaves(change) : []
  // One of another kind has nothing in common with what comes in its place.
  const stays = isDeclared(change) && live?.kind === change.kind
  const seen = live ? seenLeaves(live, itemsOf(change)) : []
  const leaves = merged(stays ? seen : seen.map((leaf) => ({ ...leaf, after: undefined })), changed)
  const [before, after] = (['before', 'after'] as const).map((side) =>
    treeOf(leaves.map((leaf) => ({ path: leaf.path, value: plain(leaf[side]) }))),
  ) as [Tree, Tree]
  const marks = (marked: (leaf: Leaf) => boolean) =>
    treeOf(leaves.filter(marked).map(({ path }) => ({ path, value: true })))
  const paths = changed.map(({ path }) => path)
  return {
    before: live ? before : null,
    after: isDeclared(change) ? after : null,
    beforeSensitive: marks(({ secret, before }) => secret && before !== undefined),
    afterSensitive: marks(({ secret, literal, after }) => secret && !literal && after !== undefined),
    afterUnknown: marks(({ after }) => after instanceof Hidden && !after.known),
    patch: patchBetween(before, after, paths),
    patchBack: patchBetween(after, before, paths),
  }
}

const plain = (value: unknown): unknown => (value instanceof Hidden ? value.shown : value)

/** Later leaves stand in the place of earlier ones. */
const merged = (...all: readonly (readonly Leaf[])[]): readonly Leaf[] => [
  ...new Map(all.flat().map((leaf) => [JSON.stringify(leaf.path), leaf])).values(),
]

/** What the change does: fields and items that will be others, with what each is now. */
const changedLeaves = (change: Change): readonly Leaf[] => [
  ...plannedFields(change).map((field) => changedLeaf(field.field.split('.'), field, false)),
  ...changedItems(change).flatMap((item) => changedItem(change, item)),
]

const changedLeaf = (path: readonly string[], field: FieldChange, literal: boolean): Leaf => ({
  path,
  before: field.before,
  after: field.after,
  secret: field.secret,
  literal,
})

const changedItem = ({ kind }: Change, change: ItemChange): readonly Leaf[] => {
  const { aspect, key } = change
  const path = pathOf(aspect, key)
  const rows = kind.aspects[aspect]?.fields ?? {}
  if (!isDeclaredItem(change))
    return seenItem(path, rows, change.live).map((leaf) => ({ ...leaf, after: undefined }))
  const { fields, item, action } = change
  const isLiteral = ({ field, secret }: FieldChange) => secret && isShown(item.values[field])
  const leaves = fields.map((field) =>
    changedLeaf([...path, ...field.field.split('.')], field, isLiteral(field)),
  )
  const bare = { path, before: undefined, after: {}, secret: false, literal: true }
  return action === 'create' && Object.keys(rows).length === 0 ? [bare] : leaves
}

/** All that was read of a live resource, as the file would spell it. */
const seenLeaves = (live: LiveResource, declared: readonly ItemChange[]): readonly Leaf[] => {
  const { kind, record, parts } = live
  const ofFile = new Map(
    declared.filter(isDeclaredItem).map(({ aspect, key, item }) => [`${aspect} ${key}`, item]),
  )
  const ofParts = [...parts].flatMap(([aspect, items]) => {
    const { fields, order, alternatives = [] } = kind.aspects[aspect] ?? { fields: {} }
    return [...items].flatMap(([key, item]) => {
      const values = ofFile.get(`${aspect} ${key}`)?.values ?? {}
      const left = new Set(othersOf(alternatives, values))
      // The place of what the file leaves alone is nobody's wish, and moves with those of the others.
      if (order !== undefined && !(order in values)) left.add(order)
      const rows = Object.fromEntries(Object.entries(fields).filter(([name]) => !left.has(name)))
      return seenItem(pathOf(aspect, key), rows, item)
    })
  })
  return [...seenFields(kind.fields, record, kind.useless), ...ofParts]
}

/** Rows that say in other words what the given values say; where none is given, all but the first way. */
const othersOf = (
  alternatives: readonly (readonly string[])[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const used = alternatives.find((rows) => rows.some((row) => row in values)) ?? alternatives[0]
  return alternatives.filter((rows) => rows !== used).flat()
}

/** Whether a source stands in the file, and all of it may be seen. */
const isShown = (source: unknown): boolean => {
  const { from, ...more } = (source ?? {}) as Source
  return from === 'literal' && !('shown' in more)
}

const pathOf = (aspect: string, key: string): readonly string[] => (key === '' ? [aspect] : [aspect, key])

const seenItem = (path: readonly string[], rows: AnyFields, item: unknown): readonly Leaf[] =>
  Object.keys(rows).length === 0 ? [seenLeaf(path, {}, false)] : seenRows(path, rows, item)

const seenFields = (
  fields: AnyFields,
  record: unknown,
  useless: LiveResource['kind']['useless'],
): readonly Leaf[] => {
  const values = Object.fromEntries(Object.entries(fields).map(([name, row]) => [name, row.read(record)]))
  const idle = new Set(useless?.(values))
  return seenRows([], Object.fromEntries(Object.entries(fields).filter(([name]) => !idle.has(name))), record)
}

const seenRows = (path: readonly string[], rows: AnyFields, of: unknown): readonly Leaf[] =>
  Object.entries<AnyField>(rows).flatMap(([name, row]) => {
    const value: unknown = row.read(of)
    if (value === undefined) return []
    return [seenLeaf([...path, ...name.split('.')], row.codec.toFile(value), row.secret === true)]
  })

const seenLeaf = (path: readonly string[], value: unknown, secret: boolean): Leaf => ({
  path,
  before: value,
  after: value,
  secret,
  literal: false,
})
