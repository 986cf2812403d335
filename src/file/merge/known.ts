/** The resources that the earlier files have. */
import { type Address, address } from '../../address.ts'
import type { FilePath } from '../../rows/index.ts'
import { extension, extensionLists, type ListName, ownLists, type RootedFile } from '../form/index.ts'
import { isMapping, type Mapping } from '../text/index.ts'

/** What holds a resource: an environment, `ungrouped`, or the root, which says nothing about it. */
export type Holder = Address | 'ungrouped' | undefined

export interface Known {
  readonly list: ListName
  readonly mapping: Mapping
  readonly holder: Holder
  readonly path: FilePath
}

/** A name as a text; one that is none is told elsewhere, and is like no other. */
export const nameIn = ({ name }: Mapping): string => (typeof name === 'object' ? '' : String(name))

export const environmentIn = (project: Mapping, environment: Mapping): Address =>
  address('environment', nameIn(project), nameIn(environment))

export const knownIn = ({ root }: RootedFile): readonly Known[] => {
  const inside = (held: unknown, lists: readonly ListName[], holder: Holder, path: FilePath): Known[] =>
    isMapping(held)
      ? lists.flatMap((list) =>
          mappingsIn(held, list).map(([mapping, index]) => ({
            list,
            mapping,
            holder,
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
        inside(environment, ownLists, environmentIn(project, environment), [
          'projects',
          at,
          'environments',
          index,
        ]),
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
