/** Entries as rows of a table. */
import { signs } from '../../../src/index.ts'
import type { Entry } from '../view/index.ts'

interface Row {
  readonly sign: string
  readonly label: string
  readonly entry: Entry
}

/** Entries and what is inside them, one row each. */
export const rowsOf = (entries: readonly Entry[], holder?: Row): readonly Row[] =>
  entries.flatMap((entry) => {
    const sign = entry.action ? signs[entry.action] : (holder?.sign ?? '')
    const row = { sign, label: holder ? `${holder.label} ${entry.label}` : entry.label, entry }
    return entry.inside.length > 0 ? rowsOf(entry.inside, row) : [row]
  })
