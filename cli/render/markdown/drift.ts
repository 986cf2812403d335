/** A drift for a report, the file's values beside the workspace's. */
import { addressText, cell, code, folded, problemList, prose } from '../../words/index.ts'
import { unobservedMarkdown } from '../lists/index.ts'
import {
  changedText,
  type DriftedView,
  type DriftView,
  isMissing,
  kindText,
  observed,
} from '../view/index.ts'
import {
  acceptedMarkdown,
  blocks,
  failedMarkdown,
  headOf,
  ignoredDetails,
  isError,
  otherProblems,
  unmanagedDetails,
  workspaceLine,
} from './parts.ts'
import { rowsOf } from './rows.ts'

export const driftMarkdown = (drift: DriftView): string => {
  const { drifted, undeclared, declared, problems } = drift
  const parts = [
    ...(drifted.length > 0 ? [`${drifted.length} of ${declared} resources`] : []),
    ...(undeclared.length > 0 ? [`${undeclared.length} in no file`] : []),
  ]
  const head = parts.length === 0 ? `No drift${observed(drift)}` : `Drift: ${parts.join(', ')}`
  return blocks([
    `## ${head}`,
    workspaceLine(drift),
    ...problemList(problems.filter(isError)),
    ...drifted.map(driftDetails),
    ...undeclaredMarkdown(drift),
    ...acceptedMarkdown(drift),
    ...ignoredDetails(drift),
    ...unmanagedDetails(drift),
    ...unobservedMarkdown(drift),
    ...otherProblems(drift),
  ])
}

const driftDetails = (change: DriftedView): string => {
  if (isMissing(change)) return `${code(change.label)} (${kindText(change)}) is **missing**`
  const rows = rowsOf(change.entries).map(({ label, entry }) => {
    const missing = entry.values === undefined || entry.values.created
    const file = entry.values ? cell(entry.values.after) : ''
    return `| ${cell(label)} | ${file} | ${missing ? 'missing' : cell(entry.values?.before)} |`
  })
  const table = ['| | file | live |', '|---|---|---|', ...rows].join('\n')
  const parts = [
    ...(rows.length > 0 ? [table] : []),
    ...failedMarkdown(change),
    ...changedText(change).map((text) => `It was ${prose(text)}.`),
  ]
  return folded(`${headOf(change)} differs`, blocks(parts))
}

const undeclaredMarkdown = ({ undeclared }: DriftView): readonly string[] =>
  undeclared.length === 0
    ? []
    : [
        ['**In no file**', '', ...undeclared.map(({ address }) => `- ${code(addressText(address))}`)].join(
          '\n',
        ),
      ]
