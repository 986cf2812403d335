/** Plan → events: the one place that changes a workspace. */
import { type Change, deploysOf } from '../change.ts'
import { type Clock, realClock } from '../clock.ts'
import type { Desired } from '../desired.ts'
import type { Client } from '../http/index.ts'
import type { Live } from '../live.ts'
import { childrenByHolder, endOf, isRefused, type Plan, type Step, takenOver } from '../plan/index.ts'
import { ProblemsError } from '../problem.ts'
import { factsAnew, type Journal, learn, mustSee, readerOf, remembering } from '../read/index.ts'
import { resolver, type Secrets } from '../references/index.ts'
import type { LiveRecord } from '../rows/index.ts'
import { batching } from './batch.ts'
import { boardOf, tellStatus } from './board.ts'
import { carryOut } from './carry-out.ts'
import { type Debt, debtsOf } from './debt.ts'
import { heldProblem, triggerOf } from './deploys/index.ts'
import type { ApplyEvent } from './events.ts'
import { ledgerOf } from './ledger.ts'
import { queue } from './queue.ts'
import type { Apply } from './run.ts'
import {
  type Deadline,
  deadlineOf,
  isStop,
  NeededFailed,
  NotInTime,
  type Outcome,
  type Pace,
  paceOf,
  type Schedule,
  scheduleOf,
} from './schedule.ts'
import { deedOf, type Teller, tellerOf } from './teller.ts'
import { watcherOf, watchlistsOf } from './watching/index.ts'
import type { ApplyWishes } from './wishes.ts'

export interface ApplyOptions {
  readonly client: Client
  readonly desired: Desired
  /** What the plan was made from. It is copied: the caller's stays as it was. */
  readonly known: Live
  readonly secrets?: Secrets
  readonly clock?: Clock
  readonly wishes?: ApplyWishes
  /** Keeps what is written and not deployed yet, for the next run. */
  readonly journal?: Journal | undefined
  /** Stops starting anything; changes that are on the wire are left to finish. */
  readonly signal?: AbortSignal
}

/**
 * Carries a plan out and tells what happens. Each change starts when all that it needs is done; a failure stops only
 * what needs it. A failed deploy that the plan leaves as it is fails its resource. Throws `ProblemsError` for a plan that
 * refuses, or is blocked; everything later is an event.
 */
export const apply = (plan: Plan, options: ApplyOptions): AsyncIterable<ApplyEvent> => {
  if (isRefused(plan)) throw new ProblemsError(plan.problems.filter(({ severity }) => severity === 'error'))
  if (plan.blocked.length > 0) throw new ProblemsError(plan.blocked)
  const events = queue<ApplyEvent>()
  applyAll(plan, options, events.push).finally(events.end)
  return events
}

const applyAll = async (plan: Plan, options: ApplyOptions, emit: (event: ApplyEvent) => void) => {
  const { client, desired, secrets = new Map(), clock = realClock, signal, wishes = {} } = options
  const known = options.known.copy()
  // What goes gives nobody anything any more: who refers to it waits for what takes its place.
  for (const { action, address } of plan.changes) if (action === 'replace') known.remove(address)
  const waits = signal ? { signal } : {}
  const facts = factsAnew(readerOf(client, known, waits, mustSee))
  const schedule = scheduleOf(plan, desired)
  const pace = paceOf(plan.steps, client, clock)
  const deadline = deadlineOf(plan, wishes.until)
  const board = boardOf(plan.steps, schedule.changes.length, clock)
  const teller = tellerOf((event) => {
    board.see(event)
    emit(event)
  }, clock)
  const means = { schedule, pace, deadline, teller }
  let underWay = 0
  const apply: Apply = {
    client,
    afresh: remembering(client),
    send: batching(client, clock),
    debts: debtsOf({
      client,
      ...waits,
      trigger: (change, deploys, live) => triggerOf(change, deploys, live, wishes),
      ledger: ledgerOf(plan, { client, clock, desired, known, journal: options.journal }),
      tell: teller.owed,
    }),
    clock,
    ...waits,
    wishes,
    known,
    gone: new Set(),
    children: childrenByHolder(plan.changes),
    created: new Set(plan.changes.flatMap(({ action, address }) => (action === 'create' ? [address] : []))),
    takenOver: new Set(takenOver(schedule.changes).map(({ name }) => name)),
    resolve: resolver(desired, known, secrets),
    watcher: watcherOf({ client, clock, ...waits, underWay: () => underWay }),
    watchlists: watchlistsOf({ client, clock, known, waits }),
    expected: expectedBy(plan),
    learn: (sources) => learn(facts, known, desired, sources, 'what was found'),
  }
  const done = new AbortController()
  void tellStatus(board, emit, clock, done.signal)
  const inTurn = async (change: Change, debt: Debt) => {
    underWay++
    try {
      return await changeInTurn(change, debt, apply, means)
    } finally {
      underWay--
    }
  }
  const outcomes = schedule.changes.map((change) => {
    const outcome = afterNeeds(change, apply, means, (debt) => inTurn(change, debt))
    schedule.begin(change.address, outcome)
    outcome.then(() => pace.ended(change.address))
    return outcome
  })
  const ends = await Promise.all(outcomes)
  done.abort('done')
  for (const change of plan.changes) {
    const held = heldProblem(change)
    if (held) teller.failed(change.address, new ProblemsError([held]))
  }
  const stopped = new Set(
    schedule.changes.flatMap(({ address }, index) => (ends[index] === 'stopped' ? [address] : [])),
  )
  const left = plan.steps.filter(({ address }) => stopped.has(address))
  teller.ended({ requests: client.sent(), left: secondsOf(left, client, clock) })
}

