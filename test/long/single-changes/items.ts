/** What changes of items have in common: what a resource may have several of. */
import { within } from '../../../src/address.ts'
import type { AnyAspect } from '../../../src/rows/aspect.ts'
import type { OnChange } from '../../../src/rows/field.ts'
import { legalPair, type SettledFile, type SingleChange } from './change.ts'
import type { Edit, Site } from './edits.ts'

/** A resource, one of its aspects, and the file that has them. */
export interface Holder {
  readonly file: SettledFile
  readonly site: Site
  readonly name: string
  readonly aspect: AnyAspect
}

/** Gives the changes that are tried; undefined: not legal here. */
export type Make = (holder: Holder) => readonly (SingleChange | undefined)[]

export const itemAt = ({ site, aspect }: Holder, key: string) =>
  within(site.resource.address, aspect.part, key)

interface Edits {
  /** To be settled first. */
  readonly first?: Edit
  readonly edits: readonly Edit[]
}

const change = (
  { file, site, name }: Holder,
  row: string | undefined,
  { first, edits }: Edits,
  told: Pick<SingleChange, 'effect' | 'lines' | 'back' | 'also'>,
): SingleChange | undefined => {
  const { address, kind } = site.resource
  const pair = legalPair(file.text, [first ? [first] : []], edits)
  return pair && { of: [`${kind.name} ${name}`, ...(row ? [row] : [])].join('.'), address, ...pair, ...told }
}

/** An item more. The file without it says nothing of it, so that it stays. */
export const creates = (
  holder: Holder,
  key: string,
  { row, back = [], also, ...edits }: Edits & { row?: string; back?: readonly string[]; also?: string },
) =>
  change(holder, row, edits, {
    effect: holder.aspect.onItem,
    lines: [`create ${itemAt(holder, key)}`],
    back,
    ...(also !== undefined && { also }),
  })

/** Another value of one row. `back`: whether going back is a change too. */
export const updates = (
  holder: Holder,
  keys: readonly string[],
  { row, back = true, ...edits }: Edits & { row: string; back?: boolean },
) => {
  const lines = keys.map((key) => `update ${itemAt(holder, key)}`)
  const effect = holder.aspect.fields[row]?.onChange as OnChange
  return change(holder, row, edits, { effect, lines, back: back ? lines : [] })
}
