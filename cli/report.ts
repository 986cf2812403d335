/** What is printed when a command fails. */
import { createHide, type Problem, ProblemsError, toProblems } from '../src/index.ts'
import type { Format } from './flags/index.ts'
import { unwritable } from './input/index.ts'
import { createScreen, type ExitCode, exit, type Shell, Stopped } from './shell/index.ts'
import { diagnosticEvent, failureDocument, failureMarkdown, heard, problemsText } from './words/index.ts'

/** The flags that say how. */
export interface Manner {
  readonly color: boolean
  /** With the stack trace. */
  readonly debug?: boolean
  readonly quiet?: boolean
  /** What stdout was to have. Absent: no document. */
  readonly format?: Format | 'events'
}

/** Prints each problem once on stderr, and in a document on stdout where one was asked for. Says how to exit. */
export const report = (error: unknown, shell: Shell, manner: Manner): ExitCode => {
  const { debug, quiet = false } = manner
  const screen = createScreen(shell, { ...manner, quiet })
  if (error instanceof Stopped) {
    screen.err(error.message)
    return error.code
  }
  const hide = createHide(shell.env.RENDER_API_KEY ?? '')
  const problems = heard(toProblems(error), quiet)
  screen.err(hide(problemsText(problems, screen.paintErr, quiet).join('\n\n')))
  if (debug && error instanceof Error && error.stack) screen.err(hide(error.stack))
  const document = documentOf(problems, manner)
  if (document !== undefined) screen.out(hide(document))
  return exit.error
}

const documentOf = (problems: readonly Problem[], { format, quiet = false }: Manner): string | undefined => {
  switch (format) {
    case 'json':
      return JSON.stringify(failureDocument(problems), undefined, 2)
    case 'markdown':
      return failureMarkdown(problems, quiet)
    case 'events':
      return problems.map((problem) => JSON.stringify(diagnosticEvent(problem))).join('\n')
    default:
      return undefined
  }
}

/** Tells that what was printed has not arrived. */
export const reportLost = (stream: string, error: Error, shell: Shell, manner: Manner): void => {
  const found = unwritable(stream, error)
  report(found ? new ProblemsError([found]) : error, shell, manner)
}
