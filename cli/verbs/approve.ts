/** Asks whether to go on. */
import { createInterface } from 'node:readline/promises'
import { fail } from '../problem.ts'
import type { Screen } from '../render/screen.ts'

/** Only a person at a terminal can be asked. */
const canAsk = () => process.stdin.isTTY === true && !process.env.CI

/** Resolves with whether `yes` was typed. Fails where nobody can be asked. */
export const approve = async (screen: Screen, signal: AbortSignal): Promise<boolean> => {
  if (!canAsk()) {
    fail('bad-usage', 'nobody can be asked here: this is no terminal, or CI is set', 'Use --auto-approve.')
  }
  screen.err("\nDo you want to carry this out? Only 'yes' will be accepted to approve.")
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')))
  // While it reads lines, the terminal's Ctrl-C comes here instead of to the process.
  asking.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return (await Promise.race([asking.question('Enter a value: ', { signal }), closed])) === 'yes'
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    asking.close()
  }
}
