/** Desired and live make a plan: a value that can be printed, compared, serialised, and that refuses by itself. Pure. */
import type { Address } from '../address.ts'
import type { Change } from '../change.ts'
import type { Desired } from '../desired.ts'
import { estimate } from '../http/index.ts'
import type { Workspace, World } from '../live.ts'
import type { Problem } from '../problem.ts'
import { holderOf, providerOf, resolver, type Secrets } from '../references/index.ts'
import { mergeRequests } from './budget.ts'
import { refusals } from './checks.ts'
import { compare } from './compare.ts'
import { fingerprint } from './fingerprint.ts'
import { type CycleEdge, orderOf } from './graph.ts'
import { maskingProblems } from './masking.ts'
import { type CreateSurroundings, plannedRequests } from './requests.ts'
import { type Unmanaged, unmanaged } from './unmanaged.ts'

export interface Plan {
  readonly workspace: Workspace
  /** One for each declared resource, in the order of the file; also those that do not change. */
  readonly changes: readonly Change[]
  /** The changes that do something, as sets that may run at once, each after the ones before it. */
  readonly sets: readonly (readonly Address[])[]
  /** References that go in a circle: broken by creating first and setting variables after. */
  readonly cycles: readonly CycleEdge[]
  /** What is live and not in the file. It is left alone. */
  readonly unmanaged: readonly Unmanaged[]
  /** Errors are refusals: the plan is whole, and cannot be applied. */
  readonly problems: readonly Problem[]
  /** How many requests each bucket of limits has to let through (API facts §4). */
  readonly requests: Readonly<Record<string, number>>
  /** The seconds that the limits alone make an apply take, at least. */
  readonly seconds: number
  /** Changes with anything in the live workspace that the plan rests on; tells nobody what. */
  readonly fingerprint: string
}

export interface PlanOptions {
  readonly secrets?: Secrets
  /** What loading the file had to say: it becomes part of the plan. */
  readonly problems?: readonly Problem[]
  /** The key of the fingerprint's digests; the API key serves. */
  readonly fingerprintKey: string
  /** Milliseconds since the epoch: limits are windows of the wall clock. */
  readonly now: number
}

export const isRefused = ({ problems }: Plan): boolean =>
  problems.some(({ severity }) => severity === 'error')

export const acts = ({ action }: Change): boolean => action !== 'none'

/** What changes, in which order, and whether it may. Throws nothing: what is wrong stands in the plan. */
export const plan = (desired: Desired, world: World, options: PlanOptions): Plan => {
  const secrets = options.secrets ?? new Map()
  const resolve = resolver(desired, world, secrets)
  const changes = compare(desired, world, resolve)
  const order = orderOf(needsAmong(changes.filter(acts), desired))
  const problems = [
    ...(options.problems ?? []),
    ...maskingProblems(changes, world, desired),
    ...refusals(desired, changes, world, resolve),
  ]
  const requests = problems.some(({ severity }) => severity === 'error')
    ? []
    : changes.flatMap((change) => plannedRequests(change, surroundings(change, changes, world), resolve))
  const budget = estimate(mergeRequests(requests), options.now)
  return {
    workspace: world.workspace,
    changes,
    sets: order.sets,
    cycles: order.cycles,
    unmanaged: unmanaged(desired, world),
    problems,
    requests: budget.requests,
    seconds: budget.seconds,
    fingerprint: fingerprint(changes, options.fingerprintKey),
  }
}

/** For each change, the other changes that it comes after. */
export const needsAmong = (
  changes: readonly Change[],
  desired: Desired,
): Map<Address, readonly Address[]> => {
  const acting = new Set(changes.map(({ address }) => address))
  return new Map(
    changes.map(({ address, needs }) => {
      const providers = needs.map((need) => providerOf(desired, need) ?? need)
      return [address, [...new Set(providers)].filter((need) => acting.has(need))]
    }),
  )
}

/** What a create needs to know of the resources around it; ids of those that are not there yet are stand-ins. */
const surroundings = (change: Change, changes: readonly Change[], world: World): CreateSurroundings => {
  const id = (address: Address) => world.get(address)?.record.id ?? address
  const holder = holderOf(change.desired)
  return {
    owner: world.workspace.id,
    id,
    ...(holder && { parentId: id(holder) }),
    children: childrenOf(change, changes),
    withParent: holder !== undefined && !world.get(holder),
  }
}

export const childrenOf = ({ address }: Change, changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ desired }) => holderOf(desired) === address)

/** How many resources the plan adds, changes and destroys. */
export const totals = ({ changes }: Plan): { add: number; change: number; destroy: number } => {
  const count = (...actions: readonly string[]) =>
    changes.filter(({ action }) => actions.includes(action)).length
  return { add: count('create', 'replace'), change: count('update'), destroy: count('delete', 'replace') }
}
