import { type Problem, type ProblemCode, ProblemsError } from '../src/index.ts'

/** Ends the command with one thing that the user can put right. */
export const fail = (code: ProblemCode, message: string, todo?: string): never => {
  const problem: Problem = { code, severity: 'error', message, ...(todo !== undefined && { todo }) }
  throw new ProblemsError([problem])
}
