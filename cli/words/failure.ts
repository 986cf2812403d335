/** What stands on stdout where a command fails before it has anything to show. */
import type { Problem } from '../../src/index.ts'
import { countText, heard, problemDocument, problemList } from './problems.ts'

/** Of all documents that programs read; the first number changes when readers have to. */
export const formatVersion = '1.0'

export const failureDocument = (problems: readonly Problem[]) => ({
  format_version: formatVersion,
  errored: true,
  problems: heard(problems).map(problemDocument),
})

export const failureMarkdown = (problems: readonly Problem[], quiet: boolean): string =>
  ['## Failed', ...problemList(problems), countText(problems, quiet)].join('\n\n')

/** A problem as one of the events of `apply --json`. */
export const diagnosticEvent = (problem: Problem) => ({
  type: 'diagnostic' as const,
  problem: problemDocument(problem),
})
