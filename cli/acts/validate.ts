import { load, type Problem, ProblemsError } from '../../src/index.ts'
import type { FileOptions } from '../flags/index.ts'
import { findFiles } from '../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../shell/index.ts'
import { counted, problemText } from '../words/index.ts'
import { readFiles } from './prepare.ts'

interface ValidateOptions extends FileOptions {
  readonly json?: true
}

/** Checks the file, offline. */
export const validate = async (options: ValidateOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const problems = await problemsOf(options, shell)
  const count = (wanted: Problem['severity']) => problems.filter(({ severity }) => severity === wanted).length
  if (options.json) screen.out(JSON.stringify({ valid: count('error') === 0, problems }, undefined, 2))
  else {
    for (const problem of problems) screen.out(`${problemText(problem, screen.paint)}\n`)
    screen.out(`${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`)
  }
  return count('error') > 0 ? exit.error : exit.ok
}

const problemsOf = async ({ file }: ValidateOptions, shell: Shell): Promise<readonly Problem[]> => {
  try {
    return load(await readFiles(shell, findFiles(shell, file))).problems
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems
    throw error
  }
}
