/** What is printed when a command fails. */
import { createHide, ProblemsError, toProblems } from '../src/index.ts'
import { unwritable } from './input/index.ts'
import { createScreen, type ExitCode, exit, type Shell, Stopped } from './shell/index.ts'
import { problemText } from './words/index.ts'

interface Manner {
  readonly color: boolean
  /** With the stack trace. */
  readonly debug: boolean
}

/** Prints each problem once on stderr, and says how to exit. */
export const report = (error: unknown, shell: Shell, { color, debug }: Manner): ExitCode => {
  const screen = createScreen(shell, { color })
  if (error instanceof Stopped) {
    screen.err(error.message)
    return error.code
  }
  const hide = createHide(shell.env.RENDER_API_KEY ?? '')
  const problems = toProblems(error).map((problem) => problemText(problem, screen.paintErr))
  screen.err(hide(problems.join('\n\n')))
  if (debug && error instanceof Error && error.stack) screen.err(hide(error.stack))
  return exit.error
}

/** Tells that what was printed has not arrived. */
export const reportLost = (stream: string, error: Error, shell: Shell, manner: Manner): void => {
  const found = unwritable(stream, error)
  report(found ? new ProblemsError([found]) : error, shell, manner)
}
