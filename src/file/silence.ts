/** `# render-sync-ignore rule-id`: warnings that are meant to be there. */
import type { Problem } from '../problem.ts'
import { say } from './messages.ts'
import { nearest } from './nearest.ts'
import type { Report } from './report.ts'
import { ruleOf, rules } from './rules.ts'
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
  readonly line: number
}

export const isIgnore = (source: string): boolean => source.includes('render-sync-ignore')

/** What stands after the ids, from ` -- ` on, is for people. */
const form = /^#\s*render-sync-ignore(?![\w-])[:\s]*(.*?)(\s--\s.*)?$/

/** Lets go of what comments silence, and says which of them silence nothing. */
export const applyComments = (comments: readonly Comment[], report: Report): void => {
  for (const comment of comments) {
    const ids = form
      .exec(comment.source.trim())?.[1]
      ?.split(/[\s,]+/)
      .filter((id) => id !== '')
    if (ids?.length === 0) report.at(comment.text, comment.offset, say.noRule())
    for (const id of ids ?? []) apply({ ...comment, id, line: lineFor(comment) }, report)
  }
}

const apply = ({ text, offset, id, line }: Ignore, report: Report): void => {
  const here = ({ rule, at }: Problem) => rule === id && at?.line === line && at.file === text.name
  const rule = ruleOf(id)
  if (rule?.severity === 'error') report.at(text, offset, say.cannotSilence(id))
  else if (!rule) report.at(text, offset, say.unknownRule(id, nearest(id, Object.keys(rules))))
  // What is silenced may be found only when nothing is wrong.
  else if (!report.drop(here) && !report.failed()) report.at(text, offset, say.silencesNothing(id))
}

/** A comment is about the line it ends; alone on its line, about the next one. */
const lineFor = ({ text, offset }: Comment): number => {
  const { line, column } = text.place(offset)
  return text.text.slice(offset - column + 1, offset).trim() === '' ? line + 1 : line
}
