/** What stands above or below every plan: its counts, how long it takes, what it costs, what nobody saw. */
import { counted } from '../../words/index.ts'
import { budgetText, costText } from './phrases.ts'
import type { PlanView } from './plan.ts'

/** Whether there may be more, where the key may not look. */
export const observed = ({ unobserved }: Pick<PlanView, 'unobserved'>): string =>
  unobserved.length > 0 ? ' in what was observed' : ''

/** `Plan: 1 to add, 2 to change, 0 to destroy`, `No changes`. */
export const headline = (plan: PlanView): string => {
  const { add, change, destroy } = plan.totals
  if (plan.acting.length > 0 || plan.isRefused) {
    return `Plan: ${add} to add, ${change} to change, ${destroy} to destroy`
  }
  const rest = plan.held.length > 0 ? `, ${counted(plan.held.length, 'failed deploy')}` : observed(plan)
  return `No changes${rest}`
}

/** How many of what is done destroy data. */
const destroyedText = ({ acting }: PlanView): readonly string[] => {
  const count = acting.filter(({ destroysData }) => destroysData).length
  return count > 0
    ? [`${counted(count, 'change destroys', 'changes destroy')} data that no file can bring back.`]
    : []
}

/** Sentences, one for each thing to know of the whole. */
export const factsOf = (plan: PlanView): readonly string[] => [
  ...destroyedText(plan),
  ...(plan.acting.length > 0 && !plan.isRefused ? budgetText(plan).split('\n') : []),
  ...costText(plan),
  ...(plan.unobserved.length > 0
    ? [
        `${counted(plan.unobserved.length, 'area was', 'areas were')} not observed: the key may not read ${plan.unobserved.length === 1 ? 'it' : 'them'}.`,
      ]
    : []),
]
