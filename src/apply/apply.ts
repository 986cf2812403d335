/** Plan → events: the one place that changes a workspace. */
import type { Address } from '../address.ts'
import { toProblem } from '../api-problem.ts'
import type { Change } from '../change.ts'
import { type Clock, realClock } from '../clock.ts'
import type { Desired } from '../desired.ts'
import type { Client } from '../http/index.ts'
import type { World } from '../live.ts'
import { acts, isRefused, needsAmong, type Plan } from '../plan/index.ts'
import { type Problem, ProblemsError } from '../problem.ts'
import { learn } from '../read/index.ts'
import { resolver, type Secrets } from '../references/index.ts'
import type { LiveRecord } from '../rows/index.ts'
import { batching } from './batch.ts'
import { applyChange } from './carry-out.ts'
import type { Act, ApplyEvent, Summary } from './events.ts'
import { queue } from './queue.ts'
import { type Run, StepFailed, triggerOwed } from './rest.ts'

export interface ApplyOptions {
  readonly client: Client
  readonly desired: Desired
  /** What the plan was made from. It is copied: the caller's stays as it was. */
  readonly world: World
  readonly secrets?: Secrets
  readonly clock?: Clock
  /** Stops starting anything; changes that are on the wire are left to finish. */
  readonly signal?: AbortSignal
}

/**
 * Carries a plan out and tells what happens. Each change starts when all that it needs is done; a failure stops only
 * what needs it. Throws `ProblemsError` for a plan that refuses; everything later is an event.
 */
export const apply = (plan: Plan, options: ApplyOptions): AsyncIterable<ApplyEvent> => {
  if (isRefused(plan)) throw new ProblemsError(plan.problems.filter(({ severity }) => severity === 'error'))
  const events = queue<ApplyEvent>()
  run(plan, options, events.push).finally(events.end)
  return events
}

/** How a change ended. */
type Outcome = 'done' | 'failed' | 'stopped'

const run = async (plan: Plan, options: ApplyOptions, emit: (event: ApplyEvent) => void): Promise<void> => {
  const { client, desired, secrets = new Map(), clock = realClock, signal } = options
  const world = options.world.copy()
  const began = clock.now()
  const changes = plan.changes.filter(acts)
  const needs = needsAmong(changes, desired)
  const cyclic = new Set(plan.cycles.map(({ from, to }) => `${from} ${to}`))
  const written = new Map(changes.map(({ address }) => [address, gate()]))
  const finished = new Map<Address, Promise<Outcome>>()
  const counts = { added: 0, changed: 0, failed: 0, skipped: 0, stopped: 0 }
  let watched = 0

  const shared: Omit<Run, 'others' | 'emit' | 'onWritten' | 'owes' | 'owed'> = {
    client,
    send: batching(client, clock),
    clock,
    world,
    changes: plan.changes,
    ...(signal && { signal }),
    watched: () => watched,
    resolve: resolver(desired, world, secrets),
    learn: (sources) => learn(client, world, desired, sources, 'what was found', signal ? { signal } : {}),
  }

  const finish = async (change: Change): Promise<Outcome> => {
    const { address } = change
    const all = needs.get(address) ?? []
    const first = all.filter((need) => !cyclic.has(`${address} ${need}`))
    const outcomes = await Promise.all(first.map(async (need) => [need, await finished.get(need)] as const))
    const because = outcomes.find(([, outcome]) => outcome !== 'done')
    const debt = debtOf()
    if (because || signal?.aborted) {
      // The group that it takes variables from has changed already.
      const passed = outcomes.some(([need, outcome]) => outcome === 'done' && change.deploys.includes(need))
      if (passed) debt.owes(world.get(address)?.record)
      await triggerOwed(change, { client, ...debt })
      return because && because[1] !== 'stopped' ? skipped(address, because[0]) : stopped(address, false)
    }
    const start = clock.now()
    const action = change.action as Act
    emit({ type: 'apply_start', at: start, address, action })
    watched++
    try {
      const { id } = await applyChange(change, {
        ...shared,
        ...debt,
        emit: (event) => emit({ ...event, at: clock.now(), address }),
        onWritten: () => written.get(address)?.open(true),
        others: () =>
          Promise.all(
            all.map(async (need) => {
              if (await written.get(need)?.opened) return
              throw new StepFailed(brokenCircle(address, need))
            }),
          ),
      })
      counts[action === 'create' ? 'added' : 'changed']++
      emit({ type: 'apply_complete', at: clock.now(), address, action, id, ms: clock.now() - start })
      return 'done'
    } catch (error) {
      if (signal?.aborted && isStop(error, signal)) return stopped(address, true)
      counts.failed++
      emit({ type: 'apply_errored', at: clock.now(), address, problem: toProblem(error, address) })
      return 'failed'
    } finally {
      watched--
    }
  }

  const skipped = (address: Address, because: Address): Outcome => {
    counts.skipped++
    emit({ type: 'apply_skipped', at: clock.now(), address, because })
    return 'failed'
  }

  const stopped = (address: Address, started: boolean): Outcome => {
    counts.stopped++
    emit({ type: 'apply_stopped', at: clock.now(), address, started })
    return 'stopped'
  }

  const byAddress = new Map(changes.map((change) => [change.address, change]))
  // Each change is put in before it can be waited for: a set needs only sets before it, or itself in a circle.
  for (const set of plan.sets) {
    for (const address of set) {
      const change = byAddress.get(address)
      if (!change) continue
      const outcome = finish(change)
      finished.set(address, outcome)
      outcome.then(() => written.get(address)?.open(false))
    }
  }
  await Promise.all(finished.values())
  const summary: Summary = { ...counts, requests: client.sent(), ms: clock.now() - began }
  emit({ type: 'apply_summary', at: clock.now(), summary })
}

/** Whether a change ended because the apply was stopped, and not by a failure of its own. */
const isStop = (error: unknown, { reason }: AbortSignal): boolean =>
  error === reason || (error instanceof StepFailed && error.problem.code === 'needed-failed')

/** Keeps what must still be deployed. */
const debtOf = (): Pick<Run, 'owes' | 'owed'> => {
  let owed: LiveRecord | undefined
  return {
    owes: (live) => {
      owed = live
    },
    owed: () => owed,
  }
}

/** Opens once, for good, with whether what it guards came to be. */
const gate = () => {
  let open = (_made: boolean) => {}
  const opened = new Promise<boolean>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

const brokenCircle = (address: Address, need: Address): Problem => ({
  code: 'needed-failed',
  severity: 'error',
  message: `${address} needs ${need}, which failed`,
  address,
})
