import { isRefused, ProblemsError, realClock } from '../../../src/index.ts'
import type { BurialOptions, WorkspaceOptions } from '../../flags/index.ts'
import { confirm, fail } from '../../input/index.ts'
import { planView } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { listenAsJson, listenAsText } from '../../telling/index.ts'
import { checkBurial } from './bury.ts'
import { carry } from './carry.ts'
import { prepare } from './prepare.ts'

interface DestroyOptions extends WorkspaceOptions, BurialOptions {
  /** The name of the workspace: nobody is asked. */
  readonly confirm?: string
  readonly json?: true
}

const useConfirm = 'Add --confirm NAME, with the name of the workspace.'

/** Shows what would be deleted, asks for the name of the workspace, and deletes it. */
export const destroy = async (options: DestroyOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const listener = options.json ? listenAsJson(screen) : listenAsText(screen, realClock)
  const given = options.confirm
  if (options.json && given === undefined) fail('bad-usage', 'with --json nobody is asked', useConfirm)
  if (options.file?.includes('-') && given === undefined) {
    fail('bad-usage', 'stdin has the file, so nobody can be asked', useConfirm)
  }
  const destroyed = async (signal: AbortSignal, until: number | undefined): Promise<ExitCode> => {
    const prepared = await prepare(
      { ...options, destroys: true, maxDeletes: '100%' },
      shell,
      signal,
      listener.onWorkspace,
    )
    const { plan } = prepared
    listener.onPlan(planView(plan, { ...screen, destroys: true }))
    if (isRefused(plan)) return exit.error
    if (plan.blocked.length > 0) throw new ProblemsError(plan.blocked)
    if (plan.sets.length === 0) return exit.ok
    await checkBurial(plan, options, shell)
    const { name } = plan.workspace
    if (given !== undefined && given !== name) {
      fail(
        'bad-usage',
        `--confirm ${given}: this is another workspace`,
        'Give its name as it is shown above.',
      )
    }
    if (given === undefined && !(await confirm(name, shell, signal))) {
      screen.err('Not confirmed: nothing was deleted.')
      return exit.error
    }
    return carry(prepared, options, { shell, screen, listener, signal, until })
  }
  return stoppable(shell, options, destroyed)
}
