/** Everything that can be wrong with input, a plan or an apply: one code for each, one severity for each code. */

export type Severity = 'error' | 'warning' | 'note'

/** What all problems of a code have in common. */
interface Code {
  readonly severity: Severity
  /** It stands in the way of writing, or is about what would be written: who only compares does without. */
  readonly aboutWriting?: true
}

const error = { severity: 'error' } as const satisfies Code
const warning = { severity: 'warning' } as const satisfies Code
const note = { severity: 'note' } as const satisfies Code
const aboutWriting = { aboutWriting: true } as const

/** What a file is checked for. Each has a row in src/file/rules and a page in docs/rules; a comment silences the warnings. */
const rules = {
  'blueprint-only': note,
  'branch-with-previews': warning,
  cidr: error,
  'cron-expression': error,
  'deprecated-name': warning,
  'disk-size': error,
  'disk-with-instances': error,
  'domain-syntax': error,
  'duplicate-key': error,
  'duplicate-name': error,
  'empty-file': warning,
  'empty-project': error,
  'empty-value': warning,
  'file-merge': error,
  'file-name': error,
  'forbidden-mount-path': error,
  'free-plan-feature': warning,
  'free-plan-type': error,
  'free-plan-with-disk': error,
  'free-plan-with-maintenance': error,
  'health-path': warning,
  'hostport-as-url': warning,
  'ignore-path': error,
  'ignored-key': warning,
  'ignored-sync': warning,
  'instances-with-scaling': warning,
  'loose-value': warning,
  'masked-group-variable': warning,
  'missing-field': { ...warning, ...aboutWriting },
  'missing-image': error,
  'missing-key': error,
  'missing-value': { ...warning, ...aboutWriting },
  'needless-rename': warning,
  'newer-value': warning,
  'odd-yaml': warning,
  'other-region': warning,
  'own-subdomain': warning,
  'predeploy-with-disk': warning,
  'reference-property': error,
  'reference-type': warning,
  'refused-by-render': warning,
  rename: error,
  'repeated-item': warning,
  'replica-limit': error,
  'repo-url': error,
  'retired-value': note,
  'route-destination': warning,
  'route-own-address': warning,
  'scaling-bounds': error,
  'secret-looking-literal': warning,
  'several-sources': error,
  'shared-generated-value': warning,
  'slug-taken': warning,
  'smaller-database': { ...warning, ...aboutWriting },
  standby: error,
  'subdomain-policy': warning,
  'sync-false-in-group': warning,
  'unknown-key': error,
  'unknown-reference': error,
  'unused-ignore': warning,
  'useless-field': warning,
  'value-loop': error,
  'variable-name': error,
  'wrong-type': error,
  'wrong-value': error,
} as const satisfies Record<string, Code>

export type RuleCode = keyof typeof rules

/** What can be wrong with a request, or with the way to the API. */
const requests = {
  'bad-key': error,
  'bad-host': error,
  'insecure-host': error,
  unauthorized: error,
  'payment-required': error,
  forbidden: error,
  'not-found': error,
  conflict: error,
  rejected: error,
  'too-large': error,
  'rate-limited': error,
  'long-wait': error,
  unavailable: error,
  unreachable: error,
  timeout: error,
  'answer-lost': error,
  redirect: error,
  'bad-answer': error,
} as const satisfies Record<string, Code>

export type ApiErrorCode = keyof typeof requests

