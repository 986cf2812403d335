/** When each change of an apply may begin: after all that it needs, as far as circles allow; and what goes first. */
import type { Address } from '../address.ts'
import { acts, type Change, deploysOf } from '../change.ts'
import type { Clock } from '../clock.ts'
import type { Desired } from '../desired.ts'
import type { Client, Priority } from '../http/index.ts'
import { courseOf, type Need, needsAmong, type Plan, type Step, takes, waitsAmong } from '../plan/index.ts'

/** How a change ended. */
export type Outcome = 'done' | 'failed' | 'stopped'

export interface Schedule {
  /** Each comes after what it needs, or stands in one circle with it. */
  readonly changes: readonly Change[]
  /** Puts a change under way, before anything can wait for it. */
  readonly begin: (address: Address, outcome: Promise<Outcome>) => void
  /** Resolves once all that comes before a change has ended, with how, or is there, where it needs no more of it. */
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
  const needed = new Set([...needs.values()].flat().map(({ of }) => of))
  const needsOf = (address: Address) => (needs.get(address) ?? []).map(({ of }) => of)
  const waitsFor = (address: Address) =>
    (waits.get(address) ?? []).filter(({ of }) => !cyclic.has(`${address} ${of}`))
  const outcomeOf = async ({ of, until }: Need): Promise<Outcome> => {
    if (until === 'made' && (await written.get(of)?.opened)) return 'done'
    return (await outcomes.get(of)) ?? 'done'
  }
  return {
    changes: plan.sets.flat().flatMap((address) => byAddress.get(address) ?? []),
    begin: (address, outcome) => {
      outcomes.set(address, outcome)
      outcome.then(() => written.get(address)?.open(false))
    },
    before: (address) =>
      Promise.all(
        waitsFor(address).map(async (need) => ({
          address: need.of,
          outcome: await outcomeOf(need),
          needed: needsOf(address).includes(need.of),
        })),
      ),
    waitsFor: (address) => waitsFor(address).flatMap(({ of }) => (outcomes.has(of) ? [of] : [])),
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

/** What goes first where the limits do not let all of it out at once: the longest chain. */
export interface Pace {
  /** How urgent the requests of a change are. */
  readonly priority: (address: Address) => Priority
  /** A resource exists, with all that it can have by now. */
  readonly made: (address: Address) => void
  /** A change has ended, well or not. */
  readonly ended: (address: Address) => void
}

/** Keeps what the limits let through for chains that are still to come, until all of the steps have ended. */
export const paceOf = (steps: readonly Step[], client: Client, clock: Clock): Pace => {
  const course = courseOf(steps)
  const ranks = new Map(steps.map(({ address, rank }) => [address, rank]))
  client.expect((...asked) => course.forecast(clock.now())(...asked))
  return {
    priority: (address) => ({
      rank: ranks.get(address) ?? 0,
      joined: (bucket) => course.joined(address, bucket, clock.now()),
    }),
    made: course.made,
    ended: (address) => {
      course.ended(address)
      client.recheck()
    },
  }
}

/** What of an apply is begun before a time at which it is to be done. */
export interface Deadline {
  /** Whether a change is expected to be done in time, with what it must not be left without, if it is begun at a time. */
  readonly allows: (address: Address, at: number) => boolean
}

/** `until`: in milliseconds since the epoch. */
export const deadlineOf = ({ steps, changes }: Plan, until = Number.POSITIVE_INFINITY): Deadline => {
  // What is written of a group takes effect with the deploys of others, which have to fit as well.
  const passing = new Set(changes.flatMap(deploysOf))
  const lasts = new Map(
    steps.map((step) => [step.address, passing.has(step.address) ? step.rank * 1000 : takes(step)]),
  )
  return { allows: (address, at) => at + (lasts.get(address) ?? 0) <= until }
}

/** Why a change is not begun: it would not be done by the deadline. */
export class NotInTime extends Error {
  override readonly name = 'NotInTime'
}
