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
  type Origin,
  type Origins,
  originKey,
  type Source,
} from '../../../src/index.ts'
import { addressText, onlySpaceDiffers, shown } from '../../words/index.ts'
import { type Step, stepsToField, stepsToItem, stepsToRow } from './spelling.ts'

export interface Entry {
  /** Fields have no action of their own. */
  readonly action?: Action
  readonly label: string
  /** The way to it in the file of its resource. */
  readonly path: readonly Step[]
  /** Absent: there is nothing to show besides the label. */
  readonly values?: { readonly before: unknown; readonly after: unknown; readonly created: boolean }
  /** What is special about it, in a few words. */
  readonly notes: readonly string[]
  readonly inside: readonly Entry[]
}

/** Where a difference comes from. */
export const originTexts: Readonly<Record<Origin, string>> = {
  change: 'this change',
  drift: 'drift that was there before',
  both: 'this change, and drift that was there before',
}

/** Marks what is lost for good. */
export const destroysText = 'destroys data'

/** Fields that differ and are left as they are: no part of the change, a note of the plan names them. */
export const plannedFields = (change: Change): readonly FieldChange[] =>
  fieldsOf(change).filter(({ onChange }) => isPlanned(onChange))

export const entriesOf = (change: Change, origins?: Origins): readonly Entry[] => {
  const created = change.action === 'create'
  const said = (address: string, field?: string): readonly string[] => {
    const origin = origins?.get(originKey(address, field))
    return origin ? [originTexts[origin]] : []
  }
  return [
    ...plannedFields(change).map((field) =>
      noted(
        fieldEntry(field, field.field, stepsToField(field.field), created),
        said(change.address, field.field),
      ),
    ),
    ...changedItems(change)
      .filter(says)
      .map((item) => itemEntry(item, change.kind.aspects[item.aspect], said)),
  ]
}

const noted = (entry: Entry, notes: readonly string[]): Entry =>
  notes.length === 0 ? entry : { ...entry, notes: [...entry.notes, ...notes] }

const fieldEntry = (field: FieldChange, label: string, path: readonly Step[], created: boolean): Entry => ({
  label,
  path,
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

const itemEntry = (
  change: ItemChange,
  aspect: Change['kind']['aspects'][string] | undefined,
  said: (address: string, field?: string) => readonly string[],
): Entry => {
  const { action, aspect: part, key } = change
  const whole = { action, label: addressText(change.address), path: stepsToItem(aspect, part, key) }
  if (!isDeclaredItem(change)) {
    return {
      ...whole,
      notes: [...(change.destroysData ? [destroysText] : []), ...said(change.address)],
      inside: [],
    }
  }
  const { fields, item } = change
  const created = action === 'create'
  const entryOf = (field: FieldChange, label: string): Entry =>
    noted(
      fieldEntry(field, label, stepsToRow(aspect, part, key, field.field), created),
      created ? [] : said(change.address, field.field),
    )
  const own = created ? said(change.address) : []
  const [only, ...more] = fields
  if (only && more.length === 0) {
    const entry = entryOf(only, only.secret ? whole.label : `${whole.label} ${only.field}`)
    const differs = !created && only.secret && isReference(only, item.values[only.field] as Source)
    return { ...entry, action, notes: [...entry.notes, ...(differs ? ['no longer the same'] : []), ...own] }
  }
  return { ...whole, notes: own, inside: fields.map((field) => entryOf(field, field.field)) }
}

/** Whether a value that is known by now comes from another resource. */
const isReference = ({ after }: FieldChange, { from }: Source): boolean =>
  (from === 'property' || from === 'variable') && after instanceof Hidden && after.known
