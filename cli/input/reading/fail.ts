import { type ProblemCode, ProblemsError, problem } from '../../../src/index.ts'

/** Ends the command with one thing that the user can put right. */
export const fail = (code: ProblemCode, message: string, todo?: string): never => {
  throw new ProblemsError([problem(code, message, todo)])
}
