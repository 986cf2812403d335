import { type ExitCode, exit } from '../exit.ts'
import { createScreen } from '../render/screen.ts'
import { stoppable } from '../stop.ts'
import { bring, type PullOptions, write } from './pulling.ts'

/** Writes down what the workspace has. */
export const pull = async (options: PullOptions): Promise<ExitCode> => {
  const screen = createScreen(options)
  const brought = await stoppable(screen, options, (signal) => bring(options, screen, signal))
  if (brought.pulled.text === '') screen.err('There is nothing that a file could declare.')
  else await write(brought, options, screen)
  return brought.pulled.problems.length > 0 ? exit.error : exit.ok
}
