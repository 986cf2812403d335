import type { Change, FieldChange, ItemChange, Replace } from '../../change.ts'
import { unreadable } from '../../hidden.ts'
import { leftAlone, withoutLeftAlone } from '../../references/index.ts'
import { newItems } from '../compare-items.ts'
import { newRows } from '../diff.ts'

/** What a replacement comes to once the old one is gone: the same as a new resource. */
export const madeAnew = ({
  kind,
  desired,
}: Replace): { readonly fields: readonly FieldChange[]; readonly items: readonly ItemChange[] } => {
  const items = newItems(desired, () => unreadable)
  const fields = newRows(kind.fields, desired.values, desired.defaults)
  return withoutLeftAlone(desired, leftAlone(desired, undefined), fields, items)
}

/** The items that are not there, and are going to be. */
export const newItemsOf = (change: Change): readonly ItemChange[] => {
  if (change.action === 'delete' || change.action === 'none') return []
  const { items } = change.action === 'replace' ? madeAnew(change) : change
  return items.filter(({ action }) => action === 'create')
}
