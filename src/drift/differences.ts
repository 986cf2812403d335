/** Changes as single differences, and changes without some of them. Pure. */
import type { Address } from '../address.ts'
import { type DeclaredChange, type FieldChange, failedOf, type ItemChange, never, owedOf } from '../change.ts'
import { isPlanned } from '../rows/index.ts'

/** One thing in which the workspace is not as the file says. */
export interface Difference {
  readonly address: Address
  /** Absent: what stands at the address is missing, or is in no file. */
  readonly field?: string
}

/** What a deploy goes by that failed or was never made, and another kind under the same name: fields that no row has. */
const deploy = 'deploy'
const type = 'type'

const ofFields = (address: Address, fields: readonly FieldChange[]): readonly Difference[] =>
  fields.flatMap(({ field, onChange }) => (isPlanned(onChange) ? [{ address, field }] : []))

const ofItem = (item: ItemChange): readonly Difference[] => {
  const { address, action } = item
  switch (action) {
    case 'create':
      return [{ address }]
    case 'update':
      return ofFields(address, item.fields)
    // What is live only is a difference of its own.
    case 'delete':
    case 'none':
      return []
    default:
      return never(action)
  }
}

/** In what a declared resource is not as the file says. */
export const differencesIn = (change: DeclaredChange): readonly Difference[] => {
  const { address, action } = change
  if (action === 'create') return [{ address }]
  if (action === 'replace' && 'kind' in change.because) return [{ address, field: type }]
  return [
    ...ofFields(address, change.fields),
    ...change.items.flatMap(ofItem),
    ...(failedOf(change) || owedOf(change) ? [{ address, field: deploy }] : []),
  ]
}

type Is = (difference: Difference) => boolean

/** The change without these differences; undefined: nothing else differs. */
export const without = (change: DeclaredChange, isGone: Is): DeclaredChange | undefined => {
  if (differencesIn(change).every(isGone)) return undefined
  const { address, fields, items } = change
  const less = { fields: kept(address, fields, isGone), items: keptItems(items, isGone) }
  if (change.action === 'create' || change.action === 'replace') return { ...change, ...less }
  if (!isGone({ address, field: deploy })) return { ...change, ...less }
  const { failed: _failed, owed: _owed, ...rest } = change
  return { ...rest, ...less }
}

const kept = (address: Address, fields: readonly FieldChange[], isGone: Is): readonly FieldChange[] =>
  fields.filter(({ field }) => !isGone({ address, field }))

const keptItems = (items: readonly ItemChange[], isGone: Is): readonly ItemChange[] =>
  items.flatMap((item): readonly ItemChange[] => {
    // What is live only is told by itself.
    if (item.action === 'delete') return []
    if (item.action === 'create') return isGone({ address: item.address }) ? [] : [item]
    if (item.action !== 'update') return [item]
    const fields = kept(item.address, item.fields, isGone)
    return [{ ...item, fields, action: fields.length > 0 ? 'update' : 'none' }]
  })
