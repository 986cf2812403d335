/** Asks whether to go on. */
import { createInterface } from 'node:readline/promises'
import { outletOf, type Shell } from '../shell/index.ts'
import { fail } from './reading/index.ts'

/** Only a person at a terminal can be asked. */
const canAsk = ({ stdin, env }: Shell) => stdin.isTTY === true && !env.CI

/** Resolves with whether `yes` was typed. Fails where nobody can be asked. */
export const approve = (shell: Shell, signal: AbortSignal): Promise<boolean> =>
  isTyped('yes', {
    shell,
    signal,
    question: "Do you want to carry this out? Only 'yes' will be accepted to approve.",
    otherwise: 'Use --auto-approve.',
  })

/** Resolves with whether the name of the workspace was typed. Fails where nobody can be asked. */
export const confirm = (name: string, shell: Shell, signal: AbortSignal): Promise<boolean> =>
  isTyped(name, {
    shell,
    signal,
    question: 'This deletes for good. Only the name of the workspace will be accepted to confirm.',
    otherwise: 'Use --confirm NAME, with the name of the workspace.',
  })

interface Asking {
  readonly shell: Shell
  readonly signal: AbortSignal
  readonly question: string
  /** What to do where nobody can be asked. */
  readonly otherwise: string
}

const isTyped = async (
  expected: string,
  { shell, signal, question, otherwise }: Asking,
): Promise<boolean> => {
  if (!canAsk(shell)) {
    fail('bad-usage', 'nobody can be asked here: this is no terminal, or CI is set', otherwise)
  }
  outletOf(shell).err(`\n${question}\n`)
  const asking = createInterface({ input: shell.stdin, output: shell.stderr })
  const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')))
  // While it reads lines, the terminal's Ctrl-C comes here instead of to the process.
  asking.on('SIGINT', shell.interrupt)
  try {
    return (await Promise.race([asking.question('Enter a value: ', { signal }), closed])) === expected
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    asking.close()
  }
}
