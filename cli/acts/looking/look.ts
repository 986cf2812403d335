/** Commands that only look at a workspace: they need no file. */
import type { Session } from '../../../src/index.ts'
import type { LookOptions } from '../../flags/index.ts'
import { connect } from '../../input/index.ts'
import { workspaceText } from '../../render/index.ts'
import { type Screen, type Shell, stoppable } from '../../shell/index.ts'

/** Finds the workspace, says which one it is, and looks. */
export const look = <Seen>(
  options: LookOptions,
  shell: Shell,
  screen: Screen,
  see: (session: Session, signal: AbortSignal) => Promise<Seen>,
): Promise<Seen> =>
  stoppable(shell, options, async (signal) => {
    const session = await connect(options, shell, signal)
    if (options.format === 'text') screen.out(`${workspaceText(session.workspace, screen.paint)}\n`)
    return see(session, signal)
  })
