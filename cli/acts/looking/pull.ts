import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { bring, type PullOptions, write } from './pulling.ts'

/** Writes down what the workspace has. */
export const pull = async (options: PullOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const brought = await stoppable(shell, options, (signal) => bring(options, shell, screen, signal))
  if (brought.pulled.text === '') screen.err('There is nothing that a file could declare.')
  else await write(brought, options, shell, screen)
  return brought.pulled.problems.length > 0 ? exit.error : exit.ok
}
