/** An apply as events, one a line. */
import { type ApplyEvent, isRefused, type Plan, totals, type Workspace } from '../../src/index.ts'
import { changeDocument, problemDocument } from './json.ts'

export const workspaceEvent = (workspace: Workspace) => ({ type: 'workspace', workspace })

/** What is going to happen, before it does. */
export const plannedEvents = (plan: Plan): readonly object[] => [
  ...plan.changes
    .filter(({ action }) => action !== 'none')
    .map((change) => ({ type: 'planned_change', resource_change: changeDocument(change) })),
  ...plan.problems.map((problem) => ({ type: 'diagnostic', problem: problemDocument(problem) })),
  {
    type: 'change_summary',
    summary: totals(plan),
    refused: isRefused(plan),
    requests: plan.requests,
    eta_seconds: Math.ceil(plan.seconds),
  },
]

/** The engine's events as they are, with times that people can read. */
export const eventDocument = ({ at, ...event }: ApplyEvent): object => ({
  ...event,
  at: new Date(at).toISOString(),
})
