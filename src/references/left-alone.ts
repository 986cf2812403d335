/** What is left as it is although the file says otherwise, and why: the one judgement that all go by who read, order, check and write. */
import { type Address, covers, within } from '../address.ts'
import type { DeclaredItemChange, FieldChange, IgnoredChange } from '../change.ts'
import type { DesiredResource, Ignored } from '../desired.ts'
import type { LiveResource } from '../live.ts'

/** Why something declared is left alone: this run is about something else, or the file says that something else owns it. */
type Exemption = 'not selected' | Ignored

/** What of one resource is left alone. */
export interface LeftAlone {
  readonly field: (name: string) => Exemption | undefined
  /** `part` and `key`: as addresses name it. */
  readonly item: (part: string, key: string) => Exemption | undefined
}

const nothing: LeftAlone = { field: () => undefined, item: () => undefined }

/** `live`: the resource of the same kind; without one there is nothing yet that something else could own. */
export const leftAlone = (resource: DesiredResource, live: LiveResource | undefined): LeftAlone => {
  const { address, untouched, ignore } = resource
  if (!untouched && !ignore) return nothing
  const owner = (path: string) => (live ? ignore?.find((pattern) => covers(pattern.path, path)) : undefined)
  return {
    field: (name) => (untouched?.fields ? 'not selected' : owner(name)),
    item: (part, key) => {
      const item = within(address, part, key)
      return untouched?.items.has(item) ? 'not selected' : owner(pathOf(address, item))
    },
  }
}

/** What stands for an item in patterns. */
const pathOf = (owner: Address, item: Address): string => decodeURIComponent(item.slice(owner.length + 1))

interface Split {
  readonly fields: readonly FieldChange[]
  readonly items: readonly DeclaredItemChange[]
  readonly ignored: readonly IgnoredChange[]
}

/**
 * Takes out what is left alone. Live items stay in the list as ones that do not change, for some endpoints take whole
 * lists; those that are not there are not made.
 */
export const withoutLeftAlone = (
  { kind, address }: DesiredResource,
  { field: ofField, item: ofItem }: LeftAlone,
  fields: readonly FieldChange[],
  items: readonly DeclaredItemChange[],
): Split => {
  const ignored: IgnoredChange[] = []
  const note = (field: string, why: Exemption) => {
    if (why === 'not selected') return
    ignored.push({ address, field, ...(why.reason !== undefined && { reason: why.reason }) })
  }
  const keptFields = fields.filter(({ field }) => {
    const why = ofField(field)
    if (why) note(field, why)
    return !why
  })
  const keptItems = items.flatMap((item): readonly DeclaredItemChange[] => {
    const why = ofItem(kind.aspects[item.aspect]?.part ?? item.aspect, item.key)
    if (!why) return [item]
    if (item.action !== 'none') note(item.address.slice(address.length + 1), why)
    if (item.action === 'create') return []
    return [{ ...item, action: 'none', fields: [] }]
  })
  return { fields: keptFields, items: keptItems, ignored }
}
