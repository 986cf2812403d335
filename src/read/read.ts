/** Reads a workspace with as few requests as the API allows (docs/requests.md): nothing twice, and nothing that neither the file nor the command needs. */
import { type Address, readable } from '../address.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import type { Client } from '../http/index.ts'
import { allKinds } from '../kinds/index.ts'
import { Live, type LiveResource, type Workspace } from '../live.ts'
import {
  declaredLinks,
  linkAspects,
  liveLinks,
  needsOf,
  sourcesOf,
  variableParts,
  variables,
} from '../references/index.ts'
import type { AnyKind } from '../rows/index.ts'
import type { Source } from '../source.ts'
import {
  isAudited,
  isOfBlueprints,
  type Journal,
  noteOwed,
  readAuditLog,
  readBlueprints,
} from './around/index.ts'
import type { Waits } from './facts.ts'
import { learn } from './learn.ts'
import { type Reading, startReading } from './reading.ts'

interface ReadOptions extends Waits {
  /** Leaves the newest deploys out: whether one failed is not known then. */
  readonly skipDeploys?: boolean
  /** Addresses of what is read whole: it may be replaced, and what takes its place is to have all that it has. */
  readonly whole?: readonly Address[]
  /** Tells what earlier runs have written and not deployed. */
  readonly journal?: Journal | undefined
}

/**
 * Reads what a plan of `desired` needs: the lists of all kinds, and of declared resources the aspects that the file
 * declares, the facts that it refers to, the newest deploys and what Blueprints manage. What the key may not see is in {@link Live.unobserved}; throws `ApiError` when
 * something else could not be read.
 */
export const read = async (
  client: Client,
  workspace: Workspace,
  desired: Desired,
  { skipDeploys = false, whole = [], journal, ...waits }: ReadOptions = {},
): Promise<Live> => {
  const known = new Live(workspace)
  const reading = startReading(client, known, kindsToList(desired), desired, waits)
  const declared = [...desired.resources.values()]
  const blueprints = once(() => readBlueprints(client, known, waits))
  const owners = declared.map((resource) => readOwners(reading, resource, blueprints))
  if (desired.destroys) {
    await Promise.all([readUsers(reading), ...owners])
    return known
  }
  const watched = watchedIn(desired)
  const [audited] = await Promise.all([
    skipDeploys ? [] : readAudited(client, reading, desired, waits),
    reading.lists.all(),
    // Who refers to what is deleted, or replaced, may stand in no file.
    (prunesProviders(desired) || whole.length > 0) && readUsers(reading),
    ...declared.map((resource) => readDeclared(reading, resource, watched)),
    ...declared
      .filter(({ address }) => whole.some((one) => readable(one) === readable(address)))
      .map((resource) => readWhole(reading, resource)),
    ...(skipDeploys ? [] : declared.map((resource) => readNewestDeploys(reading, resource))),
    readReferred(reading, desired, declared),
    ...owners,
    readOwnersOfPruned(reading, desired, blueprints),
  ])
  await noteOwed(known, desired, audited, journal)
  return known
}

/** All that may refer to something that is deleted: links, and the values of variables. */
const readUsers = async ({ known, lists, parts }: Reading): Promise<void> => {
  await lists.all()
  await Promise.all(known.all().map((live) => parts(live, variableParts(live.kind))))
}

/** Whether a list is pruned whose resources give others values: who takes one stands in no file, maybe. */
const prunesProviders = ({ prune }: Desired): boolean =>
  allKinds.some(({ file, outputs }) => prune?.kinds.includes(file.list) && Object.keys(outputs).length > 0)

/** Lists and parts of which matters what is live and in no file. */
const watchedIn = ({ prune, strict }: Desired): readonly string[] => [
  ...(prune?.kinds ?? []),
  ...(strict?.kinds ?? []),
]

const readDeclared = async (
  reading: Reading,
  resource: DesiredResource,
  watched: readonly string[],
): Promise<void> => {
  const { known, lists, parts } = reading
  await lists.of(resource.kind.prefix)
  const live = known.ofKind(resource)
  const names = live ? aspectsToRead(resource, watched) : []
  const scope = names.includes(variables) ? live : undefined
  await Promise.all([live && parts(live, names), readLinked(reading, declaredLinks(resource), scope)])
}

/** All of a resource, also of one of another kind under the same name. */
const readWhole = async ({ known, lists, parts }: Reading, resource: DesiredResource): Promise<void> => {
  await lists.of(resource.kind.prefix)
  const live = known.get(resource.address)
  if (live) await parts(live, Object.keys(live.kind.aspects))
}

/** Begins at the first call; the others wait for the same end. */
const once = (begin: () => Promise<void>): (() => Promise<void>) => {
  let begun: Promise<void> | undefined
  return () => {
    begun ??= begin()
    return begun
  }
}

/** What is not there yet is nobody else's. */
const readOwners = async (
  { known, lists }: Reading,
  resource: DesiredResource,
  blueprints: () => Promise<void>,
): Promise<void> => {
  if (!isOfBlueprints(resource.kind)) return
  await lists.of(resource.kind.prefix)
  if (known.get(resource.address)) await blueprints()
}

/** What no file has may be deleted, and somebody else's Blueprint may have it. */
const readOwnersOfPruned = async (
  { known, lists }: Reading,
  { prune, resources, whole = resources }: Desired,
  blueprints: () => Promise<void>,
): Promise<void> => {
  if (!prune) return
  await lists.all()
  const isPruned = known
    .all()
    .some(
      ({ kind, address }) =>
        isOfBlueprints(kind) && prune.kinds.includes(kind.file.list) && !whole.has(address),
    )
  if (isPruned) await blueprints()
}

