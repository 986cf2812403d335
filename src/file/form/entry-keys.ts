/** What tells the entries of a list of the file apart, as the rows say it. */
import { allKinds } from '../../kinds/index.ts'
import type { AnyFields, EntryKey } from '../../rows/index.ts'

interface Part {
  /** How addresses name what the entries are, or the name of the row. */
  readonly part: string
  readonly keyOf: EntryKey
}

const partsIn = new Map<string, Part[]>()
for (const { fields, aspects } of allKinds) {
  const add = (list: string, part: string, keyOf: EntryKey) => {
    const known = partsIn.get(list) ?? []
    if (!known.some((one) => one.part === part)) partsIn.set(list, [...known, { part, keyOf }])
  }
  for (const [name, { entryKey }] of Object.entries(fields as AnyFields))
    if (entryKey) add(name, name, entryKey)
  for (const { part, entryKeys = {} } of Object.values(aspects)) {
    for (const [list, keyOf] of Object.entries(entryKeys)) add(list, part, keyOf)
  }
}

/** Whether entries of this list have keys. */
export const hasKeys = (list: string): boolean => partsIn.has(list)

/** What an entry is, and its key among those. */
export const entryKeyIn = (list: string, entry: unknown): { part: string; key: string } | undefined => {
  for (const { part, keyOf } of partsIn.get(list) ?? []) {
    const key = keyOf(entry)
    if (key !== undefined) return { part, key }
  }
  return undefined
}
