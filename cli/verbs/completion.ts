import type { Command } from 'commander'
import { type ExitCode, exit } from '../exit.ts'
import type { GlobalOptions } from '../flags/options.ts'
import { shells } from '../flags/shells.ts'
import { treeOf } from '../flags/tree.ts'
import { createScreen } from '../render/screen.ts'

/** Prints a completion script that is made from the commands and flags themselves. */
export const completion = async (options: GlobalOptions, command: Command): Promise<ExitCode> => {
  const [shell] = command.args
  const script = shells[shell as keyof typeof shells]
  createScreen(options).out(script(treeOf(command.parent ?? command)))
  return exit.ok
}
