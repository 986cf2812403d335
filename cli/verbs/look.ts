/** Commands that only look at a workspace: they need no file. */
import { type Client, findWorkspace, type Workspace } from '../../src/index.ts'
import type { LookOptions } from '../flags/options.ts'
import { connect } from '../input/connect.ts'
import type { Screen } from '../render/screen.ts'
import { workspaceText } from '../render/text.ts'
import { stoppable } from '../stop.ts'

/** Finds the workspace, says which one it is, and looks. */
export const look = <Seen>(
  options: LookOptions,
  screen: Screen,
  see: (client: Client, workspace: Workspace, signal: AbortSignal) => Promise<Seen>,
): Promise<Seen> =>
  stoppable(screen, options, async (signal) => {
    const { client, wanted } = connect(options, screen)
    const workspace = await findWorkspace(client, { wanted, signal })
    if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    return see(client, workspace, signal)
  })
