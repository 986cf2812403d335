/** A plan for a pull request: counts and a table first, what is dangerous before all else, then a fold for each resource. */
import { signs } from '../../../src/index.ts'
import { code, counted, fenced, folded, problemList, prose } from '../../words/index.ts'
import { mermaidText, planGraph } from '../graph/index.ts'
import { unobservedMarkdown } from '../lists/index.ts'
import {
  type ChangeView,
  deployText,
  diffLines,
  factsOf,
  headline,
  heldText,
  type PlanView,
  prunedText,
  refusalText,
} from '../view/index.ts'
import { type Block, type Cut, commentLimit, fitted } from './fit.ts'
import {
  blocks,
  failedMarkdown,
  headOf,
  ignoredDetails,
  isError,
  otherProblems,
  unmanagedDetails,
  workspaceLine,
} from './parts.ts'
import { costsOf, summaryRows, summaryTable } from './table.ts'

export interface PageOptions {
  /** How many characters it may have. Default: what a comment on GitHub may have. */
  readonly maxLength?: number
  /** The address of a page that has all of it, for who reads one that was cut. */
  readonly wholeUrl?: string
}

export const planMarkdown = (
  plan: PlanView,
  { maxLength = commentLimit, wholeUrl }: PageOptions = {},
): string => {
  const told = [...plan.acting, ...plan.held]
  const facts = factsOf(plan)
  return fitted(
    [
      block(0, [...markOf(plan), `## ${headline(plan)}`].join('\n')),
      block(0, workspaceLine(plan)),
      ...blocksOf(0, plan.isRefused ? [`> [!CAUTION]\n> ${refusalText(plan)}`] : []),
      ...blocksOf(0, facts.length > 0 ? [facts.map((fact) => `- ${prose(fact)}`).join('\n')] : []),
      ...blocksOf(1, problemList(plan.problems.filter(isError))),
      ...blocksOf(2, tableOf(told, costsOf(plan), maxLength)),
      ...blocksOf(5, graphOf(plan)),
      ...told.map((change): Block => ({ ...block(3, changeDetails(change)), ofResource: true })),
      ...blocksOf(4, [
        ...ignoredDetails(plan),
        ...unmanagedDetails(plan, prunedText),
        ...unobservedMarkdown(plan),
        ...otherProblems(plan),
        ...(plan.held.length > 0 ? [prose(heldText(plan))] : []),
      ]),
    ],
    maxLength,
    (cut) => noticeOf(cut, wholeUrl),
  )
}

const block = (rank: number, text: string): Block => ({ text, rank })
const blocksOf = (rank: number, texts: readonly string[]): readonly Block[] =>
  texts.map((text) => block(rank, text))

/** What tools read and nobody sees: they compare digests even where the rest was cut. */
const markOf = ({ digest, commit }: PlanView): readonly string[] =>
  digest === undefined ? [] : [`<!-- render-sync ${JSON.stringify({ plan: digest, commit })} -->`]

/** Rows as far as half of the page has room for them. */
const tableOf = (
  told: readonly ChangeView[],
  costs: ReturnType<typeof costsOf>,
  limit: number,
): readonly string[] => {
  if (told.length === 0) return []
  const rows = summaryRows(told, costs)
  const kept: string[] = []
  let length = 0
  for (const row of rows) {
    length += row.length + 1
    if (length > limit / 2) break
    kept.push(row)
  }
  const left = rows.length - kept.length
  return [summaryTable(told, costs, kept), ...(left > 0 ? [`… and ${counted(left, 'more resource')}.`] : [])]
}

/** More than that is no picture any more. */
const mostNodes = 40

const graphOf = (plan: PlanView): readonly string[] => {
  const graph = planGraph(plan)
  const { nodes, edges } = graph
  if (plan.acting.length === 0 || edges.length === 0 || nodes.length > mostNodes) return []
  return [folded('What needs what', fenced('mermaid', mermaidText(graph)))]
}

const noticeOf = ({ resources, ofResources, others }: Cut, whole: string | undefined): string => {
  const parts = [
    ...(resources > 0 ? [`the details of ${resources} of ${counted(ofResources, 'resource')}`] : []),
    ...(others > 0 ? [`${counted(others, 'further part')}`] : []),
  ]
  const where = whole === undefined ? '' : ` [The whole plan](${encodeURI(whole)}) has them.`
  return `> [!NOTE]\n> Too long for a comment: ${parts.join(' and ')} are left out.${where}`
}

const changeDetails = (change: ChangeView): string => {
  const reasons = change.reasons.map(code)
  const deploys = reasons.length > 0 ? [`This ${deployText(change)} because of ${reasons.join(', ')}.`] : []
  const summary = `<code>${signs[change.action]}</code> ${headOf(change)}`
  const lines = diffLines(change)
  const diff = lines.length > 0 ? [fenced('diff', lines.join('\n'))] : []
  return folded(summary, blocks([...diff, ...deploys, ...failedMarkdown(change)]))
}
