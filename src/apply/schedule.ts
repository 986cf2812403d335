/** When each change of an apply may begin: after all that it needs, as far as circles allow. */
import type { Address } from '../address.ts'
import { acts, type Change } from '../change.ts'
import type { Desired } from '../desired.ts'
import { needsAmong, type Plan, waitsAmong } from '../plan/index.ts'

/** How a change ended. */
export type Outcome = 'done' | 'failed' | 'stopped'

export interface Schedule {
  /** Each comes after what it needs, or stands in one circle with it. */
  readonly changes: readonly Change[]
  /** Puts a change under way, before anything can wait for it. */
  readonly begin: (address: Address, outcome: Promise<Outcome>) => void
  /** Resolves once all that comes before a change has ended, with how. */
  readonly before: (address: Address) => Promise<readonly Ended[]>
  /** Which changes come before one, of those that its circle does not hold. */
  readonly waitsFor: (address: Address) => readonly Address[]
  /** What a change needs and does not exist yet, with all that it can have by now. */
  readonly lacks: (address: Address) => readonly Address[]
  /** Notes that a resource exists, with all that it can have by now. */
  readonly wrote: (address: Address) => void
  /** Resolves once all that a change needs exists, also in its own circle. Throws {@link NeededFailed} when something never will. */
  readonly others: (address: Address) => Promise<void>
  /** Whether another change needs this one. */
  readonly isNeeded: (address: Address) => boolean
}

interface Ended {
  readonly address: Address
  readonly outcome: Outcome
  /** Whether the change that comes after it cannot do without it. */
  readonly needed: boolean
}

export const scheduleOf = (plan: Plan, desired: Desired): Schedule => {
  const acting = [...plan.changes.filter(acts), ...plan.asides]
  const byAddress = new Map(acting.map((change) => [change.address, change]))
  const needs = needsAmong(acting, desired)
  const waits = waitsAmong(acting, needs)
  const cyclic = new Set(plan.cycles.map(({ from, to }) => `${from} ${to}`))
  const written = new Map(acting.map(({ address }) => [address, gate()]))
  const outcomes = new Map<Address, Promise<Outcome>>()
  const needed = new Set([...needs.values()].flat())
  const needsOf = (address: Address) => needs.get(address) ?? []
  const waitsFor = (address: Address) =>
    (waits.get(address) ?? []).filter((before) => !cyclic.has(`${address} ${before}`))
  return {
    changes: plan.sets.flat().flatMap((address) => byAddress.get(address) ?? []),
    begin: (address, outcome) => {
      outcomes.set(address, outcome)
      outcome.then(() => written.get(address)?.open(false))
    },
    before: (address) =>
      Promise.all(
        waitsFor(address).map(async (before) => ({
          address: before,
          outcome: (await outcomes.get(before)) ?? 'done',
          needed: needsOf(address).includes(before),
        })),
      ),
    waitsFor: (address) => waitsFor(address).filter((before) => outcomes.has(before)),
    lacks: (address) => needsOf(address).filter((need) => written.get(need)?.isOpen() === false),
    wrote: (address) => written.get(address)?.open(true),
    isNeeded: (address) => needed.has(address),
    others: async (address) => {
      await Promise.all(
        needsOf(address).map(async (need) => {
          if (!(await written.get(need)?.opened)) throw new NeededFailed(need)
        }),
      )
    },
  }
}

/** Opens once, for good, with whether what it guards came to be. */
const gate = () => {
  let isOpen = false
  let settle = (_made: boolean) => {}
  const opened = new Promise<boolean>((resolve) => {
    settle = resolve
  })
  const open = (made: boolean) => {
    isOpen = true
    settle(made)
  }
  return { open, opened, isOpen: () => isOpen }
}

/** What a change of a circle still needs will never be there. */
export class NeededFailed extends Error {
  override readonly name = 'NeededFailed'
  readonly need: Address

  constructor(need: Address) {
    super(`${need} failed`)
    this.need = need
  }
}

/** Whether a change ended because the apply was stopped, and not by a failure of its own. */
export const isStop = (error: unknown, { reason }: AbortSignal): boolean =>
  error === reason || error instanceof NeededFailed
