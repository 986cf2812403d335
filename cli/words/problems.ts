/** Problems, as text, as data and in Markdown: errors first, each by itself; then warnings and notes, those of one rule together. */
import { formatProblem, type Problem, readable, type Severity } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { code, prose } from './markup.ts'
import { counted } from './phrases.ts'
import { harmless, inOneLine } from './value.ts'

const tint = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<
  Severity,
  keyof Paint
>

/** Errors first. Under `--quiet` there is nothing else. */
export const heard = (problems: readonly Problem[], quiet = false): readonly Problem[] => {
  const rank = { error: 0, warning: 1, note: 2 } as const satisfies Record<Severity, number>
  const all = quiet ? problems.filter(({ severity }) => severity === 'error') : [...problems]
  return all.sort((one, other) => rank[one.severity] - rank[other.severity])
}

/** `3 errors, 5 warnings`; notes where there are any. */
export const countText = (problems: readonly Problem[], quiet = false): string => {
  const count = (wanted: Severity) => problems.filter(({ severity }) => severity === wanted).length
  const notes = count('note')
  const rest = [counted(count('warning'), 'warning'), ...(notes > 0 ? [counted(notes, 'note')] : [])]
  return [counted(count('error'), 'error'), ...(quiet ? [] : rest)].join(', ')
}

/** None, or blocks of lines, the last of which has the count. */
export const problemsText = (
  problems: readonly Problem[],
  paint: Paint,
  quiet = false,
): readonly string[] => {
  const all = heard(problems, quiet)
  if (all.length === 0) return []
  return [...groupsOf(all).map((group) => groupText(group, paint)), countText(all, quiet)]
}

/** One problem, as many lines as it needs. */
export const problemText = (problem: Problem, paint: Paint): string => {
  const text = harmless(formatProblem({ ...problem, message: inOneLine(problem.message) }))
  const word = text.indexOf(`${problem.severity} ${problem.code}:`)
  const end = word + problem.severity.length
  return text.slice(0, word) + severityText(problem, paint) + text.slice(end)
}

const severityText = ({ severity }: Problem, paint: Paint): string =>
  paint.bold(paint[tint[severity]](severity))

type Group = readonly [Problem, ...Problem[]]

/** An error is put right by itself; a warning is a matter of its rule. */
const groupsOf = (problems: readonly Problem[]): readonly Group[] => {
  const groups = new Map<unknown, [Problem, ...Problem[]]>()
  for (const problem of problems) {
    const by = problem.severity === 'error' ? problem : problem.code
    const others = groups.get(by)
    if (others) others.push(problem)
    else groups.set(by, [problem])
  }
  return [...groups.values()]
}

/** What all problems of a group say, and what each says besides. */
const partsOf = (group: Group) => {
  const [first] = group
  const sameMessage = group.every(({ message }) => message === first.message)
  const sameTodo = group.every(({ todo }) => todo === first.todo)
  const whole = sameMessage && sameTodo
  return {
    message: whole ? first.message : `${group.length} times`,
    todo: sameTodo ? first.todo : undefined,
    each: group.map((problem) => ({
      place: placeOf(problem),
      says: whole ? '' : sentences(problem.message, sameTodo ? undefined : problem.todo),
    })),
  }
}

const sentences = (message: string, todo: string | undefined): string =>
  todo === undefined ? message : `${message}. ${todo}`

const placeOf = ({ at, address }: Problem): string =>
  at ? `${at.file}:${at.line}:${at.column}` : address === undefined ? '' : readable(address)

const groupText = (group: Group, paint: Paint): string => {
  const [first] = group
  if (group.length === 1) return problemText(first, paint)
  const { message, todo, each } = partsOf(group)
  const lines = each.map(({ place, says }) => `  ${[place, says].filter((part) => part !== '').join(' ')}`)
  return [
    `${severityText(first, paint)} ${first.code}: ${inOneLine(message)}`,
    ...lines.map(inOneLine).filter((line) => line.trim() !== ''),
    ...(todo === undefined ? [] : [harmless(todo)]),
  ].join('\n')
}

/** For programs: the same names in every command. */
export const problemDocument = ({
  code,
  severity,
  message,
  todo,
  at,
  excerpt,
  log,
  address,
  request,
}: Problem) => ({
  code,
  severity,
  message,
  ...(todo !== undefined && { todo }),
  ...(at !== undefined && { at }),
  ...(excerpt !== undefined && { excerpt }),
  ...(log !== undefined && { log }),
  ...(address !== undefined && { address }),
  ...(request !== undefined && { request: requestDocument(request) }),
})

const requestDocument = ({ where, status, requestId }: NonNullable<Problem['request']>) => {
  const [, method, path] = /^([A-Z]+) (\/.*)$/s.exec(where) ?? []
  return {
    ...(method === undefined ? { setting: where } : { method, path }),
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { request_id: requestId }),
  }
}

/** None, or one list. */
export const problemList = (problems: readonly Problem[]): readonly string[] => {
  if (problems.length === 0) return []
  return [groupsOf(heard(problems)).map(groupItem).join('\n')]
}

const groupItem = (group: Group): string => {
  const [{ severity, code: what }] = group
  const { message, todo, each } = partsOf(group)
  const said = sentences(prose(message), todo === undefined ? undefined : prose(todo))
  const head = `- **${severity}** ${code(what)}: ${said}`
  if (each.every(({ says }) => says === '')) return head + placesIn(each.map(({ place }) => place))
  return [head, ...each.map(({ place, says }) => `  - ${prose(says)}${placesIn([place])}`)].join('\n')
}

const placesIn = (places: readonly string[]): string => {
  const known = places.filter((place) => place !== '').map((place) => code(inOneLine(place)))
  return known.length > 0 ? ` (${known.join(', ')})` : ''
}
