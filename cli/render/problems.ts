import { formatProblem, type Problem, type Severity } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { harmless } from './value.ts'

const tint = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<
  Severity,
  keyof Paint
>

/** One problem, as many lines as it needs. */
export const problemText = (problem: Problem, paint: Paint): string => {
  const text = harmless(formatProblem(problem))
  const word = text.indexOf(`${problem.severity} ${problem.code}:`)
  const end = word + problem.severity.length
  return text.slice(0, word) + paint.bold(paint[tint[problem.severity]](problem.severity)) + text.slice(end)
}

/** Errors last: they are what has to be read. */
export const sorted = (problems: readonly Problem[]): readonly Problem[] => {
  const rank = { note: 0, warning: 1, error: 2 } as const satisfies Record<Severity, number>
  return [...problems].sort((one, other) => rank[one.severity] - rank[other.severity])
}
