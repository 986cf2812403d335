/** Collects what is wrong with the files, each with its position and the line it stands in. */
import type { Address } from '../../address.ts'
import type { Position, Problem, Severity } from '../../problem.ts'
import type { FilePath } from '../../rows/index.ts'
import { say } from '../messages/index.ts'
import type { ParsedFile } from './marks.ts'
import { markAt } from './marks.ts'
import type { FileText } from './text.ts'

/** Whether a problem is about the name of an entry or about its value. */
export type Side = 'key' | 'value'

/** What a report is told besides the problem. */
export interface About {
  /** Default: the value. */
  readonly side?: Side
  readonly address?: Address | undefined
  /** The line must not be repeated: it holds what is better not printed. */
  readonly bare?: true
}

export interface Report {
  /** Reports at an offset of a text; without one, about the file as a whole. */
  readonly at: (text: FileText, offset: number | undefined, problem: Problem, about?: About) => void
  /** Reports at a path of the file. */
  readonly on: (file: ParsedFile, path: FilePath, problem: Problem, about?: About) => void
  /** Forgets problems that are no errors. */
  readonly drop: (is: (problem: Problem) => boolean) => void
  /** Whether there is an error. */
  readonly failed: () => boolean
  /** In the order of the files. */
  readonly problems: () => readonly Problem[]
}

const severities: readonly Severity[] = ['error', 'warning', 'note']

/** Nobody reads on after so many. */
const most = 500

interface Spot {
  readonly text: FileText
  readonly offset: number
}

const spotOf = ({ text, root, marks }: ParsedFile, path: FilePath, side: Side = 'value'): Spot => {
  const mark = markAt(marks, root, path)
  return mark ? { text: mark.file, offset: mark[side] } : { text, offset: 0 }
}

/** Where a part of a file stands; in the text that it came from, if several have been merged. */
export const positionOf = (file: ParsedFile, path: FilePath, side?: Side): Position => {
  const { text, offset } = spotOf(file, path, side)
  return text.position(offset)
}

/** The line it stands in, in words. */
export const lineOf = (file: ParsedFile, path: FilePath): string => {
  const { text, offset } = spotOf(file, path)
  return text.line(offset)
}

export const createReport = (): Report => {
  const found = new Map<string, { readonly problem: Problem; readonly spot: Spot }>()
  const counts = { error: 0, warning: 0, note: 0 }

  const at: Report['at'] = (text, offset, said, { address, bare } = {}) => {
    const key = `${text.order} ${offset} ${said.code} ${said.message}`
    if (found.has(key)) return
    counts[said.severity] += 1
    if (counts[said.severity] > most) return
    const excerpt = offset === undefined || bare ? undefined : text.excerpt(offset)
    const problem = {
      ...said,
      at: text.position(offset ?? 0),
      ...(excerpt !== undefined && { excerpt }),
      ...(address !== undefined && { address }),
    }
    found.set(key, { problem, spot: { text, offset: offset ?? 0 } })
  }
  const problems = (): Problem[] => [
    ...[...found.values()]
      .sort((a, b) => a.spot.text.order - b.spot.text.order || a.spot.offset - b.spot.offset)
      .map(({ problem }) => problem),
    // What is left out weighs as much as what is shown.
    ...severities.flatMap((severity) =>
      counts[severity] > most ? { ...say.more(counts[severity] - most), severity } : [],
    ),
  ]

  return {
    at,
    on: (file, path, problem, about) => {
      const { text, offset } = spotOf(file, path, about?.side)
      at(text, offset, problem, about)
    },
    drop: (is) => {
      for (const [key, { problem }] of found) {
        if (problem.severity === 'error' || !is(problem)) continue
        counts[problem.severity] -= 1
        found.delete(key)
      }
    },
    failed: () => counts.error > 0,
    problems,
  }
}
