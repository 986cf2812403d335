/** What is printed when a command fails. */
import { type Problem, ProblemsError, toProblems } from '../src/index.ts'
import { createMask } from '../src/mask/index.ts'
import type { Format } from './flags/index.ts'
import { unwritable } from './input/index.ts'
import {
  createScreen,
  type ExitCode,
  exit,
  type Screen,
  type Shell,
  Stopped,
  type Surroundings,
} from './shell/index.ts'
import { diagnosticEvent, failureDocument, failureMarkdown, heard, problemsText } from './words/index.ts'

/** The flags that say how. */
export interface Manner {
  readonly color: boolean
  /** With the stack of a defect. */
  readonly debug?: boolean
  readonly quiet?: boolean
  /** What stdout was to have. Absent: no document. */
  readonly format?: Format | 'events'
}

/** Prints each problem once on stderr, and in a document on stdout where one was asked for. Says how to exit. */
export const report = async (error: unknown, shell: Shell, manner: Manner): Promise<ExitCode> => {
  const { debug, quiet = false } = manner
  const screen = createScreen(shell, { ...manner, quiet })
  if (error instanceof Stopped) {
    screen.err(error.message)
    return error.code
  }
  shell.mask.learn(shell.env.RENDER_API_KEY ?? '')
  const problems = heard(toProblems(error), quiet)
  screen.err(problemsText(problems, screen.paintErr, quiet).join('\n\n'))
  const isDefect = !(error instanceof ProblemsError)
  if (debug && isDefect && error instanceof Error && error.stack) screen.err(error.stack)
  await printDocument(problems, manner, screen)
  return exit.error
}

const printDocument = async (
  problems: readonly Problem[],
  { format, quiet = false }: Manner,
  { out, json, shows }: Screen,
): Promise<void> => {
  shows({ document: () => failureDocument(problems), markdown: () => failureMarkdown(problems, quiet) })
  switch (format) {
    case 'json':
      json(failureDocument(problems), 2)
      break
    case 'markdown':
      out(failureMarkdown(problems, quiet))
      break
    case 'sarif':
    case 'junit': {
      const { junitText, problemFindings, sarifDocument } = await import('./render/machines/index.ts')
      const findings = problemFindings('failed', problems)
      if (format === 'sarif') json(sarifDocument(findings), 2)
      else out(junitText(findings))
      break
    }
    case 'html':
      out((await import('./render/html/index.ts')).failurePage(problems, quiet))
      break
    case 'events':
      for (const problem of problems) json(diagnosticEvent(problem))
  }
}

/** Tells that what was printed has not arrived. */
export const reportLost = async (
  stream: string,
  error: Error,
  around: Surroundings,
  manner: Manner,
): Promise<void> => {
  const shell = { ...around, mask: createMask(), region: undefined }
  const found = unwritable(stream, error)
  await report(found ? new ProblemsError([found]) : error, shell, manner)
}
