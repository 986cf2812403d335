/** `# render-sync-ignore CODE`: warnings that are meant to be there. */
import { type Problem, type RuleCode, severityOf } from '../problem.ts'
import { nearest } from '../rows/index.ts'
import { say } from './messages/index.ts'
import { rules } from './rules/index.ts'
import type { Comment, FileText, Report } from './text/index.ts'

interface Ignore {
  readonly text: FileText
  readonly offset: number
  readonly code: string
  readonly file: string
  /** The line that it is about. */
  readonly line: number
}

/** What stands after the codes, from ` -- ` on, is for people. */
const form = /^#\s*render-sync-ignore(?![\w-])[:\s]*(.*?)(\s--\s.*)?$/

/** Lets go of what comments silence, and says which of them silence nothing. */
export const applyComments = (comments: readonly Comment[], report: Report): void => {
  const ignores = comments.flatMap((comment) => ignoresOf(comment, report))
  const wanted = new Set(ignores.map(keyOf))
  const used = new Set<string>()
  report.drop(({ code, at }) => {
    const key = keyOf({ code, file: at?.file ?? '', line: at?.line ?? 0 })
    if (wanted.has(key)) used.add(key)
    return wanted.has(key)
  })
  for (const ignore of ignores) {
    const problem = used.has(keyOf(ignore)) ? undefined : idle(ignore, report.failed())
    if (problem) report.at(ignore.text, ignore.offset, problem)
  }
}

const keyOf = ({ code, file, line }: Pick<Ignore, 'code' | 'file' | 'line'>): string =>
  `${code} ${line} ${file}`

/** No comment needs more of them than there are. */
const ids = Object.keys(rules)

const ignoresOf = ({ text, offset, source }: Comment, report: Report): readonly Ignore[] => {
  const given = form.exec(source.trim())?.[1]
  if (given === undefined) return []
  const codes = [...new Set(given.split(/[\s,]+/))].filter((code) => code !== '')
  if (codes.length === 0) report.at(text, offset, say.noRule())
  const line = lineFor(text, offset)
  return codes.slice(0, ids.length).map((code) => ({ text, offset, code, file: text.name, line }))
}

/** What is to be said about a comment that silences nothing. */
const idle = ({ code }: Ignore, failed: boolean): Problem | undefined => {
  if (!isRule(code)) return say.unknownRule(code, nearest(code, ids))
  if (severityOf(code) === 'error') return say.cannotSilence(code)
  // What it silences may be found only when nothing is wrong.
  return failed ? undefined : say.silencesNothing(code)
}

const isRule = (code: string): code is RuleCode => Object.hasOwn(rules, code)

/** A comment is about the line it ends; alone on its line, about the next one. */
const lineFor = (text: FileText, offset: number): number => {
  const { line, column } = text.position(offset)
  return text.text.slice(offset - column + 1, offset).trim() === '' ? line + 1 : line
}
