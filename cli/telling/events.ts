/** An apply as events, one a line: what schemas/events.schema.json describes. Names follow Terraform's where it has them. */
import type { ApplyEvent, Workspace } from '../../src/index.ts'
import { changeDocument, type PlanView } from '../render/index.ts'
import { version } from '../shell/index.ts'
import { type diagnosticEvent, formatVersion, problemDocument } from '../words/index.ts'

/** Any event that `apply --json` prints. */
export type EventDocument =
  | ReturnType<
      | typeof versionEvent
      | typeof workspaceEvent
      | typeof plannedEvent
      | typeof unobservedEvent
      | typeof diagnosticEvent
      | typeof planSummary
    >
  | AppliedDocument

/** The first line. */
export const versionEvent = () => ({
  type: 'version' as const,
  format_version: formatVersion,
  render_sync: version,
})

export const workspaceEvent = (workspace: Workspace) => ({ type: 'workspace' as const, workspace })

export const plannedEvent = (change: PlanView['changes'][number]) => ({
  type: 'planned_change' as const,
  resource_change: changeDocument(change),
})

export const unobservedEvent = (unobserved: PlanView['unobserved'][number]) => ({
  type: 'unobserved' as const,
  unobserved,
})

/** What is going to happen. */
export const planSummary = (plan: PlanView) => ({
  type: 'change_summary' as const,
  operation: 'plan' as const,
  changes: plan.totals,
  refused: plan.isRefused,
  requests: plan.requests,
  limits_seconds: Math.ceil(plan.seconds),
  eta_seconds: Math.ceil(plan.eta),
})

type AppliedDocument = ReturnType<(typeof documents)[keyof typeof documents]>

type Of<Type extends ApplyEvent['type']> = Extract<ApplyEvent, { type: Type }>

/** How each event of the engine is printed. */
const documents = {
  apply_pending: ({ type, at, address, waitsFor }: Of<'apply_pending'>) => ({
    type,
    at: iso(at),
    address,
    waits_for: waitsFor,
  }),
  apply_waiting: ({ type, at, ...waiting }: Of<'apply_waiting'>) => ({
    type,
    at: iso(at),
    ...waitingDocument(waiting),
  }),
  apply_start: ({ at, ...event }: Of<'apply_start'>) => ({ ...event, at: iso(at) }),
  apply_progress: ({ at, ...event }: Of<'apply_progress'>) => ({ ...event, at: iso(at) }),
  apply_owed: ({ type, at, address, problem }: Of<'apply_owed'>) => ({
    type,
    at: iso(at),
    address,
    ...(problem && { problem: problemDocument(problem) }),
  }),
  apply_complete: ({ at, ms, goesOn, ...event }: Of<'apply_complete'>) => ({
    ...event,
    at: iso(at),
    elapsed_seconds: ms / 1000,
    ...(goesOn && { goes_on: goesOn }),
  }),
  apply_errored: ({ type, at, address, problem }: Of<'apply_errored'>) => ({
    type,
    at: iso(at),
    address,
    problem: problemDocument(problem),
  }),
  apply_skipped: ({ at, ...event }: Of<'apply_skipped'>) => ({ ...event, at: iso(at) }),
  apply_stopped: ({ at, ...event }: Of<'apply_stopped'>) => ({ ...event, at: iso(at) }),
  apply_status: ({ type, at, ended, of, ends, underWay, waiting }: Of<'apply_status'>) => ({
    type,
    at: iso(at),
    ended,
    of,
    ends: iso(ends),
    under_way: underWay.map(underWayDocument),
    waiting: waiting.map(waitingDocument),
  }),
  change_summary: ({ type, at, summary }: Of<'change_summary'>) => {
    const { added, changed, destroyed, left, ms, ...rest } = summary
    return {
      type,
      operation: 'apply' as const,
      at: iso(at),
      changes: { add: added, change: changed, destroy: destroyed },
      ...rest,
      left_seconds: Math.ceil(left),
      elapsed_seconds: ms / 1000,
    }
  },
} as const satisfies { readonly [Type in ApplyEvent['type']]: (event: Of<Type>) => { readonly type: Type } }

export const eventDocument = (event: ApplyEvent): AppliedDocument =>
  (documents[event.type] as (event: ApplyEvent) => AppliedDocument)(event)

const waitingDocument = ({ until, ...waiting }: Of<'apply_status'>['waiting'][number]) => ({
  ...waiting,
  until: iso(until),
})

const underWayDocument = ({ since, ...underWay }: Of<'apply_status'>['underWay'][number]) => ({
  ...underWay,
  since: iso(since),
})

const iso = (at: number) => new Date(at).toISOString()
