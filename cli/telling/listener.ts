/** Who is told what an apply does: a person, or a program that reads one event a line. */
import type { ApplyEvent, Clock, Problem, Summary, Workspace } from '../../src/index.ts'
import { type PlanView, planText, workspaceText } from '../render/index.ts'
import type { Region, Room, Screen } from '../shell/index.ts'
import { addressText, diagnosticEvent, problemText, widthOf } from '../words/index.ts'
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
import { frameOf } from './frame.ts'
import { progressLine } from './progress.ts'
import { type Rows, rowsOf } from './rows.ts'
import { summaryText } from './summary.ts'

export interface Listener {
  readonly onWorkspace: (workspace: Workspace) => void
  readonly onPlan: (plan: PlanView) => void
  readonly onEvent: (event: ApplyEvent) => void
  /** Every second, where somebody looks on. */
  readonly onSecond?: () => void
  /** When nothing happens any more, or goes wrong. */
  readonly onOver?: () => void
  readonly onEnd: (summary: Summary, problems: readonly Problem[]) => void
}

/** Longer addresses push their own line out of the column only. */
const widest = 40

/** The plan and the summary on stdout, what went wrong on stderr; in between a terminal shows how it goes on, and stderr has a line for each event without one. */
export const listenAsText = (screen: Screen, clock: Clock): Listener => {
  const endings = endingsOf()
  const watching = screen.region ? watched(screen.region, screen, clock) : printed(screen)
  return {
    onWorkspace: (workspace) => screen.out(`${workspaceText(workspace, screen.paint)}\n`),
    onPlan: (plan) => {
      watching.begin(plan)
      screen.out(planText(plan, screen))
    },
    onEvent: (event) => {
      endings.see(event)
      watching.see(event)
    },
    ...(watching.onSecond && { onSecond: watching.onSecond }),
    onOver: watching.over,
    onEnd: (summary, problems) => {
      for (const problem of problems) screen.err(`\n${problemText(problem, screen.paintErr)}`)
      const { going, texts } = endings.told(screen.widthErr)
      screen.out(`\n${summaryText(summary, screen.paint, going)}`)
      for (const text of texts) screen.err(`\n${text}`)
    },
  }
}

/** How a person sees what happens between the plan and the summary. */
interface Watching {
  readonly begin: (plan: PlanView) => void
  readonly see: (event: ApplyEvent) => void
  readonly onSecond?: () => void
  readonly over: () => void
}

/** In a window: what it shows changes with each event, and with the clock. */
const watched = (region: Region, { paintErr, hide }: Screen, clock: Clock): Watching => {
  let rows: Rows | undefined
  const lines = (room: Room) => (rows ? frameOf(rows.scene(), room, clock.now(), paintErr) : [])
  const show = () => region.show({ lines, widthOf })
  return {
    begin: (plan) => {
      rows = rowsOf(plan, clock, hide)
    },
    see: (event) => {
      rows?.see(event)
      show()
    },
    onSecond: show,
    over: region.clear,
  }
}

/** Line by line. */
const printed = ({ err, widthErr, paintErr }: Screen): Watching => {
  let column = 0
  return {
    begin: ({ sets }) => {
      const widths = sets.flat().map((address) => widthOf(addressText(address)))
      column = Math.min(widest, Math.max(0, ...widths))
    },
    see: (event) => {
      const line = progressLine(event, { address: column, line: widthErr }, paintErr)
      if (line !== undefined) err(line)
    },
    over: () => {},
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
