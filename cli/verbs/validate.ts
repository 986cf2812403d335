import { load, type Problem, ProblemsError } from '../../src/index.ts'
import { type ExitCode, exit } from '../exit.ts'
import type { FileOptions } from '../flags/options.ts'
import { findFiles } from '../input/files.ts'
import { problemText } from '../render/problems.ts'
import { createScreen } from '../render/screen.ts'
import { counted } from '../render/words.ts'
import { readFiles } from './prepare.ts'

interface ValidateOptions extends FileOptions {
  readonly json?: true
}

/** Checks the file, offline. */
export const validate = async (options: ValidateOptions): Promise<ExitCode> => {
  const screen = createScreen(options)
  const problems = await problemsOf(options)
  const count = (wanted: Problem['severity']) => problems.filter(({ severity }) => severity === wanted).length
  if (options.json) screen.out(JSON.stringify({ valid: count('error') === 0, problems }, undefined, 2))
  else {
    for (const problem of problems) screen.out(`${problemText(problem, screen.paint)}\n`)
    screen.out(`${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`)
  }
  return count('error') > 0 ? exit.error : exit.ok
}

const problemsOf = async ({ file }: ValidateOptions): Promise<readonly Problem[]> => {
  try {
    return load(await readFiles(findFiles(file))).problems
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems
    throw error
  }
}
