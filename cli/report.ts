/** What is printed when a command fails. */
import { createHide, toProblems } from '../src/index.ts'
import { type ExitCode, exit } from './exit.ts'
import { problemText } from './render/problems.ts'
import { createScreen } from './render/screen.ts'
import { Stopped } from './stop.ts'

/** Prints each problem once on stderr, without a stack trace, and says how to exit. */
export const report = (error: unknown, { debug }: { readonly debug: boolean }): ExitCode => {
  const screen = createScreen()
  if (error instanceof Stopped) {
    screen.err(error.message)
    return error.code
  }
  const hide = createHide(process.env.RENDER_API_KEY ?? '')
  const problems = toProblems(error).map((problem) => problemText(problem, screen.paintErr))
  screen.err(hide(problems.join('\n\n')))
  if (debug && error instanceof Error && error.stack) screen.err(hide(error.stack))
  return exit.error
}
