/** What is printed when a command fails. */
import { ApiError, createHide, type Problem, ProblemsError, toProblem } from '../src/index.ts'
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
  const problems = problemsOf(error).map((problem) => problemText(problem, screen.paintErr))
  screen.err(hide(problems.join('\n\n')))
  if (debug && error instanceof Error && error.stack) screen.err(hide(error.stack))
  return exit.error
}

const problemsOf = (error: unknown): readonly Problem[] => {
  if (error instanceof ProblemsError) return error.problems
  if (error instanceof ApiError) return [{ code: error.code, severity: 'error', message: error.message }]
  return [toProblem(error)]
}
