/** Desired against live, resource by resource. Pure. */
import type { Address } from '../address.ts'
import type { DeclaredChange, FieldChange, Replace } from '../change.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import type { Live, LiveResource } from '../live.ts'
import {
  leftAlone,
  needsOf,
  originOf,
  type Resolve,
  sourcesOf,
  unseenOf,
  withoutLeftAlone,
} from '../references/index.ts'
import { isPlanned } from '../rows/index.ts'
import { compareItems, newItems, type Sight } from './compare-items.ts'
import { remade, removedItems } from './deleting/index.ts'
import { type DeployWishes, reasonsToDeploy, withDeploys } from './deploys/index.ts'
import { diffRows, newRows } from './diff.ts'

/**
 * The changes of all declared resources, in the order of the file, but of those of which it is not known whether they
 * are there; behind them, what is deployed without being declared.
 */
export const compare = (
  desired: Desired,
  known: Live,
  resolve: Resolve,
  wishes: DeployWishes = {},
): readonly DeclaredChange[] => {
  const isSeen = (resource: DesiredResource) => known.ofKind(resource) || !known.unlisted(resource.address)
  const changes = [...desired.resources.values()]
    .filter(isSeen)
    .map((resource) => compareResource(resource, desired, known, resolve))
  return withDeploys(changes, desired, known, wishes)
}

/** What a resource comes after: also the groups that its references lead to by way of other services. */
const needsIn = (
  resource: DesiredResource,
  live: LiveResource | undefined,
  desired: Desired,
  known: Live,
): readonly Address[] => {
  const origins = sourcesOf(resource, live).flatMap(({ source }) =>
    source.from === 'variable' ? (originOf(desired, known, source).at ?? []) : [],
  )
  return [...new Set([...needsOf(resource, live).map(({ of }) => of), ...origins])]
}

const compareResource = (
  desired: DesiredResource,
  all: Desired,
  known: Live,
  resolve: Resolve,
): DeclaredChange => {
  const { kind, address, values, defaults } = desired
  const live = known.get(address)
  // Another kind under the same name: the API keeps one name for all types of services.
  const same = known.ofKind(desired)
  const resource = { address, kind, desired, needs: needsIn(desired, same, all, known) }
  if (same) return compareLive(resource, same, all, known, resolve)
  if (live) return replacement(resource, live, { kind: live.kind }, all, resolve)
  const left = leftAlone(desired, undefined)
  const declared = newItems(desired, resolve)
  const { fields, items } = withoutLeftAlone(desired, left, newRows(kind.fields, values, defaults), declared)
  return { ...resource, fields, items, action: 'create' }
}

/** A new resource with all that the live one has and the file does not say otherwise. */
const replacement = (
  { desired, needs, ...resource }: Resource,
  live: LiveResource,
  because: Replace['because'],
  { prune }: Desired,
  resolve: Resolve,
): Replace => {
  const made = remade(desired, live, prune?.kinds)
  const { kind, values, defaults } = made
  return {
    ...resource,
    action: 'replace',
    desired: made,
    needs: [...new Set([...needs, ...needsOf(made).map(({ of }) => of)])],
    fields: 'fields' in because ? because.fields : newRows(kind.fields, values, defaults),
    items: newItems(made, resolve, live),
    live,
    because,
  }
}

type Resource = Pick<DeclaredChange, 'address' | 'kind' | 'desired' | 'needs'>

/** What of a live resource was seen, and what of the values it is to have. */
const sightOf = (all: Desired, known: Live, live: LiveResource): Sight => ({
  part: (aspect) => known.unseenPart(live, aspect) === undefined,
  source: (source) => unseenOf(source, all, known) === undefined,
})

const compareLive = (
  resource: Resource,
  live: LiveResource,
  all: Desired,
  known: Live,
  resolve: Resolve,
): DeclaredChange => {
  const { kind, desired } = resource
  const sight = sightOf(all, known, live)
  const left = leftAlone(desired, live)
  const differing = [
    ...rename(desired, live),
    ...diffRows(kind.fields, { ...neededNow(desired, live), ...desired.values }, live.record),
  ]
  const declared = compareItems(desired, live, { left, sight }, resolve)
  const kept = withoutLeftAlone(desired, left, differing, declared)
  const removed = removedItems(desired, live, all, known, left)
  const { fields } = kept
  const items = [...kept.items, ...removed.items]
  const planned = fields.filter(({ onChange }) => isPlanned(onChange))
  const replaces = planned.filter(({ onChange }) => onChange === 'replace')
  if (replaces.length > 0) {
    // What could not be changed in place is no obstacle where all is made anew.
    const differ = planned.map((field) =>
      replaces.includes(field) ? field : { ...field, onChange: 'update' as const },
    )
    const made = replacement(resource, live, { fields: replaces }, all, resolve)
    return { ...made, fields: differ }
  }
  const changes = planned.length > 0 || items.some(({ action }) => action !== 'none')
  return {
    ...resource,
    fields,
    items,
    live,
    action: changes ? 'update' : 'none',
    ignored: [...kept.ignored, ...removed.ignored],
    deploys: changes ? reasonsToDeploy(planned, items, kind.aspects) : [],
  }
}

/** Another runtime may need what the live resource never had, and the file leaves to its default: a repository. */
const neededNow = (
  { kind, values, defaults }: DesiredResource,
  { record }: LiveResource,
): Record<string, unknown> => {
  const missing = (kind.needed?.(values) ?? []).filter((row) => kind.fields[row]?.read(record) === undefined)
  return Object.fromEntries(missing.map((row) => [row, defaults[row]]))
}

/** A live resource that was found under the name it had. */
const rename = ({ names }: DesiredResource, { kind, name }: LiveResource): readonly FieldChange[] => {
  const wanted = names.at(-1)
  if (wanted === name || !kind.update) return []
  const shown = { before: name, after: wanted, desired: wanted }
  return [{ field: 'name', ...shown, onChange: 'update', secret: false, byDefault: false }]
}
