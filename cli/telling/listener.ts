/** Who is told what an apply does: a person, or a program that reads one event a line. */
import type { ApplyEvent, Problem, Summary, Workspace } from '../../src/index.ts'
import { type PlanView, planText, workspaceText } from '../render/index.ts'
import type { Screen } from '../shell/index.ts'
import { addressText, problemText } from '../words/index.ts'
import { eventDocument, plannedEvents, workspaceEvent } from './events.ts'
import { progressLine } from './progress.ts'
import { summaryText } from './summary.ts'

export interface Listener {
  readonly onWorkspace: (workspace: Workspace) => void
  readonly onPlan: (plan: PlanView) => void
  readonly onEvent: (event: ApplyEvent) => void
  readonly onEnd: (summary: Summary, problems: readonly Problem[]) => void
}

/** Longer addresses push their own line out of the column only. */
const widest = 40

/** The plan and the summary on stdout; what happens in between, and what went wrong, on stderr. */
export const listenAsText = (screen: Screen): Listener => {
  let column = 0
  return {
    onWorkspace: (workspace) => screen.out(`${workspaceText(workspace, screen.paint)}\n`),
    onPlan: (plan) => {
      column = Math.min(
        widest,
        Math.max(0, ...plan.sets.flat().map((address) => addressText(address).length)),
      )
      screen.out(planText(plan, screen))
    },
    onEvent: (event) => {
      const line = progressLine(event, { address: column, line: screen.widthErr }, screen.paintErr)
      if (line !== undefined) screen.err(line)
    },
    onEnd: (summary, problems) => {
      for (const problem of problems) screen.err(`\n${problemText(problem, screen.paintErr)}`)
      screen.out(`\n${summaryText(summary, screen.paint)}`)
    },
  }
}

export const listenAsJson = (screen: Screen): Listener => {
  const write = (event: object) => screen.json(event)
  return {
    onWorkspace: (workspace) => write(workspaceEvent(workspace)),
    onPlan: (plan) => plannedEvents(plan).forEach(write),
    onEvent: (event) => write(eventDocument(event)),
    onEnd: () => {},
  }
}
