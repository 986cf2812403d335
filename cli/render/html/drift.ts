/** A drift as a page: the file beside the workspace. */
import { addressText, shown } from '../../words/index.ts'
import {
  acceptedWhat,
  acceptedWhy,
  changedText,
  type DriftedView,
  type DriftView,
  type Entry,
  failedWhat,
  isMissing,
  neverMade,
} from '../view/index.ts'
import { element, type Markup } from './element.ts'
import { page } from './page.ts'
import {
  code,
  head,
  ignoredSection,
  list,
  problemsSection,
  section,
  table,
  unmanagedSection,
  unobservedSection,
} from './parts.ts'

export const driftPage = async (drift: DriftView): Promise<string> => {
  const { drifted, undeclared, declared, accepted, unobserved } = drift
  const none = drifted.length + undeclared.length === 0
  const title = none
    ? `No drift${unobserved.length > 0 ? ' in what was observed' : ''}`
    : `Drift: ${drifted.length} of ${declared} resources, ${undeclared.length} in no file`
  return page(title, [
    ...head(title, drift.workspace),
    ...problemsSection(drift.problems, drift.quiet),
    ...(drifted.length > 0 ? [section('Drifted', ...drifted.map(driftFold))] : []),
    ...unmanagedSection(undeclared, 'In no file'),
    ...(accepted.length > 0
      ? [
          section(
            'Different, and accepted',
            list(
              accepted.map((each) => element('span', {}, code(acceptedWhat(each)), ` ${acceptedWhy(each)}`)),
            ),
          ),
        ]
      : []),
    ...unobservedSection(drift),
    ...ignoredSection(drift),
    ...unmanagedSection(drift.unmanaged, 'Not in the file, and left alone'),
  ])
}

const driftFold = (change: DriftedView): Markup => {
  const rows = isMissing(change) ? [] : change.entries.flatMap((entry) => rowsOf(entry))
  const remarks = [
    ...(change.owed ? [`It ${neverMade(change.owed)}.`] : []),
    ...(change.failed ? [`${failedWhat(change.failed)}.`] : []),
    ...changedText(change).map((text) => `It was ${text}.`),
  ]
  return element(
    'details',
    { open: true },
    element(
      'summary',
      {},
      code(change.label),
      ` (${change.title}) `,
      element('span', { class: 'mark' }, isMissing(change) ? 'is missing' : 'differs'),
    ),
    rows.length > 0
      ? table(`${addressText(change.address)}: the file and the workspace`, ['What', 'File', 'Live'], rows)
      : '',
    remarks.map((remark) => element('p', {}, remark)),
  )
}

const rowsOf = (entry: Entry, before = ''): readonly (readonly string[])[] => {
  const label = before + entry.label
  if (entry.inside.length > 0) return entry.inside.flatMap((inner) => rowsOf(inner, `${label} `))
  const isNew = entry.values === undefined || entry.values.created
  const file = entry.values ? shown(entry.values.after) : 'declared'
  return [[label, file, isNew ? 'missing' : shown(entry.values?.before)]]
}
