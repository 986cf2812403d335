import type { Command } from 'commander'
import { scripts, treeOf } from '../completion/index.ts'
import type { GlobalOptions } from '../flags/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../shell/index.ts'

/** Prints a completion script that is made from the commands and flags themselves. */
export const completion = async (
  options: GlobalOptions,
  shell: Shell,
  command: Command,
): Promise<ExitCode> => {
  const [name] = command.args
  const script = scripts[name as keyof typeof scripts]
  const { callable } = await import('./operating/callable.ts')
  createScreen(shell, options).out(script(treeOf(command.parent ?? command, { call: callable })))
  return exit.ok
}
