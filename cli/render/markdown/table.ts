/** All that a plan does, one row for each resource. */
import { type Amount, signs } from '../../../src/index.ts'
import { barred, code, listed, moneyText, prose } from '../../words/index.ts'
import { type ChangeView, deployText, type Entry, kindText, type PlanView } from '../view/index.ts'

/** By address, what changes of what it costs. */
type Costs = ReadonlyMap<string, Amount>

export const costsOf = ({ cost }: PlanView): Costs =>
  new Map(cost.resources.map(({ address, difference }) => [address, difference]))

const costCell = (amount: Amount | undefined): string => {
  if (!amount) return ''
  const { month, unknown, atLeast } = amount
  const sum = month === 0 && unknown.length > 0 ? [] : [`${month < 0 ? '' : '+'}${moneyText(month)}`]
  return [
    ...sum,
    ...(atLeast.length > 0 ? ['at least'] : []),
    ...(unknown.length > 0 ? ['unknown'] : []),
  ].join(', ')
}

/** A table whose last columns are there only where something is in them. */
export const summaryTable = (
  changes: readonly ChangeView[],
  costs: Costs,
  rows: readonly string[],
): string => {
  const head = [
    '',
    'Resource',
    'What and why',
    ...(deploysAny(changes) ? ['Deploy'] : []),
    ...(costs.size > 0 ? ['Monthly cost'] : []),
  ]
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n')
}

const deploysAny = (changes: readonly ChangeView[]) => changes.some((change) => deployOf(change) !== '')

export const summaryRows = (changes: readonly ChangeView[], costs: Costs): readonly string[] => {
  const deploys = deploysAny(changes)
  return changes.map((change) => {
    const cells = [barred(code(signs[change.action])), barred(code(change.label)), whatOf(change)]
    const more = [
      ...(deploys ? [deployOf(change)] : []),
      ...(costs.size > 0 ? [costCell(costs.get(change.address))] : []),
    ]
    return `| ${[...cells, ...more].join(' | ')} |`
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
