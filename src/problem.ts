import type { Place } from './desired.ts'
import type { ApiErrorCode } from './http/index.ts'

/** Everything that can be wrong with input, a plan or an apply. The prose for each is made in one place. */
export type ProblemCode =
  // the file
  | 'unreadable-file'
  | 'file-too-large'
  | 'empty-file'
  | 'yaml-syntax'
  | 'too-many-aliases'
  | 'too-many-problems'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'wrong-value'
  | 'cannot-clear'
  | 'duplicate-name'
  | 'duplicate-key'
  | 'several-sources'
  | 'value-loop'
  | 'invalid-value'
  | 'conflicting-fields'
  | 'old-spelling'
  | 'ignored-field'
  | 'null-list'
  | 'blueprint-only'
  | 'missing-field'
  | 'secret-looking-literal'
  | 'masked-group-variable'
  | 'shared-generated-value'
  | 'branch-with-previews'
  | 'unused-ignore'
  // the file against the workspace
  | 'unknown-reference'
  | 'no-such-property'
  | 'missing-secret'
  | 'missing-repo'
  | 'ambiguous-identity'
  | 'kept-value'
  | 'masked-variable'
  | 'unknown-target'
  | 'needed-by-target'
  | 'part-of-nothing'
  | 'not-pruned'
  | 'unknown-secret'
  | 'wrong-workspace'
  | 'unknown-workspace'
  | 'several-workspaces'
  | 'replace-refused'
  | 'change-refused'
  | 'missing-api-key'
  | 'bad-usage'
  // an apply
  | 'needed-failed'
  | 'not-ready'
  | 'defect'
  | ApiErrorCode

export type Severity = 'error' | 'warning' | 'note'

/** One thing to say about the input: where, what was expected, what was found, what to do. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: Severity
  /** The rule that found it, by which a warning is silenced: docs/rules. */
  readonly rule?: string
  /** One sentence: what is wrong, with what was expected and what was found. Never a hidden value. */
  readonly message: string
  /** What to do about it, where that is not obvious. */
  readonly todo?: string
  readonly at?: Place
  /** The offending line of the file with a caret under the column. */
  readonly excerpt?: string
  /** The resource it is about. */
  readonly address?: string
  /** The request that failed, where it is about one. */
  readonly request?: FailedRequest
}

/** `where`: method and path, or what of the way to the API is wrong. `requestId`: what Render's support asks for. */
export interface FailedRequest {
  readonly where: string
  readonly status?: number
  readonly requestId?: string
}

/** Thrown with all errors that were found at once, and what else there is to say of a file. */
export class ProblemsError extends Error {
  override readonly name: string = 'ProblemsError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'))
    this.problems = problems
  }
}

/** Any failure as problems to print. What no problem was made of is a defect of ours. `address`: what it happened to. */
export const toProblems = (error: unknown, address?: string): readonly Problem[] => {
  const about = address === undefined ? {} : { address }
  if (error instanceof ProblemsError) return error.problems.map((problem) => ({ ...about, ...problem }))
  const message = `a defect of render-sync: ${error instanceof Error ? error.message : String(error)}`
  return [{ code: 'defect', severity: 'error', message, ...about }]
}
