/** Finds the resources of a file in its YAML. */
import type { YAMLMap } from 'yaml'
import { type Address, address } from '../../address.ts'
import { serviceNames, valueAt } from '../../file/index.ts'
import { allKinds } from '../../kinds/index.ts'
import type { FilePath } from '../../rows/index.ts'
import { combine, extension, isMapping } from './spell.ts'

export interface Located {
  readonly path: FilePath
  /** What stands there, aliases and merges resolved, in today's spelling. */
  readonly mapping: Readonly<Record<string, unknown>>
  /** The node itself, of what was not in the file before. */
  readonly added?: YAMLMap
}

/** Old spellings give way, in a copy: the rows know today's names only. */
const modern = (mapping: Located['mapping']): Located['mapping'] => {
  let result = mapping
  for (const { old, now, value = (same: unknown) => same, notFor } of serviceNames) {
    const given = result[old]
    if (given === undefined || notFor?.some((type) => type === mapping.type)) continue
    const keys = now.split('.')
    if (valueAt(result, keys) !== undefined) continue
    const nested = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value(given))
    const { [old]: _, ...rest } = result
    result = combine(rest, nested as Located['mapping'])
  }
  return result
}

const addressOf = (list: string, mapping: Located['mapping'], outer: readonly string[]) => {
  const kinds = allKinds.filter(({ file }) => file.list === list)
  const kind = kinds.find(({ file }) => !file.types || file.types.includes(String(mapping.type))) ?? kinds[0]
  const names = [...(kind?.parent ? outer : []), String(mapping.name)]
  return { at: address(kind?.prefix ?? '', ...names), names }
}

/** Every resource of the file by its address. `root`: the plain value of a file that is known to be right. */
export const locate = (root: unknown): ReadonlyMap<Address, Located> => {
  const found = new Map<Address, Located>()
  const lists = [...new Set(allKinds.map(({ file }) => file.list))]
  const walk = (holder: unknown, path: FilePath, outer: readonly string[]): void => {
    if (!isMapping(holder)) return
    for (const list of lists) {
      const items = holder[list]
      for (const [index, mapping] of Array.isArray(items) ? items.entries() : []) {
        if (!isMapping(mapping)) continue
        const here = [...path, list, index]
        const { at, names } = addressOf(list, mapping, outer)
        found.set(at, { path: here, mapping: list === 'services' ? modern(mapping) : mapping })
        walk(mapping, here, names)
      }
    }
  }
  walk(root, [], [])
  for (const key of ['ungrouped', extension]) walk(valueAt(root, [key]), [key], [])
  for (const { prefix, file } of allKinds) {
    const path = [extension, file.list]
    const mapping = valueAt(root, path)
    if (file.single && isMapping(mapping)) found.set(address(prefix, file.single), { path, mapping })
  }
  return found
}
