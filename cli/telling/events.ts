/** An apply as events, one a line. */
import type { ApplyEvent, Workspace } from '../../src/index.ts'
import { changeDocument, type PlanView } from '../render/index.ts'
import { diagnosticEvent, problemDocument } from '../words/index.ts'

export const workspaceEvent = (workspace: Workspace) => ({ type: 'workspace', workspace })

/** What is going to happen, before it does. */
export const plannedEvents = (plan: PlanView): readonly object[] => [
  ...[...plan.acting, ...plan.held].map((change) => ({
    type: 'planned_change',
    resource_change: changeDocument(change),
  })),
  ...plan.unobserved.map((unobserved) => ({ type: 'unobserved', unobserved })),
  ...plan.problems.map((problem) => diagnosticEvent(problem)),
  {
    type: 'change_summary',
    summary: plan.totals,
    refused: plan.isRefused,
    requests: plan.requests,
    eta_seconds: Math.ceil(plan.seconds),
  },
]

/** The engine's events as they are, with times that people can read. */
export const eventDocument = ({ at, ...event }: ApplyEvent): object => ({
  ...event,
  ...(event.type === 'apply_errored' && { problem: problemDocument(event.problem) }),
  at: new Date(at).toISOString(),
})
