import {
  type ApplyEvent,
  heldOf,
  isRefused,
  type Problem,
  ProblemsError,
  type Summary,
} from '../../src/index.ts'
import type { WorkspaceOptions } from '../flags/index.ts'
import { fail } from '../input/index.ts'
import { planView } from '../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, Stopped, stoppable } from '../shell/index.ts'
import { type Listener, listenAsJson, listenAsText } from '../telling/index.ts'
import { approve } from './approve.ts'
import { type Prepared, prepare } from './prepare.ts'

interface ApplyOptions extends WorkspaceOptions {
  readonly autoApprove?: true
  readonly json?: true
}

/** Shows the plan, asks, and carries it out. */
export const apply = async (options: ApplyOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  if (options.json && !options.autoApprove) {
    fail('bad-usage', 'with --json nobody is asked', 'Add --auto-approve.')
  }
  if (options.secrets?.includes('-') && !options.autoApprove) {
    fail('bad-usage', 'stdin has the secrets, so nobody can be asked', 'Add --auto-approve.')
  }
  const listener = options.json ? listenAsJson(screen) : listenAsText(screen)
  return stoppable(shell, options, async (signal) => {
    const prepared = await prepare(options, shell, signal, listener.onWorkspace)
    const { plan } = prepared
    listener.onPlan(planView(plan, screen))
    if (isRefused(plan)) return exit.error
    if (plan.blocked.length > 0) throw new ProblemsError(plan.blocked)
    const held = plan.changes.some(heldOf)
    if (plan.sets.length === 0 && !held) return exit.ok
    if (plan.sets.length > 0 && !options.autoApprove && !(await approve(shell, signal))) {
      screen.err('Not approved: nothing was changed.')
      return exit.error
    }
    return carriedOut(prepared, listener, signal)
  })
}

const carriedOut = async (
  { session, ...planned }: Prepared,
  listener: Listener,
  signal: AbortSignal,
): Promise<ExitCode> => {
  const problems: Problem[] = []
  const told = new Set<string>()
  for await (const event of session.apply(planned)) {
    if (event.type === 'apply_errored') problems.push(event.problem)
    if (isNews(event, told)) listener.onEvent(event)
    if (event.type === 'apply_summary') {
      listener.onEnd(event.summary, problems)
      return codeOf(event.summary, signal)
    }
  }
  throw new Error('the apply ended without a summary')
}

/** Each status of a resource is told once, however often it is seen. */
const isNews = (event: ApplyEvent, told: Set<string>): boolean => {
  if (event.type !== 'apply_progress') return true
  const key = `${event.address} ${event.stage} ${event.status}`
  return !told.has(key) && told.add(key).has(key)
}

const codeOf = ({ failed, stopped }: Summary, { reason }: AbortSignal): ExitCode => {
  if (reason instanceof Stopped && reason.code === exit.interrupted) return exit.interrupted
  if (failed > 0) return exit.error
  return stopped > 0 ? exit.workLeft : exit.ok
}
