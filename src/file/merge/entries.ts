/** How values of a later file go over those of an earlier one, with the positions that they came from. */
import { entryKeyIn, hasKeys } from '../form/index.ts'
import { entryAt, isMapping, type Mapping, type Marks, setOwn } from '../text/index.ts'

type Holder = Mapping | unknown[]
type Step = string | number

/** Puts a value where the later file has one, under the later file's mark. */
export const put = (marks: Marks, base: Holder, over: Holder, key: Step, value: unknown, at: Step = key) => {
  if (Array.isArray(base)) base[Number(at)] = value
  else setOwn(base, String(at), value)
  const own = marks.get(base) ?? new Map()
  marks.set(base, own)
  const mark = marks.get(over)?.get(key)
  if (mark) own.set(at, mark)
}

/** The later value instead of the earlier one. */
export const take = (marks: Marks, base: Mapping, over: Mapping, key: string): void =>
  put(marks, base, over, key, over[key])

/** A variable has one of them: one of the later file takes the place of whichever the earlier file has. */
const sources = ['value', 'generateValue', 'sync', 'fromDatabase', 'fromService', 'content']

/** Merges one key: mappings key by key, lists of things with a key by that; what is left is replaced. */
export const mergeEntry = (marks: Marks, base: Mapping, over: Mapping, key: string): void => {
  const before = entryAt(base, key)
  const now = over[key]
  if (isMapping(before) && isMapping(now)) mergeItem(marks, before, now)
  else if (hasKeys(key) && Array.isArray(before) && Array.isArray(now)) mergeList(marks, before, now, key)
  else take(marks, base, over, key)
}

const mergeList = (marks: Marks, base: unknown[], over: unknown[], list: string): void => {
  const keyOf = (item: unknown): string | undefined => {
    const { part, key } = entryKeyIn(list, item) ?? {}
    return part && `${part} ${key}`
  }
  const before = new Map(base.map((item, at) => [keyOf(item), { item, at }]))
  before.delete(undefined)
  for (const [index, item] of over.entries()) {
    const key = keyOf(item)
    const same = before.get(key)
    // A second item of the same key is a mistake of the later file.
    before.delete(key)
    if (same === undefined) put(marks, base, over, index, item, base.length)
    else if (isMapping(same.item) && isMapping(item)) {
      if (hasSource(item)) {
        for (const name of sources) delete same.item[name]
        // What is wrong with its value is wrong where the value comes from.
        put(marks, base, over, index, same.item, same.at)
      }
      mergeItem(marks, same.item, item)
    }
  }
}

const hasSource = (item: Mapping): boolean => sources.some((name) => Object.hasOwn(item, name))

const mergeItem = (marks: Marks, base: Mapping, over: Mapping): void => {
  for (const key of Object.keys(over)) mergeEntry(marks, base, over, key)
}
