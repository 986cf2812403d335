/** Desired and live make a plan: a value that can be printed, compared, serialised, and that refuses by itself. Pure. */
import type { Address } from '../address.ts'
import { acts, type Change, type Delete, isDeclared, never } from '../change.ts'
import { type Cost, costOf, costProblems, type Prices, pricesBelow } from '../cost/index.ts'
import type { Desired } from '../desired.ts'
import type { ApiRequest } from '../http/index.ts'
import type { Fill } from '../http/limits/index.ts'
import type { Live, Unobserved, Workspace } from '../live.ts'
import { type Problem, problem } from '../problem.ts'
import { areaOf, holderOf, providerOf, resolver, type Secrets } from '../references/index.ts'
import type { Source } from '../source.ts'
import { budgetOf } from './budget.ts'
import { contested, laterSecrets, namesakes, refusals, type Subject, twoOwners } from './checks/index.ts'

import { compare } from './compare.ts'
import {
  allowedBy,
  type Confirmations,
  destroyedResources,
  guards,
  inTurn,
  leftAside,
  pruneResources,
  replaceProblems,
  type Unmanaged,
  unmanaged,
  withAsides,
} from './deleting/index.ts'
import { type DeployWishes, unknownDeploys } from './deploys/index.ts'
import { type Rests, restsOf } from './digests/index.ts'
import { endOf, expectationOf, type Step, stepsOf, type Writes } from './estimate/index.ts'
import { type CycleEdge, orderOf } from './graph.ts'
import { maskingProblems } from './masking.ts'
import { type Made, plannedRequests } from './requests.ts'
import { addressesOf, needsAmong, waitsAmong } from './waits.ts'

export interface Plan {
  readonly workspace: Workspace
  /**
   * One for each declared resource of which is known whether it is there, in the order of the file; also those that do not
   * change. Behind them, what is deleted because no file has it.
   */
  readonly changes: readonly Change[]
  /** The deletions of what is replaced, and stands aside under another name until all have what took its place. */
  readonly asides: readonly Delete[]
  /** The changes that do something, as sets that may run at once, each after the ones before it. */
  readonly sets: readonly (readonly Address[])[]
  /** References that go in a circle: broken by creating first and setting variables after. */
  readonly cycles: readonly CycleEdge[]
  /** What is live and not in the file. It is left alone. */
  readonly unmanaged: readonly Unmanaged[]
  /** What the key may not see. Nothing is planned from it, and what is declared of it has no change. */
  readonly unobserved: readonly Unobserved[]
  /** Why an apply would not begin: the key would write where it may not read, a secret is yet to be given, or a Blueprint writes there too. */
  readonly blocked: readonly Problem[]
  /** Errors are refusals: the plan is whole, and cannot be applied. */
  readonly problems: readonly Problem[]
  /** How many requests each bucket of limits has to let through (API facts §4). */
  readonly requests: Readonly<Record<string, number>>
  /** The seconds that the limits alone make an apply take, at least. */
  readonly seconds: number
  /** What an estimate of the end is made of, each after the ones that it needs. */
  readonly steps: readonly Step[]
  /** The seconds until all of it is done and live, as estimated from what is left of the limits, and what deploys have taken before. */
  readonly eta: number
  /** What it costs a month, before and after. */
  readonly cost: Cost
  /** Digests of what of the live workspace the plan rests on. */
  readonly rests: Rests
}

export interface PlanOptions extends DeployWishes, Confirmations {
  /** Writes also what a Blueprint manages that syncs by itself. */
  readonly ignoreBlueprints?: boolean
  readonly secrets?: Secrets
  /** What things cost, in place of what the built-in table says. */
  readonly prices?: Prices
  /** Refuses a plan that costs so many US dollars a month more, or more than anybody knows. */
  readonly maxCostIncrease?: number
  /** What loading the file had to say: it becomes part of the plan. */
  readonly problems?: readonly Problem[]
  /** Makes digests of hidden values, so that a plan rests on these too; absent: it does not. */
  readonly planKey?: string | undefined
  /** Milliseconds since the epoch: limits are windows of the wall clock. */
  readonly now: number
  /** What of the limits is spent by now; absent: nothing. */
  readonly fill?: Fill
  /** The seconds that a deploy is expected to take where no deploy of the workspace tells. */
  readonly expectDeploy?: number | undefined
}

export const isRefused = ({ problems }: Plan): boolean =>
  problems.some(({ severity }) => severity === 'error')

