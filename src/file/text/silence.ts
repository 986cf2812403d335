/** `# render-sync-ignore rule-id`: warnings that are meant to be there. */

import { nearest } from '../../rows/index.ts'
import { type Finding, say } from '../messages/index.ts'
import { ruleOf, rules } from '../rules/index.ts'
import type { Report } from './report.ts'
import type { FileText } from './text.ts'

export interface Comment {
  readonly text: FileText
  readonly offset: number
  readonly source: string
}

interface Ignore {
  readonly text: FileText
  readonly offset: number
  readonly id: string
  readonly file: string
  /** The line that it is about. */
  readonly line: number
}

export const isIgnore = (source: string): boolean => source.includes('render-sync-ignore')

/** What stands after the ids, from ` -- ` on, is for people. */
const form = /^#\s*render-sync-ignore(?![\w-])[:\s]*(.*?)(\s--\s.*)?$/

/** Lets go of what comments silence, and says which of them silence nothing. */
export const applyComments = (comments: readonly Comment[], report: Report): void => {
  const ignores = comments.flatMap((comment) => ignoresOf(comment, report))
  const wanted = new Set(ignores.map(keyOf))
  const used = new Set<string>()
  report.drop(({ rule = '', at }) => {
    const key = keyOf({ id: rule, file: at?.file ?? '', line: at?.line ?? 0 })
    if (wanted.has(key)) used.add(key)
    return wanted.has(key)
  })
  for (const ignore of ignores) {
    const finding = used.has(keyOf(ignore)) ? undefined : idle(ignore, report.failed())
    if (finding) report.at(ignore.text, ignore.offset, finding)
  }
}

const keyOf = ({ id, file, line }: Pick<Ignore, 'id' | 'file' | 'line'>): string => `${id} ${line} ${file}`

/** No comment needs more ids than there are. */
const mostIds = Object.keys(rules).length

const ignoresOf = ({ text, offset, source }: Comment, report: Report): readonly Ignore[] => {
  const given = form.exec(source.trim())?.[1]
  if (given === undefined) return []
  const ids = [...new Set(given.split(/[\s,]+/))].filter((id) => id !== '')
  if (ids.length === 0) report.at(text, offset, say.noRule())
  const line = lineFor(text, offset)
  return ids.slice(0, mostIds).map((id) => ({ text, offset, id, file: text.name, line }))
}

/** What is to be said about a comment that silences nothing. */
const idle = ({ id }: Ignore, failed: boolean): Finding | undefined => {
  const rule = ruleOf(id)
  if (!rule) return say.unknownRule(id, nearest(id, Object.keys(rules)))
  if (rule.severity === 'error') return say.cannotSilence(id)
  // What it silences may be found only when nothing is wrong.
  return failed ? undefined : say.silencesNothing(id)
}

/** A comment is about the line it ends; alone on its line, about the next one. */
const lineFor = (text: FileText, offset: number): number => {
  const { line, column } = text.place(offset)
  return text.text.slice(offset - column + 1, offset).trim() === '' ? line + 1 : line
}
