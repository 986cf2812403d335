/** Why a deploy follows what is written. */
import { type Address, address } from '../../address.ts'
import type { DeclaredChange, FieldChange, ItemChange, Update } from '../../change.ts'
import { declaredLinks, leftLinks, liveLinks } from '../../references/index.ts'
import type { AnyAspect } from '../../rows/index.ts'

/** What differs and takes effect with a deploy only: fields, and addresses of items. */
export const reasonsToDeploy = (
  fields: readonly FieldChange[],
  items: readonly ItemChange[],
  aspects: Readonly<Record<string, AnyAspect>>,
): readonly string[] => {
  const ofFields = fields.filter(({ onChange }) => onChange === 'deploy').map(({ field }) => field)
  const ofItems = items.filter((item) =>
    item.action === 'update'
      ? item.fields.some(({ onChange }) => onChange === 'deploy')
      : item.action !== 'none' && aspects[item.aspect]?.onItem === 'deploy',
  )
  return [...ofFields, ...ofItems.map(({ address }) => address)]
}

/** A changed group, or a changed registry credential, reaches its services with their next deploy only. */
export const withPassedDeploys = (
  change: DeclaredChange,
  deploying: ReadonlyMap<Address, unknown>,
): DeclaredChange => {
  if (change.action !== 'update' && change.action !== 'none') return change
  if (!change.kind.deploys) return change
  const links = linksOf(change)
  const reasons = [...links].filter((link) => deploying.has(link))
  if (reasons.length === 0) return change
  return {
    ...change,
    action: 'update',
    deploys: [...change.deploys, ...reasons],
    needs: [...new Set([...change.needs, ...links])],
  }
}

/** What a resource stays linked to, by the file or by the live workspace, in a way that passes deploys on. */
const linksOf = ({ kind, live, desired, items }: Update): ReadonlySet<Address> => {
  const named = Object.entries(desired.values).flatMap(([name, value]) => {
    const prefix = kind.fields[name]?.codec.refersTo
    return prefix ? [address(prefix, String(value))] : []
  })
  const links = new Set([...named, ...declaredLinks(desired), ...liveLinks(live)])
  // Who is unlinked comes before what it was linked to is deleted: it cannot come after it too.
  for (const link of leftLinks(kind, items)) links.delete(link)
  return links
}
