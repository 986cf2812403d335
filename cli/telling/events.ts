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
    limits_seconds: Math.ceil(plan.seconds),
    eta_seconds: Math.ceil(plan.eta),
  },
]

/** The engine's events as they are, with times that people can read. */
export const eventDocument = (event: ApplyEvent): object => ({ ...withTimes(event), at: iso(event.at) })

const withTimes = ({ at: _, ...event }: ApplyEvent): object => {
  if ('problem' in event && event.problem) return { ...event, problem: problemDocument(event.problem) }
  if (event.type === 'apply_waiting') return { ...event, until: iso(event.until) }
  if (event.type !== 'apply_status') return event
  const underWay = event.underWay.map((each) => ({ ...each, since: iso(each.since) }))
  const waiting = event.waiting.map((each) => ({ ...each, until: iso(each.until) }))
  return { ...event, ends: iso(event.ends), underWay, waiting }
}

const iso = (at: number) => new Date(at).toISOString()
