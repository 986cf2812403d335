/** Makes a part of a file out of the whole: what a run is told to be about, with what that needs. Pure. */
import { type Address, means, nameIn, readable, within } from '../address.ts'
import type { Desired, DesiredResource, Selects } from '../desired.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { holderOf, needsOf, providerOf } from '../references/index.ts'
import { nearest } from '../rows/index.ts'

/** Patterns of addresses; `*` stands for any text. */
export interface Selection {
  /** Resources, or items of them. None: all. */
  readonly targets?: readonly string[]
  /** Resources, or items of them, that stay as they are. */
  readonly excludes?: readonly string[]
  /** Environments: what stands in them, and themselves. None: all. */
  readonly environments?: readonly string[]
  /** Whether what these need is left out: who destroys something means nothing else. */
  readonly alone?: boolean
}

export interface Narrowed {
  readonly desired: Desired
  /** What was taken along, and why. */
  readonly problems: readonly Problem[]
}

/** Throws `ProblemsError` for patterns that match nothing in the file, and when nothing is left. */
export const narrow = (desired: Desired, given: Selection): Narrowed => {
  const selection = inFull(desired, given)
  const { targets = [], excludes = [], environments = [] } = selection
  if (targets.length + excludes.length + environments.length === 0) return { desired, problems: [] }
  refuseUnknown(desired, selection)
  const isOut = matching(excludes)
  const named = namedIn(desired, targets.length > 0 ? matching(targets) : everything, environments, isOut)
  if (named.size === 0) throw new ProblemsError([nothingLeft])
  const { chosen, problems } = given.alone
    ? { chosen: named, problems: partsAlone(named) }
    : withNeeds(desired, named, isOut)
  const resources = new Map([...desired.resources.keys()].flatMap((address) => entryOf(address, chosen)))
  const selects = selecting(selection)
  return { desired: { ...desired, resources, whole: desired.whole ?? desired.resources, selects }, problems }
}

/** A target of items alone has no resource that could be meant. */
const partsAlone = (named: Chosen): readonly Problem[] => {
  const parts = [...named.values()].filter(({ untouched }) => untouched?.fields)
  if (parts.length === 0) return []
  throw new ProblemsError(
    parts.map(({ address }) =>
      problem(
        'unknown-target',
        `only whole resources are destroyed, and of ${readable(address)} a part is meant`,
        'Take it out of the file, and apply that with --prune.',
      ),
    ),
  )
}

/** What is live and not in the file is only deleted where it is meant itself, and not for the needs of others. */
const selecting = ({ targets = [], excludes = [], environments = [] }: Selection): Selects => {
  const isTarget = targets.length > 0 ? matching(targets) : everything
  const isOut = matching(excludes)
  const isHolder = environments.length > 0 ? matching(environments) : everything
  return (address, inside = '') =>
    isTarget(address) && !isOut(address) && (isHolder(address) || isHolder(inside))
}

type IsMeant = (address: Address) => boolean
type Chosen = ReadonlyMap<Address, DesiredResource>

const everything: IsMeant = () => true

const namedIn = (
  desired: Desired,
  isTarget: IsMeant,
  environments: readonly string[],
  isOut: IsMeant,
): Chosen => {
  const isHolder = environments.length > 0 ? matching(environments) : everything
  const named = [...desired.resources.values()].flatMap((resource) => {
    const part = standsIn(resource, isHolder) && partOf(resource, isTarget, isOut)
    return part ? [[resource.address, part] as const] : []
  })
  return new Map(named)
}

/** Adds what the chosen ones cannot be made without, and what is made together with them. */
const withNeeds = (desired: Desired, named: Chosen, isOut: IsMeant) => {
  const chosen = new Map(named)
  const problems: Problem[] = []
  const take = (resource: DesiredResource, why: string) => {
    const known = chosen.get(resource.address)
    const whole = known && !known.untouched?.fields ? undefined : partOf(resource, everything, isOut)
    if (!whole) return
    chosen.delete(whole.address)
    chosen.set(whole.address, whole)
    problems.push(also(whole, why))
  }
  for (const resource of desired.resources.values()) {
    const holder = named.get(holderOf(resource) ?? '')
    if (holder && !holder.untouched?.fields) take(resource, `which comes with ${readable(holder.address)}`)
  }
  // A map goes on to what is put in while it is gone through; what was a part goes through again as a whole.
  for (const resource of chosen.values()) {
    for (const { of } of needsOf(resource)) {
      const provider = desired.resources.get(providerOf(desired, of) ?? '')
      if (provider && provider.address !== resource.address)
        take(provider, `needed by ${readable(resource.address)}`)
    }
  }
  return { chosen, problems }
}

const entryOf = (address: Address, chosen: Chosen) => {
  const resource = chosen.get(address)
  return resource ? [[address, resource] as const] : []
}

