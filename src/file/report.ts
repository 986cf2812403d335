/** Collects what is wrong with a file, each with its place and the line it stands in. */
import { LineCounter } from 'yaml'
import type { Address } from '../address.ts'
import type { FilePath } from '../aspect.ts'
import type { Place } from '../desired.ts'
import type { Problem, Severity } from '../problem.ts'
import { markAt } from './marks.ts'
import { type Finding, say } from './messages.ts'
import type { ParsedFile } from './parse.ts'

/** Whether a problem is about the name of an entry or about its value. */
export type Side = 'key' | 'value'

export interface Report {
  /** Reports at an offset of the text; without one, about the file as a whole. */
  readonly at: (offset: number | undefined, finding: Finding, address?: Address) => void
  /** Reports at a path of the file. */
  readonly on: (file: ParsedFile, path: FilePath, finding: Finding, side?: Side, address?: Address) => void
  readonly placeOf: (file: ParsedFile, path: FilePath, side?: Side) => Place
  readonly lineOf: (offset: number) => number
  /** Whether there is an error. */
  readonly failed: () => boolean
  /** In the order of the file, errors and all others apart. */
  readonly errors: () => readonly Problem[]
  readonly others: () => readonly Problem[]
}

/** Nobody reads on after so many. */
const most = 500

const excerptWidth = 100

/** The line around a column with a caret under it, cut where it is long. */
const excerptOf = (line: string, column: number): string => {
  const from = Math.max(0, column - 1 - excerptWidth / 2)
  const shown = line.slice(from, from + excerptWidth)
  // Control characters would move the caret, or the terminal.
  const plain = shown.replace(/\p{Cc}/gu, ' ')
  return `${plain.trimEnd()}\n${' '.repeat(column - 1 - from)}^`
}

export const createReport = (name: string, text: string): Report => {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  const found = new Map<string, Problem & { readonly offset: number }>()
  const counts = { error: 0, warning: 0, note: 0 }

  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file: name, line, column: col }
  }
  const lineAt = (line: number) =>
    text.slice(lines.lineStarts[line - 1], lines.lineStarts[line] ?? text.length)

  const at: Report['at'] = (offset, finding, address) => {
    const key = `${offset} ${finding.code} ${finding.message}`
    if (found.has(key)) return
    counts[finding.severity] += 1
    if (counts[finding.severity] > most) return
    const where = offset === undefined ? { file: name, line: 1, column: 1 } : place(offset)
    found.set(key, {
      ...finding,
      at: where,
      ...(offset !== undefined && { excerpt: excerptOf(lineAt(where.line), where.column) }),
      ...(address !== undefined && { address }),
      offset: offset ?? 0,
    })
  }
  const offsetOf = (file: ParsedFile, path: FilePath, side: Side = 'value') =>
    markAt(file.marks, file.root, path)?.[side] ?? 0
  const sorted = (...severities: readonly Severity[]): Problem[] => [
    ...[...found.values()]
      .filter(({ severity }) => severities.includes(severity))
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset: _, ...problem }) => problem),
    ...severities.flatMap((severity) =>
      counts[severity] > most ? say.more(counts[severity] - most, severity) : [],
    ),
  ]

  return {
    at,
    on: (file, path, finding, side, address) => at(offsetOf(file, path, side), finding, address),
    placeOf: (file, path, side) => place(offsetOf(file, path, side)),
    lineOf: (offset) => place(offset).line,
    failed: () => counts.error > 0,
    errors: () => sorted('error'),
    others: () => sorted('warning', 'note'),
  }
}
