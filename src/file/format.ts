import type { Problem } from '../problem.ts'

/** One problem as plain text: where and what, by the rule that found it if one did, then the line with a caret, then what to do. */
export const formatProblem = ({ at, severity, code, rule, message, excerpt, todo }: Problem): string =>
  [
    `${at ? `${at.file}:${at.line}:${at.column} ` : ''}${severity} ${rule ?? code}: ${message}`,
    ...(excerpt === undefined ? [] : excerpt.split('\n').map((line) => `  ${line}`)),
    ...(todo === undefined ? [] : [todo]),
  ].join('\n')
