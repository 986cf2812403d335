/** What a plan says: all that it does, hidden values as different or unset. No key is needed, so that everybody gets the same. Pure. */
import {
  type Change,
  changedItems,
  type DeclaredChange,
  type FieldChange,
  type ItemChange,
  isDeclaredItem,
  never,
} from '../../change.ts'
import { deploysAt } from '../../live.ts'
import { isPlanned } from '../../rows/index.ts'
import { madeAnew } from './anew.ts'
import { digestOf } from './canonical.ts'
import { type Digests, isHidden, orderRow, orderUnit, rowUnit, type Units } from './unit.ts'

/** `asides`: what is deleted last of what is replaced. */
interface Said {
  readonly changes: readonly Change[]
  readonly asides: readonly Change[]
}

/** Of each unit that changes, what happens to it. Costs, times and notes are no part of it. */
export const saysOf = ({ changes, asides }: Said): Digests =>
  Object.fromEntries(
    [...changes, ...asides].flatMap(deedsOf).map(([unit, content]) => [unit, digestOf(content)]),
  )

/** What is said of a resource or an item that comes to be, or goes. */
export const deeds = { create: digestOf('create'), replace: digestOf('replace'), delete: digestOf('delete') }

const deedsOf = (change: Change): Units => {
  const { address, action } = change
  switch (action) {
    case 'none':
      return []
    case 'delete':
      return [[address, action]]
    case 'create':
      return [[address, action], ...partsOf(change, change.fields, change.items), ...deployOf(change)]
    case 'update':
      return [
        ...partsOf(change, change.fields, changedItems(change)),
        ...(change.deploys.length > 0 || change.postponed ? deployOf(change) : []),
      ]
    case 'replace': {
      const { fields, items } = madeAnew(change)
      return [[address, action], ...partsOf(change, fields, items), ...deployOf(change)]
    }
    default:
      return never(change)
  }
}

/** Why there is a deploy may change while a plan is carried out: a first try has failed, a group's change has been made. */
const deployOf = ({ kind, address }: Change): Units => (kind.deploys ? [[deploysAt(address), 'deploy']] : [])

const partsOf = (
  change: DeclaredChange,
  fields: readonly FieldChange[],
  items: readonly ItemChange[],
): Units => [
  ...fields.filter(({ onChange }) => isPlanned(onChange)).map((field) => rowOf(change.address, field)),
  ...items.flatMap((item) => itemOf(change, item)),
  ...ordersOf(change, items),
]

const rowOf = (address: string, field: FieldChange) => {
  const hidden = { hidden: field.before === undefined ? 'unset' : 'different' }
  return [rowUnit(address, field.field), isHidden(field) ? hidden : [field.before, field.after]] as const
}

const itemOf = (change: Change, item: ItemChange): Units => {
  const { address, action } = item
  if (!isDeclaredItem(item)) return [[address, action]]
  const rows = item.fields.filter(({ field }) => field !== orderRow(change, item))
  return [
    ...(action === 'create' ? [[address, action] as const] : []),
    ...rows.map((field) => rowOf(address, field)),
  ]
}

/** Each item that comes or goes moves the others, and so what is said is the order that comes out. */
const ordersOf = (change: DeclaredChange, items: readonly ItemChange[]): Units =>
  [...new Set(items.filter((item) => orderRow(change, item) !== undefined).map(({ aspect }) => aspect))].map(
    (aspect) => [orderUnit(change, aspect), (change.desired.parts[aspect] ?? []).map(({ key }) => key)],
  )
