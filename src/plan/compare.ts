/** Desired against live, resource by resource. Pure. */
import { type Address, address, within } from '../address.ts'
import type { Action, Change, FieldChange, ItemChange } from '../change.ts'
import type { Desired, DesiredItem, DesiredResource } from '../desired.ts'
import type { Hidden } from '../hidden.ts'
import type { LiveResource, World } from '../live.ts'
import {
  declaredLinks,
  isLeftAlone,
  liveLinks,
  needsOf,
  originOf,
  type Resolve,
  sourcesOf,
  withoutIgnored,
} from '../references/index.ts'
import { type AnyAspect, type AnyFields, isPlanned } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { diffRows, newRows } from './diff.ts'
import { onlyTouched } from './narrow.ts'

/** The changes of all declared resources, in the order of the file. */
export const compare = (desired: Desired, world: World, resolve: Resolve): readonly Change[] => {
  const changes = [...desired.resources.values()].map((resource) =>
    compareResource(resource, desired, world, resolve),
  )
  return changes.map((change) => withPassedDeploys(change, changes))
}

/** A changed group, or a changed registry credential, reaches its services with their next deploy only. */
const withPassedDeploys = (change: Change, all: readonly Change[]): Change => {
  if (!change.kind.deploys || !change.live || change.action === 'replace') return change
  const links = linksOf(change)
  const reasons = all.filter(({ address, deploys }) => links.has(address) && deploys.length > 0)
  if (reasons.length === 0) return change
  return {
    ...change,
    action: 'update',
    deploys: [...change.deploys, ...reasons.map(({ address }) => address)],
    needs: [...new Set([...change.needs, ...links])],
  }
}

/** What a resource is linked to, by the file or by the live workspace, in a way that passes deploys on. */
const linksOf = ({ kind, live, desired }: Change): ReadonlySet<Address> => {
  const named = Object.entries(kind.fields as AnyFields).flatMap(([name, { codec }]) =>
    codec.refersTo && desired.values[name] !== undefined
      ? [address(codec.refersTo, String(desired.values[name]))]
      : [],
  )
  return new Set([...named, ...declaredLinks(desired), ...(live ? liveLinks(live) : [])])
}

/** What a resource comes after: also the groups that its references lead to by way of other services. */
const needsIn = (resource: DesiredResource, desired: Desired, world: World): readonly Address[] => {
  const origins = sourcesOf(resource).flatMap(({ source }) =>
    source.from === 'variable' ? (originOf(desired, world, source).at ?? []) : [],
  )
  return [...new Set([...needsOf(resource).map(({ of }) => of), ...origins])]
}

const compareResource = (desired: DesiredResource, all: Desired, world: World, resolve: Resolve): Change => {
  const { kind } = desired
  const live = world.get(desired.address)
  // Another kind under the same name: the API keeps one name for all types of services.
  const other = live !== undefined && live.kind !== desired.kind
  const known = other ? undefined : live
  const differing = known
    ? [
        ...rename(desired, known),
        ...diffRows(kind.fields, { ...neededNow(desired, known), ...desired.values }, known.record),
      ]
    : newRows(kind.fields, desired.values, desired.defaults)
  const declared = Object.entries(desired.parts).flatMap(([name, items]) => {
    const aspect = kind.aspects[name]
    return aspect ? compareItems(name, aspect, desired, items, known, resolve) : []
  })
  const touched = onlyTouched(desired, differing, declared)
  const { fields, items, ignored } = known
    ? withoutIgnored(desired, touched.fields, touched.items)
    : { ...touched, ignored: [] }
  const wanted = fields.filter(({ onChange }) => isPlanned(onChange))
  const changes = wanted.length > 0 || items.some(({ action }) => action !== 'none')
  const replaced = other || wanted.some(({ onChange }) => onChange === 'replace')
  const action: Action = !live ? 'create' : replaced ? 'replace' : changes ? 'update' : 'none'
  return {
    address: desired.address,
    kind: desired.kind,
    action,
    fields,
    items,
    ignored,
    desired,
    ...(live && { live }),
    deploys: action === 'update' ? reasonsToDeploy(wanted, items, kind.aspects) : [],
    needs: needsIn(desired, all, world),
  }
}

/** Another runtime may need what the live resource never had, and the file leaves to its default: a repository. */
const neededNow = (
  { kind, values, defaults }: DesiredResource,
  { record }: LiveResource,
): Record<string, unknown> => {
  const { needed, fields } = kind
  const missing = (needed?.(values) ?? []).filter(
    (row) => (fields as AnyFields)[row]?.read(record) === undefined,
  )
  return Object.fromEntries(missing.map((row) => [row, defaults[row]]))
}

/** A live resource that was found under the name it had. */
const rename = ({ names }: DesiredResource, { kind, name }: LiveResource): readonly FieldChange[] => {
  const wanted = names.at(-1)
  if (wanted === name || !kind.update) return []
  const shown = { before: name, after: wanted, desired: wanted }
  return [{ field: 'name', ...shown, onChange: 'update', secret: false, byDefault: false }]
}

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

/** Items that are not there and that nobody makes take no place. */
const placed = (
  { place, part }: AnyAspect,
  owner: DesiredResource,
  declared: readonly DesiredItem[],
  live: LiveResource,
  isThere: (key: string) => boolean,
): readonly DesiredItem[] => {
  if (place === undefined) return declared
  const isLeftOut = ({ key }: DesiredItem) =>
    !isThere(key) && isLeftAlone(owner, within(owner.address, part, key), live)
  const kept = declared.filter((item) => !isLeftOut(item))
  return declared.map((item) =>
    kept.includes(item) ? { ...item, values: { ...item.values, [place]: kept.indexOf(item) } } : item,
  )
}

const compareItems = (
  name: string,
  aspect: AnyAspect,
  owner: DesiredResource,
  declared: readonly DesiredItem[],
  live: LiveResource | undefined,
  resolve: Resolve,
): readonly ItemChange[] => {
  const there = live?.parts.get(name)
  const items = live ? placed(aspect, owner, declared, live, (key) => there?.has(key) ?? false) : declared
  return items.map((item) => {
    const now = there?.get(item.key)
    const values = resolved(aspect.fields, item.values, now, resolve)
    const fields =
      now === undefined ? newRows(aspect.fields, values, item.defaults) : diffRows(aspect.fields, values, now)
    const action = now === undefined ? 'create' : fields.length > 0 ? 'update' : 'none'
    const address = within(owner.address, aspect.part, item.key)
    return {
      aspect: name,
      key: item.key,
      address,
      action,
      fields,
      item,
      ...(now !== undefined && { live: now }),
    }
  })
}

const reasonsToDeploy = (
  fields: readonly FieldChange[],
  items: readonly ItemChange[],
  aspects: Readonly<Record<string, AnyAspect>>,
): readonly string[] => {
  const ofFields = fields.filter(({ onChange }) => onChange === 'deploy').map(({ field }) => field)
  const ofItems = items.filter(({ action, aspect, fields }) =>
    action === 'create'
      ? aspects[aspect]?.onItem === 'deploy'
      : action === 'update' && fields.some(({ onChange }) => onChange === 'deploy'),
  )
  return [...ofFields, ...ofItems.map(({ address }) => address)]
}
