/** Problems, as text, as data and in Markdown. */
import { formatProblem, type Problem, type Severity } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { code, prose } from './markup.ts'
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

export const problemDocument = ({ code, severity, message, todo, at, address }: Problem) => ({
  code,
  severity,
  message,
  ...(todo !== undefined && { todo }),
  ...(at !== undefined && { at }),
  ...(address !== undefined && { address }),
})

/** None, or one list. */
export const problemList = (problems: readonly Problem[]): readonly string[] => {
  if (problems.length === 0) return []
  const lines = sorted(problems).map(({ severity, code: what, message, todo, at }) => {
    const where = at ? ` (${code(`${at.file}:${at.line}`)})` : ''
    const advice = todo === undefined ? '' : `. ${prose(todo)}`
    return `- **${severity}** ${code(what)}: ${prose(message)}${advice}${where}`
  })
  return [lines.join('\n')]
}
