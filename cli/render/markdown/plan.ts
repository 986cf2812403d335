/** A plan for a pull request: one heading, what is dangerous first, the rest folded. */
import { signs } from '../../../src/index.ts'
import { cell, code, counted, folded, problemList, prose } from '../../words/index.ts'
import { unobservedMarkdown } from '../lists/index.ts'
import {
  budgetText,
  type ChangeView,
  deployText,
  heldText,
  type PlanView,
  prunedText,
  refusalText,
} from '../view/index.ts'
import {
  blocks,
  failedMarkdown,
  headOf,
  ignoredDetails,
  isError,
  observed,
  otherProblems,
  unmanagedDetails,
  workspaceLine,
} from './parts.ts'
import { rowsOf } from './rows.ts'

export const planMarkdown = (plan: PlanView): string => {
  const { acting, problems, isRefused } = plan
  const { add, change, destroy } = plan.totals
  const head =
    acting.length === 0 && !isRefused
      ? `No changes${plan.held.length > 0 ? `, ${counted(plan.held.length, 'failed deploy')}` : observed(plan)}`
      : `Plan: ${add} to add, ${change} to change, ${destroy} to destroy`
  return blocks([
    `## ${head}`,
    workspaceLine(plan),
    ...(isRefused ? [`> [!CAUTION]\n> ${refusalText(plan)}`] : []),
    ...problemList(problems.filter(isError)),
    ...acting.map(changeDetails),
    ...plan.held.map(changeDetails),
    ...ignoredDetails(plan),
    ...unmanagedDetails(plan, prunedText),
    ...unobservedMarkdown(plan),
    ...otherProblems(plan),
    ...(acting.length > 0 && !isRefused ? [budgetText(plan)] : []),
    ...(plan.held.length > 0 ? [prose(heldText(plan))] : []),
  ])
}

const changeDetails = (change: ChangeView): string => {
  const rows = rowsOf(change.entries).map(({ sign, label, entry }) => {
    const notes = entry.notes.map((note) => ` (${note})`).join('')
    const before = entry.values && !entry.values.created ? cell(entry.values.before) : ''
    const after = entry.values ? cell(entry.values.after) : ''
    return `| ${sign && code(sign)} | ${cell(label)} | ${before} | ${after}${notes} |`
  })
  const table = ['|  | | before | after |', '|---|---|---|---|', ...rows].join('\n')
  const reasons = change.reasons.map(code)
  const deploys = reasons.length > 0 ? [`This ${deployText(change)} because of ${reasons.join(', ')}.`] : []
  const summary = `<code>${signs[change.action]}</code> ${headOf(change)}`
  return folded(summary, blocks([...(rows.length > 0 ? [table] : []), ...deploys, ...failedMarkdown(change)]))
}
