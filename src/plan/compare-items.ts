/** The items of one resource, desired against live: variables, domains, the disk. Pure. */
import { within } from '../address.ts'
import type { DeclaredItemChange, FieldChange, ItemCreate } from '../change.ts'
import type { DesiredItem, DesiredResource } from '../desired.ts'
import type { Hidden } from '../hidden.ts'
import type { LiveResource } from '../live.ts'
import type { LeftAlone, Resolve } from '../references/index.ts'
import type { AnyAspect, AnyFields } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { diffRows, newRows } from './diff.ts'

/** What was seen: nothing is concluded from the rest. */
export interface Sight {
  readonly part: (aspect: string) => boolean
  readonly source: (source: Source) => boolean
}

interface Judgement {
  readonly left: LeftAlone
  readonly sight: Sight
}

/** All items that the file declares of a resource that is there, but of aspects that nobody could see. */
export const compareItems = (
  owner: DesiredResource,
  live: LiveResource,
  { left, sight }: Judgement,
  resolve: Resolve,
): readonly DeclaredItemChange[] =>
  ofAspects(owner, (name, aspect, declared) => {
    if (!sight.part(name)) return []
    const there = live.parts.get(name)
    const addressOf = ({ key }: DesiredItem) => within(owner.address, aspect.part, key)
    const isMade = (item: DesiredItem) => there?.has(item.key) === true || !left.item(aspect.part, item.key)
    return inOrder(aspect, declared, isMade).map((item) => {
      const now = there?.get(item.key)
      if (now === undefined) return newItem(name, aspect, owner, item, resolve)
      const values = resolved(aspect.fields, item.values, now, resolve)
      const isSeen = ({ field }: FieldChange) =>
        !aspect.fields[field]?.secret || sight.source(item.values[field] as Source)
      const fields = diffRows(aspect.fields, values, now).filter(isSeen)
      const action = fields.length > 0 ? 'update' : 'none'
      return { aspect: name, key: item.key, address: addressOf(item), action, fields, item, live: now }
    })
  })

/** All items of a resource that is to be created. `instead`: the live one that it takes the place of. */
export const newItems = (
  owner: DesiredResource,
  resolve: Resolve,
  instead?: LiveResource,
): readonly ItemCreate[] =>
  ofAspects(owner, (name, aspect, declared) =>
    declared.map((item) => {
      const isSame = instead?.kind.aspects[name] === aspect
      return newItem(
        name,
        aspect,
        owner,
        item,
        resolve,
        isSame ? instead.parts.get(name)?.get(item.key) : undefined,
      )
    }),
  )

const ofAspects = <Item>(
  { kind, parts }: DesiredResource,
  of: (name: string, aspect: AnyAspect, declared: readonly DesiredItem[]) => readonly Item[],
): readonly Item[] =>
  Object.entries(parts).flatMap(([name, declared]) => {
    const aspect = kind.aspects[name]
    return aspect ? of(name, aspect, declared) : []
  })

const newItem = (
  name: string,
  aspect: AnyAspect,
  owner: DesiredResource,
  item: DesiredItem,
  resolve: Resolve,
  before?: unknown,
): ItemCreate => ({
  aspect: name,
  key: item.key,
  address: within(owner.address, aspect.part, item.key),
  action: 'create',
  fields: newRows(aspect.fields, resolved(aspect.fields, item.values, before, resolve), item.defaults),
  item,
  ...(before !== undefined && { before }),
})

/** Sources give way to values; what a secret's live value is, it may stay. */
const resolved = (
  fields: AnyFields,
  values: Readonly<Record<string, unknown>>,
  live: unknown,
  resolve: Resolve,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const row = fields[name]
      if (!row?.secret) return [name, value]
      return [name, resolve(value as Source, live === undefined ? undefined : (row.read(live) as Hidden))]
    }),
  )

/** Where order matters, items that are not there and that nobody makes are not counted. */
const inOrder = (
  { order }: AnyAspect,
  declared: readonly DesiredItem[],
  isMade: (item: DesiredItem) => boolean,
): readonly DesiredItem[] => {
  if (order === undefined) return declared
  const indexes = new Map(declared.filter(isMade).map((item, index) => [item, index]))
  return declared.map((item) => {
    const at = indexes.get(item)
    return at === undefined ? item : { ...item, values: { ...item.values, [order]: at } }
  })
}
