/** What the file says that something else owns: an image tag that CI sets, a variable that a tool rotates. */
import type { Address } from './address.ts'
import type { IgnoredChange, ItemChange } from './change.ts'
import type { DesiredResource, Ignored } from './desired.ts'
import type { FieldChange } from './diff.ts'

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

/** Splits off what differs and is to be left alone. Items stay in the list, as ones that do not change. */
export const withoutIgnored = (
  { address, ignore = [] }: DesiredResource,
  fields: readonly FieldChange[],
  items: readonly ItemChange[],
): Kept => {
  const ignored: IgnoredChange[] = []
  const ownerOf = (path: string) => ignore.find((pattern) => covers(pattern.path, path))
  const keptFields = fields.filter(({ field }) => {
    const owner = ownerOf(field)
    if (owner) ignored.push(said(address, field, owner))
    return owner === undefined
  })
  const keptItems = items.map((item): ItemChange => {
    const owner = ownerOf(decodeURIComponent(item.address.slice(address.length + 1)))
    if (!owner || item.action === 'none') return item
    ignored.push(said(address, item.address.slice(address.length + 1), owner))
    return { ...item, action: 'none', fields: [] }
  })
  return { fields: keptFields, items: keptItems, ignored }
}
