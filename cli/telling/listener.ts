/** Who is told what an apply does: a person, or a program that reads one event a line. */
import {
  type ApplyEvent,
  type Board,
  boardOf,
  type Clock,
  type Problem,
  type Summary,
  type Workspace,
} from '../../src/index.ts'
import { type PlanView, planText, workspaceText } from '../render/index.ts'
import type { Screen } from '../shell/index.ts'
import { addressText, diagnosticEvent, problemText } from '../words/index.ts'
import { endingsOf } from './ending.ts'
import {
  type EventDocument,
  eventDocument,
  plannedEvent,
  planSummary,
  unobservedEvent,
  versionEvent,
  workspaceEvent,
} from './events.ts'
import { footText } from './foot.ts'
import { progressLine } from './progress.ts'
import { summaryText } from './summary.ts'

export interface Listener {
  readonly onWorkspace: (workspace: Workspace) => void
  readonly onPlan: (plan: PlanView) => void
  readonly onEvent: (event: ApplyEvent) => void
  /** Every second, where somebody looks on. */
  readonly onSecond?: () => void
  readonly onEnd: (summary: Summary, problems: readonly Problem[]) => void
}

/** Longer addresses push their own line out of the column only. */
const widest = 40

/** The plan and the summary on stdout; what happens in between, and what went wrong, on stderr. */
export const listenAsText = (screen: Screen, clock: Clock): Listener => {
  let column = 0
  let board: Board | undefined
  const endings = endingsOf()
  const { foot } = screen
  const showFoot = foot && (() => board && foot((width) => (board ? footText(board, width) : '')))
  return {
    onWorkspace: (workspace) => screen.out(`${workspaceText(workspace, screen.paint)}\n`),
    onPlan: (plan) => {
      column = Math.min(
        widest,
        Math.max(0, ...plan.sets.flat().map((address) => addressText(address).length)),
      )
      board = boardOf(plan.steps, plan.steps.length, clock)
      screen.out(planText(plan, screen))
    },
    onEvent: (event) => {
      board?.see(event)
      endings.see(event)
      // Where the foot is shown, it says this every second.
      if (foot && event.type === 'apply_status') return
      const line = progressLine(event, { address: column, line: screen.widthErr }, screen.paintErr)
      if (line !== undefined) screen.err(line)
    },
    ...(showFoot && { onSecond: showFoot }),
    onEnd: (summary, problems) => {
      foot?.(() => '')
      for (const problem of problems) screen.err(`\n${problemText(problem, screen.paintErr)}`)
      const { going, texts } = endings.told(screen.widthErr)
      screen.out(`\n${summaryText(summary, screen.paint, going)}`)
      for (const text of texts) screen.err(`\n${text}`)
    },
  }
}

/** One event a line, the first of them at once: schemas/events.schema.json describes them. */
export const listenAsJson = (screen: Screen): Listener => {
  const write = (event: EventDocument) => screen.json(event)
  write(versionEvent())
  return {
    onWorkspace: (workspace) => write(workspaceEvent(workspace)),
    onPlan: (plan) => {
      for (const change of [...plan.acting, ...plan.held]) write(plannedEvent(change))
      for (const unobserved of plan.unobserved) write(unobservedEvent(unobserved))
      for (const problem of plan.problems) write(diagnosticEvent(problem))
      write(planSummary(plan))
    },
    onEvent: (event) => write(eventDocument(event)),
    onEnd: () => {},
  }
}
