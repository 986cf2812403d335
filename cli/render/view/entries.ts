/** What a change is made of, as lines that every renderer can print: its fields and its items. */
import {
  type Action,
  type Change,
  changedItems,
  type FieldChange,
  fieldsOf,
  Hidden,
  type ItemChange,
  isDeclaredItem,
  isPlanned,
  type Source,
} from '../../../src/index.ts'
import { addressText, onlySpaceDiffers, shown } from '../../words/index.ts'

export interface Entry {
  /** Fields have no action of their own. */
  readonly action?: Action
  readonly label: string
  /** Absent: there is nothing to show besides the label. */
  readonly values?: { readonly before: unknown; readonly after: unknown; readonly created: boolean }
  /** What is special about it, in a few words. */
  readonly notes: readonly string[]
  readonly inside: readonly Entry[]
}

/** Marks what is lost for good. */
export const destroysText = 'destroys data'

/** Fields that differ and are left as they are: no part of the change, a note of the plan names them. */
export const plannedFields = (change: Change): readonly FieldChange[] =>
  fieldsOf(change).filter(({ onChange }) => isPlanned(onChange))

export const entriesOf = (change: Change): readonly Entry[] => {
  const created = change.action === 'create'
  return [
    ...plannedFields(change).map((field) => fieldEntry(field, field.field, created)),
    ...changedItems(change).filter(says).map(itemEntry),
  ]
}

const fieldEntry = (field: FieldChange, label: string, created: boolean): Entry => ({
  label,
  values: { before: field.before, after: field.after, created },
  notes: [
    ...(field.byDefault ? ['default'] : []),
    ...(field.onChange === 'replace' ? ['cannot be changed in place'] : []),
    ...(typeof field.onChange === 'object' && 'refuse' in field.onChange ? ['refused'] : []),
    ...(typeof field.onChange === 'object' && 'destroys' in field.onChange ? [destroysText] : []),
    ...(!created && onlySpaceDiffers(field.before, field.after) ? ['only white space differs'] : []),
    ...(!created && shown(field.before) === shown(field.after) ? ['differs in what is not shown'] : []),
  ],
  inside: [],
})

/** A new item without a value, such as the environment of what is in none, is nothing to tell. */
const says = (change: ItemChange): boolean =>
  change.action !== 'create' ||
  change.fields.length === 0 ||
  change.fields.some(({ after }) => after !== undefined)

const itemEntry = (change: ItemChange): Entry => {
  const { action } = change
  const address = addressText(change.address)
  if (!isDeclaredItem(change)) {
    return { action, label: address, notes: change.destroysData ? [destroysText] : [], inside: [] }
  }
  const { fields, item } = change
  const created = action === 'create'
  const [only, ...more] = fields
  if (only && more.length === 0) {
    const entry = fieldEntry(only, only.secret ? address : `${address} ${only.field}`, created)
    const differs = !created && only.secret && isReference(only, item.values[only.field] as Source)
    return { ...entry, action, notes: [...entry.notes, ...(differs ? ['no longer the same'] : [])] }
  }
  const inside = fields.map((field) => fieldEntry(field, field.field, created))
  return { action, label: address, notes: [], inside }
}

/** Whether a value that is known by now comes from another resource. */
const isReference = ({ after }: FieldChange, { from }: Source): boolean =>
  (from === 'property' || from === 'variable') && after instanceof Hidden && after.known