/** What changes, in which order, and whether it may. Throws nothing: what is wrong stands in the plan. */
export const plan = (desired: Desired, known: Live, options: PlanOptions): Plan => {
  const { declared, resolve } = compareAll(desired, known, options)
  const pruned = desired.destroys
    ? destroyedResources(desired, known)
    : pruneResources(desired, known, declared)
  const others = [...declared, ...pruned.deletes]
  const left = leftAside(others, known, allowedBy(options)).filter(
    ({ address }) => !pruned.deletes.some((one) => one.address === address),
  )
  const { changes, asides } = withAsides(inTurn([...others, ...left], known), known)
  const acting = [...changes.filter(acts), ...asides]
  const waits = waitsAmong(acting, needsAmong(acting, desired))
  const order = orderOf(addressesOf(waits))
  const byAddress = new Map(declared.map((change) => [change.address, change]))
  const cost = costOf(changes, pricesBelow(options.prices), options.now)
  const subject = { desired, changes: byAddress, known, resolve }
  const problems = [
    ...(options.problems ?? []),
    ...maskingProblems(declared, known, desired),
    ...(desired.destroys ? namesakes(subject) : refusals(subject)),
    ...unknownDeploys(declared, options),
    ...twoOwners(changes, known),
    ...replaceProblems({ desired, known, changes }, options),
    ...guards({ desired, known, changes, pruned }, options),
    ...costProblems(cost, options.maxCostIncrease),
  ]
  const isWhole = problems.every(({ severity }) => severity !== 'error')
  const writes = isWhole
    ? writesOf([...changes, ...asides], order.cycles, subject)
    : new Map<Address, Writes>()
  const requests = [...writes.values()].flatMap((each) => each.requests)
  const steps = stepsOf(
    order.sets.flat().flatMap((address) => writes.get(address) ?? []),
    waits,
    order.cycles,
    expectationOf(known, options.expectDeploy),
  )
  const budget = budgetOf(requests, options.now, options.fill)
  const unobserved = known.unobserved()
  return {
    workspace: known.workspace,
    changes,
    asides,
    sets: order.sets,
    cycles: order.cycles,
    unmanaged: unmanaged(desired, known, changes),
    unobserved,
    blocked: [
      ...blockedAreas(requests, unobserved),
      ...laterSecrets(subject),
      ...(options.ignoreBlueprints ? [] : contested(changes, known)),
    ],
    problems,
    requests: budget.requests,
    seconds: budget.seconds,
    steps,
    eta: (endOf(steps, options.now, undefined, options.fill) - options.now) / 1000,
    cost,
    rests: restsOf(changes, unobserved, options.planKey),
  }
}

/** What is replaced gives nobody anything any more: who refers to it gets what the new one will have. */
const compareAll = (desired: Desired, known: Live, options: PlanOptions) => {
  const secrets = options.secrets ?? new Map()
  const resolve = resolver(desired, known, secrets)
  if (desired.destroys) return { declared: [], resolve }
  const declared = compare(desired, known, resolve, options)
  const replaced = declared.filter(({ action }) => action === 'replace')
  if (replaced.length === 0) return { declared, resolve }
  const without = known.copy()
  for (const { address } of replaced) without.remove(address)
  const anew = resolver(desired, without, secrets)
  return { declared: compare(desired, known, anew, options), resolve: anew }
}

/** No endpoint tells a key's levels (API facts §8.1), and who may not read an area may not write in it. */
const blockedAreas = (
  requests: readonly ApiRequest[],
  unobserved: readonly Unobserved[],
): readonly Problem[] => {
  const written = new Set(requests.map(({ path }) => areaOf(path)))
  const byArea = new Map(unobserved.filter(({ unseenBy }) => !unseenBy).map((each) => [each.area, each]))
  return [...byArea.values()].flatMap(({ area, where }) => {
    if (!written.has(area)) return []
    const message = `this plan writes in an area that the key may not even read: ${area} (${where} answered 403)`
    return [problem('unobserved-area', message, `Use a key that may read and write ${area}.`)]
  })
}

/** The writes of each change; ids of what is not there yet are stand-ins. */
const writesOf = (
  changes: readonly Change[],
  cycles: readonly CycleEdge[],
  { desired, known, resolve }: Pick<Subject, 'desired' | 'known' | 'resolve'>,
): ReadonlyMap<Address, Writes> => {
  const children = childrenByHolder(changes)
  const circular = new Set(cycles.map(({ from, to }) => `${from} ${to}`))
  const id = (address: Address) => known.get(address)?.record.id ?? address
  const writes = (change: Change): Writes => {
    const holder = isDeclared(change) ? holderOf(change.desired) : undefined
    const around = {
      owner: known.workspace.id,
      id,
      ...(holder && { parentId: id(holder) }),
      children: children.get(change.address) ?? [],
      withParent: holder !== undefined && !known.get(holder),
    }
    const isLate = (source: Source) =>
      'of' in source && circular.has(`${change.address} ${providerOf(desired, source.of) ?? source.of}`)
    return { change, requests: plannedRequests(change, around, resolve, isLate) }
  }
  return new Map(changes.map((change) => [change.address, writes(change)]))
}

/** What comes to be inside of what, by the address of the holder. */
export const childrenByHolder = (changes: readonly Change[]): ReadonlyMap<Address, readonly Made[]> => {
  const children = new Map<Address, Made[]>()
  for (const change of changes) {
    if (change.action !== 'create' && change.action !== 'replace') continue
    const holder = holderOf(change.desired)
    if (holder === undefined) continue
    const others = children.get(holder)
    if (others) others.push(change)
    else children.set(holder, [change])
  }
  return children
}

/** How many resources the plan adds, changes and destroys. */
export const totals = ({ changes }: Plan): { add: number; change: number; destroy: number } => {
  const totals = { add: 0, change: 0, destroy: 0 }
  for (const { action } of changes) {
    switch (action) {
      case 'create':
        totals.add++
        break
      case 'update':
        totals.change++
        break
      case 'delete':
        totals.destroy++
        break
      case 'replace':
        totals.add++
        totals.destroy++
        break
      case 'none':
        break
      default:
        never(action)
    }
  }
  return totals
}
