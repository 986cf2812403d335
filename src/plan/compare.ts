/** Desired against live, resource by resource. Pure. */
import { type Address, address, within } from '../address.ts'
import {
  type Change,
  changedItems,
  type DeclaredChange,
  deploysOf,
  type FieldChange,
  type ItemChange,
  type Update,
} from '../change.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import type { Live, LiveResource } from '../live.ts'
import {
  declaredLinks,
  type LinkedElsewhere,
  leftAlone,
  linkedElsewhere,
  liveLinks,
  needsOf,
  originOf,
  type Resolve,
  sourcesOf,
  unseenOf,
  withoutLeftAlone,
} from '../references/index.ts'
import { type AnyAspect, failedDeploy, isPlanned } from '../rows/index.ts'
import { compareItems, newItems, type Sight } from './compare-items.ts'
import { diffRows, newRows } from './diff.ts'

/** What is deployed besides what the file's differences need. */
export interface DeployWishes {
  /** Also what failed twice, made of the same. */
  readonly redeployFailed?: boolean
  /** Also live services that a change reaches, and that the run is not about. */
  readonly deployLinked?: boolean
}

/**
 * The changes of all declared resources, in the order of the file, but of those of which it is not known whether they
 * are there; behind them, what is deployed without being declared.
 */
export const compare = (
  desired: Desired,
  known: Live,
  resolve: Resolve,
  { redeployFailed = false, deployLinked = false }: DeployWishes = {},
): readonly DeclaredChange[] => {
  const isSeen = (resource: DesiredResource) => known.ofKind(resource) || !known.unlisted(resource.address)
  const changes = [...desired.resources.values()]
    .filter(isSeen)
    .map((resource) => compareResource(resource, desired, known, resolve))
  const deploying = new Map(
    changes.flatMap((change) =>
      deploysOf(change).length > 0 ? [[change.address, change.desired.at] as const] : [],
    ),
  )
  const linked = deployLinked ? linkedElsewhere(desired, known, deploying) : []
  return [
    ...changes.map((change) => withFailedDeploy(withPassedDeploys(change, deploying), redeployFailed)),
    ...linked.map(deployOnly),
  ]
}

/** A service that is not in the file: nothing of it is compared, and nothing written. */
const deployOnly = ({ live, links, at }: LinkedElsewhere): Update => {
  const { kind, address, name } = live
  const desired: DesiredResource = {
    kind,
    address,
    names: [name],
    values: {},
    defaults: {},
    parts: {},
    untouched: { fields: true, items: new Set() },
    at,
    positions: {},
  }
  const nothing = { fields: [], items: [], ignored: [] }
  return { action: 'update', address, kind, desired, live, needs: links, ...nothing, deploys: links }
}

/**
 * What failed is a difference of its own, and is deployed again; where it failed twice, made of the same, only together with
 * something that is written, or when asked for. What is going to be suspended takes no deploy.
 */
const withFailedDeploy = (change: DeclaredChange, redeploy: boolean): DeclaredChange => {
  if (change.action !== 'update' && change.action !== 'none') return change
  const { kind, live, address } = change
  const failed = kind.deploys && failedDeploy(kind.deploys, live.record, live.deploys ?? [])
  if (!failed || changedItems(change).some(({ aspect }) => kind.aspects[aspect]?.last)) return change
  if (change.action === 'none' && failed.repeated && !redeploy) return { ...change, failed }
  const reason = within(address, 'deploy', failed.id)
  return { ...change, action: 'update', deploys: [...change.deploys, reason], failed }
}

/** A changed group, or a changed registry credential, reaches its services with their next deploy only. */
const withPassedDeploys = (
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

/** What a resource is linked to, by the file or by the live workspace, in a way that passes deploys on. */
const linksOf = ({ kind, live, desired }: Extract<Change, { ignored: unknown }>): ReadonlySet<Address> => {
  const named = Object.entries(desired.values).flatMap(([name, value]) => {
    const prefix = kind.fields[name]?.codec.refersTo
    return prefix ? [address(prefix, String(value))] : []
  })
  return new Set([...named, ...declaredLinks(desired), ...liveLinks(live)])
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
  if (same) return compareLive(resource, same, sightOf(all, known, same), resolve)
  const left = leftAlone(desired, undefined)
  const declared = newItems(desired, resolve)
  const { fields, items } = withoutLeftAlone(desired, left, newRows(kind.fields, values, defaults), declared)
  const made = { ...resource, fields, items }
  return live
    ? { ...made, action: 'replace', live, because: { kind: live.kind } }
    : { ...made, action: 'create' }
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
  sight: Sight,
  resolve: Resolve,
): DeclaredChange => {
  const { kind, desired } = resource
  const left = leftAlone(desired, live)
  const differing = [
    ...rename(desired, live),
    ...diffRows(kind.fields, { ...neededNow(desired, live), ...desired.values }, live.record),
  ]
  const declared = compareItems(desired, live, { left, sight }, resolve)
  const { fields, items, ignored } = withoutLeftAlone(desired, left, differing, declared)
  const planned = fields.filter(({ onChange }) => isPlanned(onChange))
  const replaces = planned.filter(({ onChange }) => onChange === 'replace')
  const compared = { ...resource, fields, items, live }
  if (replaces.length > 0) return { ...compared, action: 'replace', because: { fields: replaces } }
  const changes = planned.length > 0 || items.some(({ action }) => action !== 'none')
  return {
    ...compared,
    action: changes ? 'update' : 'none',
    ignored,
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

const reasonsToDeploy = (
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