const matching =
  (patterns: readonly string[]): IsMeant =>
  (address) =>
    patterns.some((pattern) => means(pattern, address))

const standsIn = (resource: DesiredResource, isHolder: IsMeant): boolean =>
  isHolder(resource.address) || needsOf(resource).some(({ of }) => isHolder(of))

const itemsOf = ({ kind, address, parts }: DesiredResource, aspect: string): readonly Address[] =>
  (parts[aspect] ?? []).map(({ key }) => within(address, kind.aspects[aspect]?.part ?? aspect, key))

/** What is left of a resource; undefined: nothing. */
const partOf = (resource: DesiredResource, isIn: IsMeant, isOut: IsMeant): DesiredResource | undefined => {
  if (isOut(resource.address)) return undefined
  const whole = isIn(resource.address)
  const stays = (address: Address) => isOut(address) || !(whole || isIn(address))
  const parts = Object.entries(resource.parts).filter(
    ([aspect]) => whole || itemsOf(resource, aspect).some((address) => !stays(address)),
  )
  if (!whole && parts.length === 0) return undefined
  const items = new Set(parts.flatMap(([aspect]) => itemsOf(resource, aspect)).filter(stays))
  if (whole) return items.size > 0 ? { ...resource, untouched: { fields: false, items } } : resource
  return {
    ...resource,
    values: {},
    defaults: {},
    parts: Object.fromEntries(parts),
    untouched: { fields: true, items },
  }
}

const also = ({ address, at }: DesiredResource, why: string): Problem =>
  problem('needed-by-target', `also ${readable(address)}, ${why}`, undefined, { at, address })

const nothingLeft = problem('unknown-target', 'the targets and exclusions together leave nothing')

/** Names alone become addresses, where they mean one resource only. Throws `ProblemsError` for those that mean several. */
const inFull = (desired: Desired, { targets, excludes, environments }: Selection): Selection => {
  const all = standingIn(desired)
  const isEnvironment = (address: Address) => address.startsWith('environment/')
  const full = (patterns: readonly string[] = [], candidates: readonly Address[], prefix = '') =>
    patterns.map((pattern) => addressNamed(pattern, prefix, candidates))
  return {
    targets: full(targets, [...desired.resources.keys()]),
    excludes: full(excludes, [...desired.resources.keys()]),
    environments: full(environments, [...new Set(all)].filter(isEnvironment), 'environment/'),
  }
}

const addressNamed = (pattern: string, prefix: string, candidates: readonly Address[]): string => {
  const name = pattern.startsWith(prefix) ? pattern.slice(prefix.length) : pattern
  if (/[/*]/.test(name)) return pattern
  const meant = candidates.filter((address) => nameIn(address) === name)
  const [first] = meant
  if (first === undefined) return pattern
  if (meant.length === 1) return first
  const message = `${name} may mean ${meant.join(' or ')}`
  throw new ProblemsError([problem('unknown-target', message, 'Give the address of the one that is meant.')])
}

/** All that the file declares, and what that stands in. */
const standingIn = ({ resources }: Desired): readonly Address[] =>
  [...resources.values()].flatMap((resource) => [resource.address, ...needsOf(resource).map(({ of }) => of)])

const refuseUnknown = (
  desired: Desired,
  { targets = [], excludes = [], environments = [] }: Selection,
): void => {
  const all = [...desired.resources.values()]
  const resources = all.map(({ address }) => address)
  const items = all.flatMap((resource) =>
    Object.keys(resource.parts).flatMap((aspect) => itemsOf(resource, aspect)),
  )
  const problems = [
    ...[...targets, ...excludes].flatMap((pattern) => unknown(pattern, [...resources, ...items])),
    ...environments.flatMap((pattern) => unknown(pattern, standingIn(desired))),
  ]
  if (problems.length > 0) throw new ProblemsError(problems)
}

const unknown = (pattern: string, known: readonly Address[]): readonly Problem[] => {
  if (known.some(matching([pattern]))) return []
  const depth = pattern.split('/').length
  const near =
    depth === 1
      ? nearestName(pattern, known)
      : nearest(pattern, [...new Set(known.filter((address) => address.split('/').length === depth))])
  const todo =
    near === undefined
      ? 'Give an address as plans show it, such as service/api or service/api/env/KEY.'
      : `Did you mean ${near}?`
  return [problem('unknown-target', `the file has nothing at ${pattern}`, todo)]
}

/** The address of the resource whose name is the most like this. */
const nearestName = (name: string, known: readonly Address[]): Address | undefined => {
  const resources = known.filter((address) => address.split('/').length === 2)
  const near = nearest(name, [...new Set(resources.map(nameIn))])
  return resources.find((address) => nameIn(address) === near)
}
