/** A change of one field: a file before and after it, and what the field table says of it. */

import type { Address, Desired, Live } from '../../../src/index.ts'
import type { FilePath } from '../../../src/rows/aspect.ts'
import { same } from '../../../src/rows/codec.ts'
import type { AnyField, OnChange } from '../../../src/rows/field.ts'
import { isLegal, type Mapping } from '../../kinds/forms.ts'
import { samples } from '../../kinds/samples.ts'
import { type Edit, edited, put } from './edits.ts'

/** A file that is settled: what it wants is what there is. */
export interface SettledFile {
  readonly text: string
  readonly desired: Desired
  readonly known: Live
}

export interface SingleChange {
  /** What is tried: `webService healthCheckPath`, `staticSite headers.value`. */
  readonly of: string
  readonly address: Address
  /** The file with what the change needs to be legal; to be settled first. */
  readonly before: string
  readonly after: string
  readonly effect: OnChange
  /** What the plan names below the resource: `healthCheckPath`, `update service/api/env/LEVEL`. */
  readonly lines: readonly string[]
  /** What going back to `before` names: nothing, where it says nothing of what was changed. */
  readonly back: readonly string[]
  /** A row that becomes different by the way: `service/site/route/%2Fa position`. */
  readonly also?: string
}

/** A value as the file spells it, and what changing to it does. */
interface Choice {
  readonly value: unknown
  readonly effect: OnChange
}

/** More than what is there, for what can only grow. */
const larger = 100

const effectOf = ({ onChange }: AnyField, value: unknown, now: unknown, record: unknown): OnChange =>
  typeof onChange === 'function' ? onChange(value, now, record, {}) : onChange

/** Other values than what is there, in sets: one for each effect that a change can have, and one that clears. */
export const choices = (row: AnyField, now: unknown, record: unknown): readonly (readonly Choice[])[] => {
  const { codec, clear } = row
  const sets = new Map<string, Choice[]>()
  const offer = (value: unknown, api: unknown) => {
    if (api === undefined || same(codec, api, now)) return
    const effect = effectOf(row, api, now, record)
    const set = value === null ? 'clears' : JSON.stringify(effect)
    sets.set(set, [...(sets.get(set) ?? []), { value, effect }])
  }
  for (const value of samples(codec.schema)) offer(value, codec.toApi(value))
  if (codec.schema.type === 'integer') offer(larger, codec.toApi(larger))
  offer(null, clear)
  return [...sets.values()]
}

/** A mapping's keys, set one by one. */
export const putAll = (path: FilePath, mapping: Mapping): readonly Edit[] =>
  Object.entries(mapping).map(([key, value]) => put([...path, key], value))

/** The file before and after, with the first of the bases that makes both legal. */
export const legalPair = (
  text: string,
  bases: readonly (readonly Edit[])[],
  edits: readonly Edit[],
): Pick<SingleChange, 'before' | 'after'> | undefined => {
  for (const base of bases) {
    const before = base.length > 0 ? edited(text, base) : text
    const after = edited(before, edits)
    if (isLegal(before) && isLegal(after)) return { before, after }
  }
  return undefined
}
