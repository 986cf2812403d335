/** Merges a later file over an earlier one: resources by their names, lists by their keys, the rest key by key. */
import type { FilePath } from '../../rows/index.ts'
import {
  extension,
  extensionLists,
  type ListName,
  ownLists,
  type RootedFile,
  renameService,
} from '../form/index.ts'
import { isMapping, type Mapping, type Report } from '../text/index.ts'
import { mergeEntry, put, take } from './entries.ts'
import { findIn, type Merge } from './find.ts'
import { environmentIn, type Holder, knownIn, nameIn } from './known.ts'

/** Changes `base` into what both files say. */
export const mergeOver = (base: RootedFile, over: RootedFile, report: Report): void => {
  const known = knownIn(base)
  for (const { list, mapping, path } of known) {
    if (list === 'services') renameService(base, path, mapping, report)
  }
  const merge: Merge = { base, over, report, known, named: new Set() }
  const added = [...extensionLists.keys()]
  mergeMapping(merge, base.root, over.root, [], {
    ...resourcesAt(ownLists, undefined),
    ungrouped: inner(resourcesAt(ownLists, 'ungrouped')),
    projects: named(projectKeys),
    [extension]: inner(resourcesAt(added, undefined)),
  })
}

/** Merges one key of a mapping in a way of its own. */
type Way = (merge: Merge, base: Mapping, over: Mapping, key: string, path: FilePath) => void
type Ways = Readonly<Record<string, Way>>

const mergeMapping = (merge: Merge, base: Mapping, over: Mapping, path: FilePath, ways: Ways = {}): void => {
  for (const key of Object.keys(over)) {
    const way = Object.hasOwn(ways, key) ? ways[key] : undefined
    if (way) way(merge, base, over, key, [...path, key])
    else mergeEntry(merge.base.marks, base, over, key)
  }
}

/** A mapping whose keys have ways of their own. */
const inner =
  (ways: Ways): Way =>
  (merge, base, over, key, path) => {
    const given = over[key]
    if (!isMapping(given)) return take(merge.base.marks, base, over, key)
    if (!isMapping(base[key])) put(merge.base.marks, base, over, key, {})
    const held = base[key]
    if (isMapping(held)) mergeMapping(merge, held, given, path, ways)
  }

/** A list of mappings that are the same where their names are. */
const named =
  (waysOf: (item: Mapping) => Ways): Way =>
  (merge, base, over, key, path) => {
    const { marks } = merge.base
    const given = over[key]
    if (!Array.isArray(given)) return take(marks, base, over, key)
    const list = listIn(merge, base, over, key)
    const before = list.filter(isMapping)
    for (const [index, item] of given.entries()) {
      if (!isMapping(item)) {
        put(marks, list, given, index, item, list.length)
        continue
      }
      const same = before.find((one) => item.name !== undefined && nameIn(one) === nameIn(item))
      const free = same && !merge.named.has(same)
      const into = free ? same : {}
      if (!free) put(marks, list, given, index, into, list.length)
      merge.named.add(into)
      mergeMapping(merge, into, item, [...path, index], waysOf(item))
    }
  }

const projectKeys = (project: Mapping): Ways => ({
  environments: named((environment) => resourcesAt(ownLists, environmentIn(project, environment))),
})

const resourcesAt = (lists: readonly ListName[], holder: Holder): Ways =>
  Object.fromEntries(lists.map((list) => [list, resources(list, holder)]))

/** A list of resources: each is found by its name, wherever the earlier files have it. */
const resources =
  (list: ListName, holder: Holder): Way =>
  (merge, base, over, key, path) => {
    const { marks } = merge.base
    const given = over[key]
    if (!Array.isArray(given)) return take(marks, base, over, key)
    const held = listIn(merge, base, over, key)
    for (const [index, item] of given.entries()) {
      const found = isMapping(item) ? findIn(merge, list, item, holder, [...path, index]) : 'new'
      if (found === 'new') put(marks, held, given, index, item, held.length)
      else if (found !== 'wrong') mergeMapping(merge, found, item, [...path, index])
    }
  }

/** The list of the earlier files, made where they have none. */
const listIn = ({ base: { marks } }: Merge, base: Mapping, over: Mapping, key: string): unknown[] => {
  const before = base[key]
  if (Array.isArray(before)) return before
  const list: unknown[] = []
  put(marks, base, over, key, list)
  return list
}
