/** All that a plan does, one row for each resource. */
import { signs } from '../../../src/index.ts'
import { barred, code, listed, prose } from '../../words/index.ts'
import { type ChangeView, deployText, type Entry, kindText } from '../view/index.ts'

/** A table whose last column is there only where something is deployed. */
export const summaryTable = (changes: readonly ChangeView[], rows: readonly string[]): string => {
  const head = ['', 'Resource', 'What and why', ...(deploysAny(changes) ? ['Deploy'] : [])]
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n')
}

const deploysAny = (changes: readonly ChangeView[]) => changes.some((change) => deployOf(change) !== '')

export const summaryRows = (changes: readonly ChangeView[]): readonly string[] => {
  const deploys = deploysAny(changes)
  return changes.map((change) => {
    const cells = [barred(code(signs[change.action])), barred(code(change.label)), whatOf(change)]
    return `| ${[...cells, ...(deploys ? [deployOf(change)] : [])].join(' | ')} |`
  })
}

const deployOf = (change: ChangeView): string => {
  if (change.reasons.length > 0) return deployText(change)
  return change.failed && change.isHeld ? 'left as it failed' : ''
}

const mostNamed = 4

const whatOf = (change: ChangeView): string => {
  const { action, entries, failed, owed } = change
  const kind = prose(kindText(change)).replace('destroys data', '**destroys data**')
  const fields = entries.map(({ label }) => barred(code(shortened(label, change))))
  const names = fields.length > 0 ? [listed(fields, mostNamed)] : []
  const why = [
    ...(action === 'replace' ? ['cannot be changed in place'] : []),
    ...(action === 'update' && change.destroysData ? ['**destroys data**'] : []),
    ...(failed ? ['its newest deploy failed'] : []),
    ...(owed ? ['written and not deployed'] : []),
  ]
  return [kind, ...(action === 'create' ? ['new'] : names), ...why].join('; ')
}

/** `env/LOG_LEVEL` of `service/api/env/LOG_LEVEL`. */
const shortened = (label: Entry['label'], { label: holder }: ChangeView): string =>
  label.startsWith(`${holder}/`) ? label.slice(holder.length + 1) : label
