/** A plan for people. */
import { type Change, ignoredOf, isRefused, type Plan, totals, type Workspace } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { entriesOf, ignoredLine, kindText, reasonsOf } from './entries.ts'
import { entryLines, flow, type Layout, signText } from './lines.ts'
import { problemText, sorted } from './problems.ts'
import { cut, harmless } from './value.ts'
import { counted, durationText, listed } from './words.ts'

export const workspaceText = ({ name, id }: Workspace, paint: Paint): string =>
  `Workspace: ${paint.bold(harmless(name))} (${id})`

/** Everything below the workspace. */
export const planText = (plan: Plan, layout: Layout): string => {
  const changes = plan.changes.filter(({ action }) => action !== 'none')
  return [
    ...changes.map((change) => changeText(change, layout)),
    ...ignoredText(plan.changes, layout),
    ...unmanagedText(plan, layout),
    ...sorted(plan.problems).map((problem) => problemText(problem, layout.paint)),
    closing(plan, layout.paint),
  ].join('\n\n')
}

const indent = 6

const changeText = (change: Change, layout: Layout): string => {
  const { paint } = layout
  const reasons = reasonsOf(change)
  return [
    `${signText(change.action, paint)} ${paint.bold(change.address)} (${kindText(change)})`,
    ...entriesOf(change).flatMap((entry) => entryLines(entry, indent, layout)),
    ...(reasons.length > 0 ? [deployLine(reasons, layout)] : []),
  ].join('\n')
}

const deployLine = (reasons: readonly string[], { paint, width }: Layout): string => {
  const texts = [3, 2, 1].map((most) => `deploys because of ${listed(reasons, most)}`)
  const text = texts.find(({ length }) => length <= width - indent) ?? texts.at(-1) ?? ''
  return ' '.repeat(indent) + paint.dim(cut(text, width - indent))
}

/** What the file itself says is somebody else's. */
export const ignoredText = (changes: readonly Change[], { width }: Layout): readonly string[] => {
  const lines = changes.flatMap(ignoredOf).map((each) => cut(`  ${ignoredLine(each)}`, width))
  return lines.length > 0 ? [['Different, and ignored as the file says:', ...lines].join('\n')] : []
}

const mostUnmanaged = 20

export const unmanagedText = ({ unmanaged }: Plan, { width }: Layout): readonly string[] => {
  if (unmanaged.length === 0) return []
  const addresses = unmanaged.map(({ address }) => address)
  const more = addresses.length - mostUnmanaged
  const words = [...addresses.slice(0, mostUnmanaged), ...(more > 0 ? [`and ${more} more`] : [])]
  return [[`Not in the file, and left alone (${unmanaged.length}):`, ...flow(words, 2, width)].join('\n')]
}

const closing = (plan: Plan, paint: Paint): string => {
  const { add, change, destroy } = totals(plan)
  if (add + change + destroy === 0 && !isRefused(plan)) {
    return paint.bold('No changes. The workspace has everything that the file declares.')
  }
  const sums = `Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`
  return [paint.bold(sums), isRefused(plan) ? paint.red(refusalText(plan)) : budgetText(plan)].join('\n')
}

export const refusalText = ({ problems }: Plan): string => {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return `This plan is refused: ${counted(errors, 'error')}. Nothing was changed.`
}

/** What it costs by Render's rate limits. */
export const budgetText = ({ requests, seconds }: Plan): string => {
  const writes = Object.values(requests).reduce((sum, count) => sum + count, 0)
  const time =
    seconds > 0 ? `they make it take about ${durationText(seconds)} at least` : 'they add no waiting'
  return `${counted(writes, 'write')} within Render's rate limits: ${time}.`
}
