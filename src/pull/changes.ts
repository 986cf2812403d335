/** Brings one resource of a file to what is live: every difference that a plan would have, and no other. */
import { type Document, isMap, isSeq, type YAMLMap } from 'yaml'
import { type DeclaredChange, type DeclaredItemChange, type FieldChange, isDeclaredItem } from '../change.ts'
import { valueAt } from '../file/index.ts'
import type { LiveResource } from '../live.ts'
import type { AnyAspect, FileObject, FilePath } from '../rows/index.ts'
import { add, edit, newNode, ownAt, remove } from './edit.ts'
import {
  aspectsOf,
  combine,
  isMapping,
  keysOf,
  type Located,
  type Note,
  nested,
  type Speller,
} from './spelling/index.ts'
import type { Keeper } from './values.ts'

export interface UpdateOptions {
  /** Also writes down what the file leaves out. */
  readonly all?: boolean
  /** Also takes out of the file what is not live any more. */
  readonly remove?: boolean
}

export interface Site {
  readonly document: Document
  readonly located: Located
  /** The mapping of the resource. Asked for only to change it. */
  readonly map: () => YAMLMap
  /** What is taken out of the file when all else is done: until then, paths mean what they meant. */
  readonly later: (() => void)[]
  readonly notes: Note[]
  readonly speller: Speller
  readonly keeper: Keeper
}

export const updateResource = (
  change: DeclaredChange,
  live: LiveResource,
  site: Site,
  options: UpdateOptions,
): void => {
  updateFields(change, site, options)
  const declared = change.items.filter(isDeclaredItem)
  for (const [name, aspect] of aspectsOf(live)) {
    const items = declared.filter((item) => item.aspect === name)
    for (const item of items) {
      const isOpened = site.keeper.opens(change.desired, live, aspect, item.key)
      updateItem(isOpened ? opened(item, aspect) : item, aspect, live, site, options)
    }
    if (options.all) addItems(items, aspect, live, site)
  }
  if (options.all) {
    const missing = combine(...missingRows(change, site.speller.rows(live)))
    add(site.document, site.map(), missing, site.located.mapping)
  }
}

const missingRows = ({ desired, kind }: DeclaredChange, rows: FileObject): readonly FileObject[] =>
  Object.keys(kind.fields)
    .filter((name) => !Object.hasOwn(desired.values, name))
    .map((name) => nested(name, valueAt(rows, name.split('.'))))

const updateFields = ({ fields, address }: DeclaredChange, site: Site, options: UpdateOptions): void => {
  for (const { field, before } of fields) {
    const path = field.split('.')
    if (field === 'name') {
      site.notes.push({ address, message: `its live name is still ${before}: an apply renames it` })
    } else if (before !== undefined) {
      const outer = ownAt(site.document, site.map(), path.slice(0, -1), site.located.mapping)
      const value = exactly(before, valueAt(site.located.mapping, path))
      if (isMap(outer)) edit(site.document, outer, { [path.at(-1) ?? '']: value })
    } else if (options.remove) removeField(path, site)
    else site.notes.push(gone(address, field))
  }
}

/** A mapping that is the value of one field is set as a whole: what is no part of it goes. */
const exactly = (value: unknown, given: unknown): unknown =>
  isMapping(value) && isMapping(given)
    ? { ...Object.fromEntries(Object.keys(given).map((key) => [key, undefined])), ...value }
    : value

/** With what holds nothing else: an empty mapping is no valid one. */
const removeField = (path: readonly string[], { document, map, located }: Site): void => {
  for (let depth = path.length; depth > 0; depth--) {
    const holder = ownAt(document, map(), path.slice(0, depth - 1), located.mapping)
    remove(document, holder, ownAt(document, map(), path.slice(0, depth), located.mapping))
    if (!isMap(holder) || holder.items.length > 0) return
  }
}

const gone = (address: string, what: string): Note => ({
  address,
  message: `${what} is not live any more; --remove takes it out of the file`,
})

interface ItemEdit extends Pick<DeclaredItemChange, 'action' | 'key' | 'address'> {
  readonly fields: readonly Pick<FieldChange, 'field' | 'before'>[]
}

