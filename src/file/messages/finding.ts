/** What the messages are made with. */
import type { Problem, ProblemCode, Severity } from '../../problem.ts'

/** A problem before it has a place. */
export interface Finding extends Pick<Problem, 'code' | 'severity' | 'message' | 'todo' | 'rule'> {
  /** The line must not be repeated: it holds what is better not printed. */
  readonly bare?: true
}

/** What is found while reading has its rule from here; what a check finds, from the table of rules. */
export const under = (rule: string, finding: Finding): Finding => ({ ...finding, rule })

export const finding =
  (severity: Severity) =>
  (code: ProblemCode, message: string, todo?: string): Finding => ({
    code,
    severity,
    message,
    ...(todo !== undefined && { todo }),
  })
export const error = finding('error')
export const warning = finding('warning')
export const note = finding('note')

/** A text as it may stand in a message: quoted, cut, without control characters. */
export const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a mapping'
  const text = String(value).replace(/\p{Cc}/gu, ' ')
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
}

/** The library's sentences begin with a capital letter, ours do not. */
export const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

export const listed = (choices: readonly unknown[]): string => choices.map(String).join(', ')
export const meant = (near: string | undefined): string =>
  near === undefined ? '' : `; did you mean "${near}"?`
/** `a worker`, `an environment`. */
export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
