import type { Command } from 'commander'
import { digestOfSaved, heldOf, isRefused, ProblemsError, realClock } from '../../../src/index.ts'
import type { BurialOptions, RunOptions, WorkspaceOptions } from '../../flags/index.ts'
import { approve, checkJournal, checkStdin, fail, findFiles, readGiven, readPlan } from '../../input/index.ts'
import { planView } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Screen, type Shell, stoppable } from '../../shell/index.ts'
import { listenAsJson, listenAsText } from '../../telling/index.ts'
import { checkBurial } from './bury.ts'
import { carry } from './carry.ts'
import { type OnWorkspace, type Prepared, prepareFiles } from './prepare.ts'
import { prepareSaved, refuseInputs } from './saved.ts'
import { applyWishes, checkRun } from './wishes.ts'

interface ApplyOptions extends WorkspaceOptions, RunOptions, BurialOptions {
  readonly autoApprove?: true
  readonly json?: true
  readonly whatIs?: true
}

/** Shows the plan, asks, and carries it out. */
export const apply = async (options: ApplyOptions, shell: Shell, command: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  if (options.whatIs) return whatIs(options, shell, screen)
  const listener = options.json ? listenAsJson(screen) : listenAsText(screen, realClock)
  if (options.json && !options.autoApprove) {
    fail('bad-usage', 'with --json nobody is asked', 'Add --auto-approve.')
  }
  const piped = options.file?.includes('-') ? 'file' : options.secrets?.includes('-') && 'secrets'
  if (piped && !options.autoApprove) {
    fail('bad-usage', `stdin has the ${piped}, so nobody can be asked`, 'Add --auto-approve.')
  }
  checkRun(options)
  const applied = async (signal: AbortSignal, until: number | undefined): Promise<ExitCode> => {
    await checkJournal(options, shell)
    const prepared = await prepareAny(options, shell, command, signal, listener.onWorkspace)
    const { plan } = prepared
    const wishes = applyWishes(options, prepared.repo)
    listener.onPlan(planView(plan, screen))
    if (isRefused(plan)) return exit.error
    if (plan.blocked.length > 0) throw new ProblemsError(plan.blocked)
    const held = plan.changes.some(heldOf)
    if (plan.sets.length === 0 && !held) return exit.ok
    await checkBurial(plan, options, shell)
    if (plan.sets.length > 0 && !options.autoApprove && !(await approve(shell, signal))) {
      screen.err('Not approved: nothing was changed.')
      return exit.error
    }
    return carry(prepared, { ...options, wishes }, { shell, screen, listener, signal, until })
  }
  return stoppable(
    shell,
    options,
    applied,
    '\nWhat is written by now is deployed; what Render builds, it goes on building.',
  )
}

/** Plans what the files declare, or again what a saved plan was made from. */
const prepareAny = async (
  options: ApplyOptions,
  shell: Shell,
  command: Command,
  signal: AbortSignal,
  onWorkspace: OnWorkspace,
): Promise<Prepared> => {
  checkStdin(options)
  const names = findFiles(shell, options.file)
  const given = await readGiven(shell, names, signal)
  if ('files' in given)
    return prepareFiles(given.files, { options, name: names[0] }, shell, signal, onWorkspace)
  refuseInputs(command)
  return prepareSaved(given.saved, options, shell, signal, onWorkspace)
}

/** The digest that reviews and approvals of a saved plan mean. */
const whatIs = async ({ file = [] }: ApplyOptions, shell: Shell, screen: Screen): Promise<ExitCode> => {
  const [name, ...more] = file
  if (name === undefined || more.length > 0) {
    return fail('bad-usage', '--what-is needs one saved plan', 'As in: render-sync apply plan.json --what-is')
  }
  screen.out(digestOfSaved(await stoppable(shell, {}, (signal) => readPlan(shell, name, signal))))
  return exit.ok
}