/** How long steps take from now on. */
const secondsOf = (steps: readonly Step[], client: Client, clock: Clock): number => {
  const now = clock.now()
  return (endOf(steps, now, undefined, client.fill()) - now) / 1000
}

/** How long the end of each change is expected to take, in milliseconds. */
const expectedBy = ({ steps }: Plan): Apply['expected'] => {
  const seconds = new Map(steps.map((step) => [step.address, step.seconds]))
  return (address) => (seconds.get(address) ?? 0) * 1000
}

/** Waits for what a change needs. */
const afterNeeds = async (
  change: Change,
  { known, signal, debts, clock }: Apply,
  { schedule, deadline, teller }: Means,
  go: (debt: Debt) => Promise<Outcome>,
): Promise<Outcome> => {
  const { address } = change
  const debt = debts.of(change)
  teller.pending(address, schedule.waitsFor(address))
  const before = await schedule.before(address)
  const because = before.find(({ outcome, needed }) => needed && outcome !== 'done')
  // The group that it takes variables from has changed already, if only in part.
  const reasons = new Set(deploysOf(change))
  const passed = before.some((need) => reasons.has(need.address) && debts.hasWritten(need.address))
  const live = known.get(address)?.record
  if (passed && live) debt.owes(live)
  if (!because && !signal?.aborted && deadline.allows(address, clock.now())) return go(debt)
  const deployed = await debt.settle()
  return because && because.outcome !== 'stopped'
    ? teller.skipped(address, because.address, deployed)
    : teller.stopped(address, deployed, goingOn(live))
}

const goingOn = (live: LiveRecord | undefined, status?: string) => ({
  ...(status !== undefined && { status }),
  ...(live?.dashboardUrl !== undefined && { link: live.dashboardUrl }),
})

/** What a change is carried out by. */
interface Means {
  readonly schedule: Schedule
  readonly pace: Pace
  readonly deadline: Deadline
  readonly teller: Teller
}

const changeInTurn = async (
  change: Change,
  debt: Debt,
  apply: Apply,
  { schedule, pace, deadline, teller }: Means,
): Promise<Outcome> => {
  const { address } = change
  const { clock } = apply
  const late = new AbortController()
  const signal = AbortSignal.any([late.signal, ...(apply.signal ? [apply.signal] : [])])
  const deed = deedOf(change)
  if (!deed) return 'done'
  let start: number | undefined
  let status: string | undefined
  const begin = () => {
    if (start !== undefined) return start
    start = clock.now()
    teller.started(address, deed)
    return start
  }
  try {
    const { live, goesOn } = await carryOut(change, {
      ...apply,
      signal,
      debt,
      emit: (event) => {
        status = event.status
        teller.progress(address, event)
      },
      priority: pace.priority(address),
      told: {
        onWait: (wait) => {
          teller.waiting(address, wait)
          if (start === undefined && !deadline.allows(address, wait.until)) late.abort(new NotInTime())
        },
        onSend: begin,
      },
      onWritten: () => {
        pace.made(address)
        schedule.wrote(address)
      },
      others: () => {
        teller.pending(address, schedule.lacks(address))
        return schedule.others(address)
      },
      isNeeded: schedule.isNeeded(address),
    })
    return teller.completed(address, deed, live.id, begin(), goesOn)
  } catch (error) {
    if (signal.aborted && isStop(error, signal)) {
      return teller.stopped(address, start !== undefined, goingOn(apply.known.get(address)?.record, status))
    }
    if (error instanceof NeededFailed) return teller.skipped(address, error.need, start !== undefined)
    return teller.failed(address, error)
  }
}