/** What is no matter of a rule: a text that cannot be read, a plan that cannot be carried out, a run that goes wrong. */
const others = {
  // the text
  'unreadable-file': error,
  'file-too-large': error,
  'nothing-declared': error,
  'yaml-syntax': error,
  'invalid-text': error,
  'too-many-aliases': error,
  'too-many-problems': note,
  'unwritable-file': error,
  // the file against the workspace
  'ambiguous-identity': error,
  'deploy-under-way': note,
  'destroys-data': { ...error, ...aboutWriting },
  'in-use': { ...error, ...aboutWriting },
  'not-empty': { ...error, ...aboutWriting },
  protected: { ...error, ...aboutWriting },
  'prune-scope': { ...error, ...aboutWriting },
  replaces: { ...warning, ...aboutWriting },
  'still-used': { ...warning, ...aboutWriting },
  'too-many-deletes': { ...error, ...aboutWriting },
  'deploys-skipped': note,
  'cost-increase': { ...error, ...aboutWriting },
  'change-refused': { ...error, ...aboutWriting },
  'differing-secret': note,
  'kept-address': { ...note, ...aboutWriting },
  'kept-value': note,
  'linked-elsewhere': { ...note, ...aboutWriting },
  'masked-variable': { ...warning, ...aboutWriting },
  'missing-secret': { ...error, ...aboutWriting },
  'missing-source': { ...error, ...aboutWriting },
  'needed-by-target': note,
  'part-of-nothing': { ...error, ...aboutWriting },
  'possible-rename': note,
  'replace-refused': { ...error, ...aboutWriting },
  'retired-refused': { ...error, ...aboutWriting },
  'suspended-service': { ...note, ...aboutWriting },
  'two-owners': warning,
  'blueprint-owned': { ...error, ...aboutWriting },
  'unknown-secret': error,
  'unset-secret': note,
  'unobserved-area': { ...error, ...aboutWriting },
  'unobserved-value': { ...error, ...aboutWriting },
  'unknown-target': error,
  'unused-secret': note,
  // an operation
  'ambiguous-name': error,
  'missing-parameter': error,
  'unknown-name': error,
  'unknown-operation': error,
  'unknown-parameter': error,
  'wrong-parameter': error,
  // a baseline
  'acceptance-ended': warning,
  'unused-acceptance': warning,
  // a saved plan
  'bad-plan': error,
  'no-reviewed-plan': error,
  'plan-key': note,
  'stale-plan': error,
  // the run
  'bad-usage': error,
  'github-request': error,
  'missing-api-key': error,
  'notify-failed': warning,
  'secrets-command': error,
  'several-workspaces': error,
  'unknown-account': error,
  'unknown-workspace': error,
  'wrong-workspace': error,
  // an apply
  'changed-meanwhile': error,
  'deploy-timeout': error,
  'failed-deploy': error,
  'not-ready': error,
  'other-commit': error,
  'rolled-back': error,
  defect: error,
} as const satisfies Record<string, Code>

const codes = { ...rules, ...requests, ...others }

/** What has no page of a rule: docs/troubleshooting.md tells of each. */
export const codesBesideRules = Object.keys({ ...requests, ...others }) as readonly ProblemCode[]

export type ProblemCode = keyof typeof codes

export const severityOf = (code: ProblemCode): Severity => codes[code].severity

export const isAboutWriting = ({ code }: Problem): boolean => 'aboutWriting' in codes[code]

/** Where something stands in a file: 1-based line and column. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One thing to say about the input: where, what was expected, what was found, what to do. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: Severity
  /** One sentence: what is wrong, with what was expected and what was found. Never a hidden value. */
  readonly message: string
  /** What to do about it, where that is not obvious. */
  readonly todo?: string
  readonly at?: Position
  /** The offending line of the file with a caret under the column. */
  readonly excerpt?: string
  /** The last lines of the log that it is about, the oldest first. */
  readonly log?: readonly string[]
  /** The resource it is about. */
  readonly address?: string
  /** The request that failed, where it is about one. */
  readonly request?: FailedRequest
}

/** `where`: method and path, or what of the way to the API is wrong. `requestId`: what Render's support asks for. */
interface FailedRequest {
  readonly where: string
  readonly status?: number
  readonly requestId?: string
}

export const problem = (
  code: ProblemCode,
  message: string,
  todo?: string,
  where: Pick<Problem, 'at' | 'address' | 'request' | 'log'> = {},
): Problem => ({
  code,
  severity: severityOf(code),
  message,
  ...(todo !== undefined && { todo }),
  ...where,
})

/** One problem as plain text: where and what, the line with a caret, the end of a log, then what to do. */
export const formatProblem = ({ at, severity, code, message, excerpt, log, todo }: Problem): string =>
  [
    `${at ? `${at.file}:${at.line}:${at.column} ` : ''}${severity} ${code}: ${message}`,
    ...(excerpt === undefined ? [] : excerpt.split('\n').map((line) => `  ${line}`)),
    ...(log === undefined ? [] : ['Its log ends with:', ...log.map((line) => `  ${line}`)]),
    ...(todo === undefined ? [] : [todo]),
  ].join('\n')

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
  return [problem('defect', message, undefined, about)]
}
