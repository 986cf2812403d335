/** What stands under a key, where it has the right form. */
import type { FileObject } from '../../rows/index.ts'
import { isMapping } from '../text/index.ts'

/** The items of a list, none if it is not there. */
export const listIn = (holder: FileObject | undefined, key: string): readonly unknown[] => {
  const list = holder?.[key]
  return Array.isArray(list) ? list : []
}

/** The mappings of a list, with their index. */
export const items = (
  holder: FileObject | undefined,
  key: string,
): readonly (readonly [FileObject, number])[] =>
  listIn(holder, key).flatMap((item, index) => (isMapping(item) ? [[item, index] as const] : []))

/** The mapping under a key, if it is one. */
export const inner = (holder: FileObject | undefined, key: string): FileObject | undefined => {
  const value = holder?.[key]
  return isMapping(value) ? value : undefined
}