/** A run that is about a few items only is not about the deploys of their service. */
const readNewestDeploys = async (
  { known, lists, deploys }: Reading,
  resource: DesiredResource,
): Promise<void> => {
  if (!resource.kind.deploys || resource.untouched?.fields) return
  await lists.of(resource.kind.prefix)
  const live = known.ofKind(resource)
  if (live) await deploys(live)
}

/** What was written last, where that may not be deployed yet. */
const readAudited = async (client: Client, { known, lists }: Reading, desired: Desired, waits: Waits) => {
  const services = [...desired.resources.values()].filter(
    (resource) => resource.kind.deploys && !resource.untouched?.fields && isAudited(resource, desired),
  )
  await Promise.all(services.map(({ kind }) => lists.of(kind.prefix)))
  const mayOwe = services.some((resource) => {
    const live = known.ofKind(resource)
    return live && resource.kind.deploys?.possible(live.record)
  })
  return mayOwe ? readAuditLog(client, known.workspace.id, waits) : []
}

/** What a resource takes variables from: whether one masks another is known only with both. */
const readLinked = async (
  { known, lists, parts }: Reading,
  declared: readonly Address[],
  live: LiveResource | undefined,
): Promise<void> => {
  await lists.roots()
  if (live) await parts(live, linkAspects(live.kind))
  const now = live && known.get(live.address)
  const links = new Set([...declared, ...(now ? liveLinks(now) : [])])
  const groups = [...links].flatMap((link) => known.get(link) ?? [])
  await Promise.all(groups.map((group) => parts(group, [variables])))
}

/** What the values of these resources are made of. */
const readReferred = async (
  { known, lists, facts }: Reading,
  desired: Desired,
  resources: readonly DesiredResource[],
): Promise<void> => {
  await lists.roots()
  await learn(facts, known, desired, sourcesIn(resources, known), 'what was read')
}

const sourcesIn = (resources: readonly DesiredResource[], known: Live): readonly Source[] =>
  resources.flatMap((resource) => sourcesOf(resource, known.ofKind(resource))).map(({ source }) => source)

/** Aspects that the file declares, those that are watched, those that cost nothing, and variables that may mask others. */
const aspectsToRead = (
  { kind, parts, untouched }: DesiredResource,
  watched: readonly string[],
): readonly string[] => {
  const { aspects, detailed } = kind
  const isWatched = (name: string) => !untouched?.fields && watched.includes(name)
  const isDeclared = (name: string) => (parts[name]?.length ?? 0) > 0 || isWatched(name)
  const masks = linkAspects(kind).some(isDeclared)
  const free = !detailed || Object.keys(aspects).some(isDeclared)
  return Object.keys(aspects).filter(
    (name) => isDeclared(name) || (name === variables && masks) || (free && !aspects[name]?.list),
  )
}

export interface ReadAllOptions extends Waits {
  /** Which resources are read in full. Default: all. */
  readonly selects?: (live: LiveResource, known: Live) => boolean
  /** A file whose selected resources are to be compared with what is read. */
  readonly desired?: Desired
}

/** Reads the whole workspace: of the selected resources everything that a file can say. */
export const readAll = async (
  client: Client,
  workspace: Workspace,
  { selects = () => true, desired = nothing, ...waits }: ReadAllOptions = {},
): Promise<Live> => {
  const known = new Live(workspace)
  const reading = startReading(client, known, allKinds, desired, waits)
  await reading.lists.all()
  const selected = known.all().filter((live) => !isDerived(live) && selects(live, known))
  await Promise.all(selected.map((live) => reading.parts(live, Object.keys(live.kind.aspects))))
  // A value can be told to be a reference only by what others have to give.
  const hasValues = selected.some(({ address }) => known.get(address)?.parts.get(variables)?.size)
  if (hasValues) await Promise.all(known.all().map(reading.facts.connection))
  const declared = selected.flatMap(({ address }) => desired.resources.get(address) ?? [])
  await readReferred(reading, desired, declared)
  return known
}

const nothing: Desired = { resources: new Map() }

const isDerived = ({ kind, record }: LiveResource): boolean => kind.derived?.(record) ?? false

const kindsToList = (desired: Desired): readonly AnyKind[] => {
  const mentioned = new Set<string>()
  for (const resource of desired.resources.values()) {
    for (const aspect of Object.keys(resource.parts)) {
      const { namedBy } = resource.kind.aspects[aspect] ?? {}
      if (namedBy !== undefined) mentioned.add(namedBy)
    }
    for (const named of [resource.address, ...needsOf(resource).map(({ of }) => of)]) {
      mentioned.add(named.slice(0, named.indexOf('/')))
    }
  }
  for (const { prefix } of prunedKinds(watchedIn(desired))) mentioned.add(prefix)
  const needed = allKinds.filter(
    ({ onDemand, prefix, file }) =>
      !onDemand || mentioned.has(prefix) || (desired.destroys === true && !file.single),
  )
  const holders = needed.flatMap(({ parent }) => parent?.prefix ?? [])
  return allKinds.filter((kind) => needed.includes(kind) || holders.includes(kind.prefix))
}

/** Those whose lists are pruned; with what others stand in, all that may stand in it. */
const prunedKinds = (lists: readonly string[]): readonly AnyKind[] => {
  const pruned = allKinds.filter(({ always, file }) => !always && lists.includes(file.list))
  const isHolder = pruned.some(
    ({ prefix, parent }) => parent || allKinds.some((one) => one.parent?.prefix === prefix),
  )
  const inside = ({ parent, aspects }: AnyKind) =>
    parent !== undefined || Object.values(aspects).some(({ holder }) => holder)
  return isHolder ? [...pruned, ...allKinds.filter(inside)] : pruned
}