/** What the file has as a secret and is to have as a value: nothing differs, and it is spelled anew. */
const opened = (item: DeclaredItemChange, { fields }: AnyAspect): ItemEdit => ({
  ...item,
  action: 'update',
  fields: Object.entries(fields).flatMap(([field, { secret }]) =>
    secret ? [{ field, before: item.item.values[field] }] : [],
  ),
})

const updateItem = (
  { action, key, address, fields }: ItemEdit,
  aspect: AnyAspect,
  live: LiveResource,
  site: Site,
  options: UpdateOptions,
): void => {
  const path = pathOf(aspect, key, live, site.located)
  if (action === 'none' || aspect.holder || !path) return
  const { document, located } = site
  const node = () => ownAt(document, site.map(), path, located.mapping)
  const takeOut = () => {
    const whole = wholeItem(path)
    const holder = ownAt(document, site.map(), whole.slice(0, -1), located.mapping)
    const item = ownAt(document, site.map(), whole, located.mapping)
    site.later.push(() => remove(document, holder, item))
  }
  if (action === 'create') {
    if (options.remove && path.length > 0) takeOut()
    else site.notes.push(gone(address, 'it'))
    return
  }
  const names = fields.map(({ field }) => field)
  const spelled = site.speller.items(live, aspect, [key], names)
  const target = valueAt(
    spelled,
    path.map((step) => (typeof step === 'number' ? 0 : step)),
  )
  if (isMapping(target) && Object.keys(target).length > 0) {
    const map = node()
    const values = options.remove ? target : withKnown(target, fields)
    const given = valueAt(located.mapping, path)
    const exact = Object.entries(values).map(([name, value]) => [
      name,
      names.includes(name) ? exactly(value, valueAt(given, [name])) : value,
    ])
    if (isMap(map)) edit(document, map, Object.fromEntries(exact))
  } else if (target === undefined) {
    // It is spelled elsewhere: what was a text of the file has become a secret.
    takeOut()
    add(document, site.map(), spelled, located.mapping)
  } else if (isMapping(target)) arrange(aspect, live, site)
  else {
    const holder = ownAt(document, site.map(), path.slice(0, -1), located.mapping)
    if (isMap(holder)) edit(document, holder, { [String(path.at(-1))]: target })
  }
}

/** A link to a group is an item of a list by itself, though its path leads into it. */
const wholeItem = (path: FilePath): FilePath => (typeof path.at(-2) === 'number' ? path.slice(0, -1) : path)

/** What the API has no value for stays as it is. */
const withKnown = (target: FileObject, fields: ItemEdit['fields']): FileObject => {
  const unknown = fields.filter(({ before }) => before === undefined).map(({ field }) => field)
  return Object.fromEntries(Object.entries(target).filter(([name]) => !unknown.includes(name)))
}

const pathOf = (aspect: AnyAspect, key: string, live: LiveResource, located: Located): FilePath | undefined =>
  declaredIn(aspect, live, located.mapping).find((item) => item.key === key)?.path

const declaredIn = (aspect: AnyAspect, { address, name }: LiveResource, mapping: FileObject) =>
  aspect.declared(mapping, { address, name, environment: undefined }) ?? []

/** Puts a list whose order matters into the live order; for that it has to have all items. */
const arrange = (aspect: AnyAspect, live: LiveResource, { document, located, map, speller }: Site): void => {
  const whole = speller.items(live, aspect, keysOf(live, aspect))
  const [list = ''] = Object.keys(whole)
  const node = ownAt(document, map(), [list], located.mapping)
  const spelled: unknown = whole[list]
  if (!isSeq(node) || !Array.isArray(spelled)) return
  const before = new Map(
    declaredIn(aspect, live, located.mapping).map(({ key }, index) => [key, node.items[index]]),
  )
  const order = declaredIn(aspect, live, whole).map(({ key }) => key)
  node.items = order.map((key, index) => before.get(key) ?? newNode(document, spelled[index]))
}

const addItems = (
  declared: readonly DeclaredItemChange[],
  aspect: AnyAspect,
  live: LiveResource,
  { document, located, map, speller }: Site,
): void => {
  // The file may have more than was compared: what refers to a secret that is not set.
  const known = new Set([...declared, ...declaredIn(aspect, live, located.mapping)].map(({ key }) => key))
  const keys = keysOf(live, aspect).filter((key) => !known.has(key))
  add(document, map(), speller.items(live, aspect, keys), located.mapping)
}
