import { load, type Problem, ProblemsError } from '../../../src/index.ts'
import type { FileOptions, ReportOptions } from '../../flags/index.ts'
import { findFiles, readFiles } from '../../input/index.ts'
import { reportIn, validDocument, validMarkdown, validText } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { heard } from '../../words/index.ts'

interface ValidateOptions extends FileOptions, ReportOptions {}

/** Checks the file, offline. */
export const validate = async (options: ValidateOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const problems = await stoppable(shell, {}, (signal) => problemsOf(options, shell, signal))
  await reportIn(options, screen, {
    text: () => validText(problems, screen),
    document: () => validDocument(problems, screen),
    markdown: () => validMarkdown(problems, screen),
    findings: async () =>
      (await import('../../render/machines/index.ts')).problemFindings(
        'validate',
        heard(problems, screen.quiet),
      ),
  })
  return problems.some(({ severity }) => severity === 'error') ? exit.error : exit.ok
}

const problemsOf = async (
  { file }: FileOptions,
  shell: Shell,
  signal: AbortSignal,
): Promise<readonly Problem[]> => {
  try {
    return load(await readFiles(shell, findFiles(shell, file), signal)).problems
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems
    throw error
  }
}
