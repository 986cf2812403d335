/** Properties that a resource has only while its rows have certain values: the connection string of a pool. Pure. */
import type { Address } from '../address.ts'
import type { DeclaredChange } from '../change.ts'
import type { Live } from '../live.ts'
import type { Source } from '../source.ts'

/** What the rows of a resource have to be for it to have a property. */
interface Terms {
  /** As the file spells them: `connectionPool: pgbouncer`. */
  readonly shown: string
  /** Whether they are met once the plan is carried out. */
  readonly met: boolean
}

/** Undefined: no row decides about it, or nothing is known of the resource. */
export const termsOf = (
  { of, property }: Extract<Source, { readonly from: 'property' }>,
  changes: ReadonlyMap<Address, DeclaredChange>,
  known: Live,
): Terms | undefined => {
  const live = known.get(of)
  const change = changes.get(of)
  const kind = change?.kind ?? live?.kind
  if (!kind) return undefined
  const { outputs, fields } = kind
  const given = Object.entries(outputs[property]?.given ?? {})
  if (given.length === 0) return undefined
  const will = (row: string): unknown => {
    const planned = change?.fields.find(({ field }) => field === row)
    return planned ? planned.desired : live && fields[row]?.read(live.record)
  }
  return {
    shown: given.map(([row, value]) => `${row}: ${fields[row]?.codec.toFile(value)}`).join(', '),
    met: given.every(([row, value]) => will(row) === value),
  }
}
