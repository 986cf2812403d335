/** Which resource of the earlier files a later one means. */
import { type FilePath, nearest } from '../../rows/index.ts'
import { kindsIn, type ListName, type RootedFile, renameService } from '../form/index.ts'
import { say } from '../messages/index.ts'
import { lineOf, type Mapping, type Report } from '../text/index.ts'
import { type Holder, type Known, nameIn } from './known.ts'

export interface Merge {
  readonly base: RootedFile
  readonly over: RootedFile
  readonly report: Report
  readonly known: readonly Known[]
  /** What the later file has named already: a second time is a mistake of that file. */
  readonly named: Set<Mapping>
}

/** The resource that is meant; `wrong`: none can be, which is reported. */
export const findIn = (
  { base, over, report, known, named }: Merge,
  list: ListName,
  item: Mapping,
  holder: Holder,
  path: FilePath,
): Mapping | 'new' | 'wrong' => {
  const alike = known.filter((one) => one.list === list && nameIn(one.mapping) === nameIn(item))
  const [found, other] = alike.filter(({ mapping }) => isSameSort(list, mapping.type, item.type))
  const name = nameIn(item)
  if (found && !named.has(found.mapping)) {
    if (other && item.type === undefined) report.on(over, path, say.whichType(name))
    else if (holder !== undefined && found.holder !== holder) {
      report.on(over, [...path, 'name'], say.otherPlace(name, lineOf(base, [...found.path, 'name'])))
    } else {
      named.add(found.mapping)
      if (list === 'services') renameService(over, path, item, report, item.type ?? found.mapping.type)
      return found.mapping
    }
    return 'wrong'
  }
  if (list !== 'services' || item.type !== undefined || item.name === undefined) return 'new'
  const names = known.filter((one) => one.list === list).map(({ mapping }) => nameIn(mapping))
  report.on(over, [...path, 'name'], say.notThere(name, nearest(name, names)))
  return 'wrong'
}

/** Services and key values share a list, and may share a name. */
const isSameSort = (list: ListName, before: unknown, now: unknown): boolean => {
  const prefixOf = (type: unknown) =>
    kindsIn(list).find(({ file }) => file.types?.some((one) => one === type))?.prefix
  return now === undefined || now === before || prefixOf(now) === prefixOf(before)
}
