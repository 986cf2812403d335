/** Commands that only look at a workspace: they need no file. */
import { type Client, findWorkspace, type Workspace } from '../../src/index.ts'
import type { LookOptions } from '../flags/index.ts'
import { connect } from '../input/connect.ts'
import { workspaceText } from '../render/text.ts'
import { type Screen, type Shell, stoppable } from '../shell/index.ts'

/** Finds the workspace, says which one it is, and looks. */
export const look = <Seen>(
  options: LookOptions,
  shell: Shell,
  screen: Screen,
  see: (client: Client, workspace: Workspace, signal: AbortSignal) => Promise<Seen>,
): Promise<Seen> =>
  stoppable(shell, options, async (signal) => {
    const { client, wanted } = connect(options, shell)
    const workspace = await findWorkspace(client, { wanted, signal })
    if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    return see(client, workspace, signal)
  })
