/** Merges a later file over an earlier one: resources by their names, lists by their keys, the rest key by key. */
import { address } from '../../address.ts'
import { type FilePath, nearest } from '../../rows/index.ts'
import type { RootedFile } from '../check.ts'
import { extension, extensionLists } from '../form/extensions.ts'
import { renameService } from '../form/old-names.ts'
import { kindsIn, type ListName, resourceLists } from '../form/shapes.ts'
import { say } from '../messages/index.ts'
import { isMapping, type Mapping } from '../text/marks.ts'
import { lineOf, type Report } from '../text/report.ts'
import { mergeEntry, put, take } from './values.ts'

/** Where a resource stands: in which environment, `ungrouped`, or at the root, which says nothing about it. */
type Place = string | undefined

/** A resource of the earlier files. */
interface Known {
  readonly list: ListName
  readonly mapping: Mapping
  readonly place: Place
  readonly path: FilePath
}

interface Merge {
  readonly base: RootedFile
  readonly over: RootedFile
  readonly report: Report
  readonly known: readonly Known[]
  /** What the later file has named already: a second time is a mistake of that file. */
  readonly named: Set<Mapping>
}

const ownLists = Object.keys(resourceLists) as ListName[]

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
      const same = before.find((one) => item.name !== undefined && String(one.name) === String(item.name))
      const free = same && !merge.named.has(same)
      const into = free ? same : {}
      if (!free) put(marks, list, given, index, into, list.length)
      merge.named.add(into)
      mergeMapping(merge, into, item, [...path, index], waysOf(item))
    }
  }

const projectKeys = (project: Mapping): Ways => ({
  environments: named((environment) => resourcesAt(ownLists, placeOf(project, environment))),
})

const placeOf = (project: Mapping, environment: Mapping): string =>
  address('environment', String(project.name), String(environment.name))

const resourcesAt = (lists: readonly ListName[], place: Place): Ways =>
  Object.fromEntries(lists.map((list) => [list, resources(list, place)]))

/** A list of resources: each is found by its name, wherever the earlier files have it. */
const resources =
  (list: ListName, place: Place): Way =>
  (merge, base, over, key, path) => {
    const { marks } = merge.base
    const given = over[key]
    if (!Array.isArray(given)) return take(marks, base, over, key)
    const held = listIn(merge, base, over, key)
    for (const [index, item] of given.entries()) {
      const found = isMapping(item) ? findIn(merge, list, item, place, [...path, index]) : 'new'
      if (found === 'new') put(marks, held, given, index, item, held.length)
      else if (found !== 'wrong') mergeMapping(merge, found, item, [...path, index])
    }
  }

/** The resource that is meant; `wrong`: none can be, which is reported. */
const findIn = (
  { base, over, report, known, named }: Merge,
  list: ListName,
  item: Mapping,
  place: Place,
  path: FilePath,
): Mapping | 'new' | 'wrong' => {
  const alike = known.filter((one) => one.list === list && String(one.mapping.name) === String(item.name))
  const [found, other] = alike.filter(({ mapping }) => isSameSort(list, mapping.type, item.type))
  const name = String(item.name)
  if (found && !named.has(found.mapping)) {
    if (other && item.type === undefined) report.on(over, path, say.whichType(name))
    else if (place !== undefined && found.place !== place) {
      report.on(over, [...path, 'name'], say.otherPlace(name, lineOf(base, [...found.path, 'name'])))
    } else {
      named.add(found.mapping)
      if (list === 'services') renameService(over, path, item, report, item.type ?? found.mapping.type)
      return found.mapping
    }
    return 'wrong'
  }
  if (list !== 'services' || item.type !== undefined || item.name === undefined) return 'new'
  const names = known.filter((one) => one.list === list).map(({ mapping }) => String(mapping.name))
  report.on(over, [...path, 'name'], say.notThere(name, nearest(name, names)))
  return 'wrong'
}

/** Services and key values share a list, and may share a name. */
const isSameSort = (list: ListName, before: unknown, now: unknown): boolean => {
  const prefixOf = (type: unknown) =>
    kindsIn(list).find(({ file }) => file.types?.some((one) => one === type))?.prefix
  return now === undefined || now === before || prefixOf(now) === prefixOf(before)
}

/** The list of the earlier files, made where they have none. */
const listIn = ({ base: { marks } }: Merge, base: Mapping, over: Mapping, key: string): unknown[] => {
  const before = base[key]
  if (Array.isArray(before)) return before
  const list: unknown[] = []
  put(marks, base, over, key, list)
  return list
}

const knownIn = ({ root }: RootedFile): readonly Known[] => {
  const inside = (holder: unknown, lists: readonly ListName[], place: Place, path: FilePath): Known[] =>
    isMapping(holder)
      ? lists.flatMap((list) =>
          mappingsIn(holder, list).map(([mapping, index]) => ({
            list,
            mapping,
            place,
            path: [...path, list, index],
          })),
        )
      : []
  return [
    ...inside(root, ownLists, undefined, []),
    ...inside(root.ungrouped, ownLists, 'ungrouped', ['ungrouped']),
    ...inside(root[extension], [...extensionLists.keys()], undefined, [extension]),
    ...mappingsIn(root, 'projects').flatMap(([project, at]) =>
      mappingsIn(project, 'environments').flatMap(([environment, index]) =>
        inside(environment, ownLists, placeOf(project, environment), ['projects', at, 'environments', index]),
      ),
    ),
  ]
}

const mappingsIn = (holder: Mapping, list: string): readonly (readonly [Mapping, number])[] => {
  const items = holder[list]
  return Array.isArray(items)
    ? items.flatMap((item, index) => (isMapping(item) ? [[item, index] as const] : []))
    : []
}
