/** Asks whether to go on. */
import { createInterface } from 'node:readline/promises'
import { fail } from '../../input/index.ts'
import { outletOf, type Shell } from '../../shell/index.ts'

/** Only a person at a terminal can be asked. */
const canAsk = ({ stdin, env }: Shell) => stdin.isTTY === true && !env.CI

/** Resolves with whether `yes` was typed. Fails where nobody can be asked. */
export const approve = async (shell: Shell, signal: AbortSignal): Promise<boolean> => {
  if (!canAsk(shell)) {
    fail('bad-usage', 'nobody can be asked here: this is no terminal, or CI is set', 'Use --auto-approve.')
  }
  outletOf(shell).err("\nDo you want to carry this out? Only 'yes' will be accepted to approve.\n")
  const asking = createInterface({ input: shell.stdin, output: shell.stderr })
  const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')))
  // While it reads lines, the terminal's Ctrl-C comes here instead of to the process.
  asking.on('SIGINT', shell.interrupt)
  try {
    return (await Promise.race([asking.question('Enter a value: ', { signal }), closed])) === 'yes'
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    asking.close()
  }
}
