import { heldOf, isRefused, ProblemsError, realClock, type Summary } from '../../../src/index.ts'
import type { RunOptions, WorkspaceOptions } from '../../flags/index.ts'
import { fail } from '../../input/index.ts'
import { planView } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, Stopped, stoppable } from '../../shell/index.ts'
import { follow, listenAsJson, listenAsText } from '../../telling/index.ts'
import { approve } from './approve.ts'
import { prepare } from './prepare.ts'
import { applyWishes } from './wishes.ts'

interface ApplyOptions extends WorkspaceOptions, RunOptions {
  readonly autoApprove?: true
  readonly json?: true
}

/** Shows the plan, asks, and carries it out. */
export const apply = async (options: ApplyOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  if (options.json && !options.autoApprove) {
    fail('bad-usage', 'with --json nobody is asked', 'Add --auto-approve.')
  }
  const piped = options.file?.includes('-') ? 'file' : options.secrets?.includes('-') && 'secrets'
  if (piped && !options.autoApprove) {
    fail('bad-usage', `stdin has the ${piped}, so nobody can be asked`, 'Add --auto-approve.')
  }
  const listener = options.json ? listenAsJson(screen) : listenAsText(screen, realClock)
  const applied = async (signal: AbortSignal): Promise<ExitCode> => {
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
    const { session, ...planned } = prepared
    return codeOf(await follow(session.apply(planned, applyWishes(options)), listener, realClock), signal)
  }
  return stoppable(
    shell,
    options,
    applied,
    '\nWhat is written by now is deployed; what Render builds, it goes on building.',
  )
}

const codeOf = ({ failed, stopped }: Summary, { reason }: AbortSignal): ExitCode => {
  if (reason instanceof Stopped && reason.code === exit.interrupted) return exit.interrupted
  if (failed > 0) return exit.error
  return stopped > 0 ? exit.workLeft : exit.ok
}
