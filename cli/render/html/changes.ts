/** The changes of a plan, to be filtered and unfolded. */
import { type Action, type Amount, signs } from '../../../src/index.ts'
import { moneyText } from '../../words/index.ts'
import {
  type ChangeView,
  deployText,
  diffLines,
  failedWhat,
  kindText,
  neverMade,
  type PlanView,
} from '../view/index.ts'
import { element, type Markup } from './element.ts'
import { code } from './parts.ts'

const words: Readonly<Record<Action, string>> = {
  create: 'create',
  update: 'change',
  replace: 'replace',
  delete: 'delete',
  none: 'failed deploys',
}

/** By name and by action, each with how many there are. */
export const filterForm = (told: readonly ChangeView[]): Markup => {
  const actions = [...new Set(told.map(({ action }) => action))]
  const count = (action: Action) => told.filter((change) => change.action === action).length
  return element(
    'form',
    { 'aria-label': 'Filter the changes' },
    element('label', {}, 'Name ', element('input', { type: 'search', name: 'name' })),
    actions.map((action) =>
      element(
        'label',
        {},
        element('input', { type: 'checkbox', name: 'action', value: action, checked: true }),
        `${words[action]} (${count(action)})`,
      ),
    ),
    element('span', { role: 'status', class: 'soft' }, `${told.length} of ${told.length} shown`),
  )
}

export const changeFolds = (plan: PlanView): readonly Markup[] => {
  const costs = new Map(plan.cost.resources.map(({ address, difference }) => [address, difference]))
  return [...plan.acting, ...plan.held].map((change) => changeFold(change, costs.get(change.address)))
}

const changeFold = (change: ChangeView, cost: Amount | undefined): Markup =>
  element(
    'details',
    { 'data-action': change.action, 'data-name': change.label },
    element(
      'summary',
      {},
      element('span', { class: 'sign' }, signs[change.action].trim() || '!'),
      code(change.label),
      ` (${kindText(change)})`,
      change.destroysData && change.action === 'update'
        ? element('span', { class: 'mark' }, ' destroys data')
        : '',
      cost ? element('span', { class: 'cost' }, costText(cost)) : '',
    ),
    diff(change),
    remarks(change).map((remark) => element('p', {}, remark)),
  )

const costText = ({ month, unknown }: Amount): string =>
  `${month < 0 ? '' : '+'}${moneyText(month)} a month${unknown.length > 0 ? ', and what is unknown' : ''}`

const classes: Readonly<Record<string, string>> = { '+': 'add', '-': 'del' }

const diff = (change: ChangeView): Markup | string => {
  const lines = diffLines(change)
  if (lines.length === 0) return ''
  return element(
    'pre',
    {},
    lines.map((line) => element('span', { class: classes[line.slice(0, 1)] }, line)),
  )
}

const remarks = (change: ChangeView): readonly string[] => [
  ...(change.reasons.length > 0
    ? [`This ${deployText(change)} because of ${change.reasons.join(', ')}.`]
    : []),
  ...(change.owed ? [`It ${neverMade(change.owed)}.`] : []),
  ...(change.failed ? [`${failedWhat(change.failed)}. ${change.failed.link ?? ''}`.trim()] : []),
]
