/** The name that a resource had, before the file gave it another one. */
import type { FilePath } from '../../rows/index.ts'
import { type Entry, extension } from '../form/index.ts'
import { inner } from './items.ts'

export const formerPath: FilePath = [extension, 'renamedFrom']

/** Undefined: the file gives none. */
export const formerName = ({ mapping }: Entry): string | undefined => {
  const before = inner(mapping, extension)?.renamedFrom
  return typeof before === 'string' ? before : undefined
}
