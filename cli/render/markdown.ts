/** A plan or a drift for a pull request: one heading, what is dangerous first, the rest folded. */
import { type Problem, signs } from '../../src/index.ts'
import {
  addressText,
  cell,
  code,
  counted,
  countText,
  folded,
  html,
  problemList,
  prose,
} from '../words/index.ts'
import { acceptedMarkdown } from './accepted.ts'
import type { Entry } from './entries.ts'
import { failedMarkdown, heldText } from './failed.ts'
import { unobservedMarkdown } from './lists/index.ts'
import { budgetText, incomplete, prunedText, refusalText } from './text.ts'
import { type ChangeView, type DriftView, deployText, ignoredLine, kindText, type PlanView } from './view.ts'

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

const observed = ({ unobserved }: Pick<PlanView, 'unobserved'>): string =>
  unobserved.length > 0 ? ' in what was observed' : ''

const isError = ({ severity }: Problem) => severity === 'error'

/** Warnings and notes, and how many problems there are of each. */
const otherProblems = ({ problems, quiet }: Pick<PlanView, 'problems' | 'quiet'>): readonly string[] => [
  ...problemList(problems.filter((problem) => !isError(problem))),
  ...(problems.length > 0 ? [countText(problems, quiet)] : []),
]

const blocks = (parts: readonly string[]): string => parts.join('\n\n')

const workspaceLine = ({ workspace }: Pick<PlanView, 'workspace'>) =>
  `Workspace ${code(workspace.name)} (${code(workspace.id)})`

const headOf = (change: ChangeView) => `<code>${html(change.label)}</code> (${kindText(change)})`

interface Row {
  readonly sign: string
  readonly label: string
  readonly entry: Entry
}

/** Entries and what is inside them, one row each. */
const rowsOf = (entries: readonly Entry[], holder?: Row): readonly Row[] =>
  entries.flatMap((entry) => {
    const sign = entry.action ? signs[entry.action] : (holder?.sign ?? '')
    const row = { sign, label: holder ? `${holder.label} ${entry.label}` : entry.label, entry }
    return entry.inside.length > 0 ? rowsOf(entry.inside, row) : [row]
  })

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

const driftDetails = (change: ChangeView): string => {
  if (change.action === 'create') return `${headOf(change)} is **missing**`
  const rows = rowsOf(change.entries).map(({ label, entry }) => {
    const missing = entry.values === undefined || entry.values.created
    const file = entry.values ? cell(entry.values.after) : ''
    return `| ${cell(label)} | ${file} | ${missing ? 'missing' : cell(entry.values?.before)} |`
  })
  const table = ['| | file | live |', '|---|---|---|', ...rows].join('\n')
  const parts = [...(rows.length > 0 ? [table] : []), ...failedMarkdown(change)]
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

const unmanagedDetails = (
  { unmanaged, unobserved }: Pick<PlanView, 'unmanaged' | 'unobserved'>,
  saying?: (flags: string) => string,
): readonly string[] => {
  if (unmanaged.length === 0) return []
  const lines = unmanaged.map(({ address, prunedBy }) => {
    const said = prunedBy !== undefined && saying ? `: ${saying(prunedBy)}` : ''
    return `- ${code(addressText(address))}${said}`
  })
  const summary = `Not in the file, and left alone: ${unmanaged.length}${incomplete(unobserved)}`
  return [folded(summary, lines.join('\n'))]
}

const ignoredDetails = ({ ignored }: Pick<PlanView, 'ignored'>): readonly string[] => {
  const lines = ignored.map((each) => `- ${code(ignoredLine(each))}`)
  return lines.length > 0 ? [folded('Different, and ignored as the file says', lines.join('\n'))] : []
}
