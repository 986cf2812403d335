/** What the file says that something else owns: an image tag that CI sets, a variable that a tool rotates. */
import type { Address } from '../address.ts'
import type { FieldChange, IgnoredChange, ItemChange } from '../change.ts'
import type { DesiredResource, Ignored } from '../desired.ts'
import type { LiveResource } from '../live.ts'

interface Kept {
  readonly fields: readonly FieldChange[]
  readonly items: readonly ItemChange[]
  readonly ignored: readonly IgnoredChange[]
}

/** Whether a pattern of the file means this path; `*` stands for any text, and an aspect for all its items. */
export const covers = (pattern: string, path: string): boolean => {
  const text = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${text}(/.*)?$`).test(path)
}

const said = (address: Address, field: string, { reason }: Ignored): IgnoredChange => ({
  address,
  field,
  ...(reason !== undefined && { reason }),
})

/** What the file says of this path of a resource, if it is to be left alone. */
const ownerOf = ({ ignore = [] }: DesiredResource, path: string): Ignored | undefined =>
  ignore.find((pattern) => covers(pattern.path, path))

/** What stands for an item in patterns. */
const pathOf = (owner: Address, item: Address): string => decodeURIComponent(item.slice(owner.length + 1))

/** Whether a run leaves an item as it is: one that is not there is not made either. A new resource gets all that is ignored. */
export const isLeftAlone = (
  resource: DesiredResource,
  item: Address,
  live: LiveResource | undefined,
): boolean =>
  resource.untouched?.items.has(item) === true ||
  (live !== undefined && ownerOf(resource, pathOf(resource.address, item)) !== undefined)

/** Splits off what differs and is to be left alone. Items stay in the list, as ones that do not change. */
export const withoutIgnored = (
  resource: DesiredResource,
  fields: readonly FieldChange[],
  items: readonly ItemChange[],
): Kept => {
  const { address } = resource
  const ignored: IgnoredChange[] = []
  const keptFields = fields.filter(({ field }) => {
    const owner = ownerOf(resource, field)
    if (owner) ignored.push(said(address, field, owner))
    return owner === undefined
  })
  const keptItems = items.map((item): ItemChange => {
    const owner = ownerOf(resource, pathOf(address, item.address))
    if (!owner || item.action === 'none') return item
    ignored.push(said(address, item.address.slice(address.length + 1), owner))
    return { ...item, action: 'none', fields: [] }
  })
  return { fields: keptFields, items: keptItems, ignored }
}
