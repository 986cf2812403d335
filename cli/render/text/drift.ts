/** Drift for people: the file's values beside the workspace's, without the words of a plan, as nothing is going to happen. */
import {
  addressText,
  counted,
  flow,
  harmless,
  indented,
  type Layout,
  problemsText,
  shown,
  wrapped,
} from '../../words/index.ts'
import { unobservedText } from '../lists/index.ts'
import { changedText, type DriftedView, type DriftView, type Entry, isMissing } from '../view/index.ts'
import { acceptedText, failedText, ignoredText, unmanagedText } from './parts.ts'

export const driftText = (drift: DriftView, layout: Layout): string =>
  [
    ...drift.drifted.map((change) => changeText(change, layout)),
    ...undeclaredText(drift, layout),
    ...acceptedText(drift, layout),
    ...ignoredText(drift, layout),
    ...unmanagedText(drift, layout),
    ...unobservedText(drift, layout),
    ...problemsText(drift.problems, layout.paint, drift.quiet),
    closing(drift, layout),
  ].join('\n\n')

/** What is live and in no file, where that is drift. */
const undeclaredText = ({ undeclared }: DriftView, { paint, width }: Layout): readonly string[] => {
  if (undeclared.length === 0) return []
  const lines = undeclared.flatMap(({ address }) => indented(addressText(address), 2, width))
  return [[paint.yellow(`In no file (${undeclared.length}):`), ...lines].join('\n')]
}

const changeText = (change: DriftedView, layout: Layout): string => {
  const { paint } = layout
  const what = isMissing(change) ? paint.red('is missing') : paint.yellow('differs')
  const head = `${paint.bold(change.label)} (${change.title}) ${what}`
  if (isMissing(change)) return head
  const entries = change.entries.flatMap((entry) => entryLines(entry, layout))
  const changed = changedText(change).flatMap((text) => indented(harmless(text), indent, layout.width))
  return [
    head,
    ...entries,
    ...failedText(change, indent, layout),
    ...changed.map((line) => paint.dim(line)),
  ].join('\n')
}

const indent = 4

const entryLines = (
  { action, label, values, inside }: Entry,
  { paint, width }: Layout,
): readonly string[] => {
  if (action === 'create') return indented(`${label} is missing`, indent, width)
  if (!values) {
    return inside.flatMap((inner) =>
      entryLines({ ...inner, label: `${label} ${inner.label}` }, { paint, width }),
    )
  }
  const lead = ' '.repeat(indent)
  const [file, live] = [shown(values.after), shown(values.before)]
  const line = `${lead}${label}: ${paint.dim('file')} ${file}, ${paint.dim('live')} ${live}`
  if (label.length + file.length + live.length + indent + 14 <= width) return [line]
  const side = (word: string, text: string) =>
    wrapped(text, width - indent - 8).map(
      (part, index) => `${lead}  ${index === 0 ? paint.dim(word) : '    '}  ${part}`,
    )
  return [...indented(`${label}:`, indent, width), ...side('file', file), ...side('live', live)]
}

const closing = (drift: DriftView, { paint, width }: Layout): string => {
  const { drifted, undeclared, accepted, problems, unobserved } = drift
  if (problems.some(({ severity }) => severity === 'error')) {
    return paint.red('Not everything could be compared.')
  }
  const none = drifted.length + undeclared.length === 0
  if (none && unobserved.length > 0) {
    return paint.yellow('No drift in what was observed. Not everything was.')
  }
  if (none) {
    const but = accepted.length > 0 ? ', but for what is accepted' : ''
    return flow([`No drift. The workspace has everything that the file declares${but}.`], 0, width).join('\n')
  }
  const missing = drifted.filter(isMissing).length
  const differ = drifted.length - missing
  const parts = [
    ...(differ > 0 ? [`${counted(differ, 'resource differs', 'resources differ')}`] : []),
    ...(missing > 0 ? [`${counted(missing, 'resource is missing', 'resources are missing')}`] : []),
    ...(undeclared.length > 0 ? [`${undeclared.length} in no file`] : []),
  ]
  return paint.bold(`Drift: ${parts.join(', ')}.`)
}
