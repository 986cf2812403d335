/** A plan for people. */
import type { Unmanaged, Workspace } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import {
  addressText,
  counted,
  durationText,
  flow,
  harmless,
  indented,
  type Layout,
  listed,
  problemsText,
  signText,
} from '../words/index.ts'
import { failedText, heldText } from './failed.ts'
import { entryLines } from './lines.ts'
import { unobservedText } from './lists/index.ts'
import { type ChangeView, deployText, ignoredLine, kindText, type PlanView } from './view.ts'

export const workspaceText = ({ name, id }: Workspace, paint: Paint): string =>
  `Workspace: ${paint.bold(harmless(name))} (${id})`

/** Everything below the workspace. */
export const planText = (plan: PlanView, layout: Layout): string =>
  [
    ...[...plan.acting, ...plan.held].map((change) => changeText(change, layout)),
    ...ignoredText(plan, layout),
    ...unmanagedText(plan, layout, prunedText),
    ...unobservedText(plan, layout),
    ...problemsText(plan.problems, layout.paint, plan.quiet),
    closing(plan, layout.paint),
  ].join('\n\n')

const indent = 6

const changeText = (change: ChangeView, layout: Layout): string => {
  const { paint } = layout
  return [
    `${signText(change.action, paint)} ${paint.bold(change.label)} (${kindText(change)})`,
    ...change.entries.flatMap((entry) => entryLines(entry, indent, layout)),
    ...(change.reasons.length > 0 ? deployLines(change, layout) : []),
    ...failedText(change, indent, layout),
  ].join('\n')
}

/** In a terminal as many reasons as fit in a line. */
const deployLines = (change: ChangeView, { paint, width }: Layout): readonly string[] => {
  const { reasons } = change
  const what = deployText(change)
  const texts = [reasons.length, 3, 2, 1].map((most) => `${what} because of ${listed(reasons, most)}`)
  const text = texts.find(({ length }) => length <= width - indent) ?? texts.at(-1) ?? ''
  return indented(text, indent, width).map((line) => paint.dim(line))
}

/** What the file itself says is somebody else's. */
export const ignoredText = ({ ignored }: Pick<PlanView, 'ignored'>, { width }: Layout): readonly string[] => {
  const lines = ignored.flatMap((each) => indented(ignoredLine(each), 2, width))
  return lines.length > 0 ? [['Different, and ignored as the file says:', ...lines].join('\n')] : []
}

/** On a screen; whatever is no terminal gets all of them, each on a line. */
const mostUnmanaged = 20

/** Nobody knows what stands where the key may not look. */
export const incomplete = (unobserved: PlanView['unobserved']): string =>
  unobserved.length > 0 ? ', incomplete' : ''

/** `saying`: what there is to say of what certain flags would delete. */
export const unmanagedText = (
  { unmanaged, unobserved }: Pick<PlanView, 'unmanaged' | 'unobserved'>,
  { width }: Layout,
  saying: (flags: string) => string | undefined = () => undefined,
): readonly string[] => {
  if (unmanaged.length === 0) return []
  const wordsOf = ({ prunedBy }: Unmanaged) => (prunedBy === undefined ? undefined : saying(prunedBy))
  const head = `Not in the file, and left alone (${unmanaged.length}${incomplete(unobserved)}):`
  if (width === Number.POSITIVE_INFINITY) {
    const lines = unmanaged.map((one) => {
      const said = wordsOf(one)
      return `  ${addressText(one.address)}${said === undefined ? '' : ` (${said})`}`
    })
    return [[head, ...lines].join('\n')]
  }
  const shown = unmanaged.slice(0, mostUnmanaged)
  const lines = [...new Set(shown.map(wordsOf))].flatMap((said) => {
    const words = shown.filter((one) => wordsOf(one) === said).map(({ address }) => addressText(address))
    if (said === undefined) return flow(words, 2, width)
    return [...indented(`${said}:`, 2, width), ...flow(words, 4, width)]
  })
  const more = unmanaged.length - mostUnmanaged
  return [[head, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')]
}

/** How something that is left alone would not be. */
export const prunedText = (flags: string): string => `would be deleted with ${flags}`

const closing = (plan: PlanView, paint: Paint): string => {
  const { add, change, destroy } = plan.totals
  const held = plan.held.length > 0 ? [paint.red(heldText(plan))] : []
  if (add + change + destroy === 0 && !plan.isRefused) {
    if (held.length > 0) return ['Nothing else differs.', ...held].join('\n')
    if (plan.destroys)
      return paint.bold('Nothing to destroy. The workspace has nothing that the file declares.')
    const all = 'No changes. The workspace has everything that the file declares.'
    const seen = 'No changes in what was observed. Not everything was.'
    return paint.bold(plan.unobserved.length > 0 ? seen : all)
  }
  const sums = `Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`
  const cost = plan.isRefused ? paint.red(refusalText(plan)) : budgetText(plan)
  return [paint.bold(sums), cost, ...held].join('\n')
}

export const refusalText = ({ problems }: Pick<PlanView, 'problems'>): string => {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return `This plan is refused: ${counted(errors, 'error')}. Nothing was changed.`
}

/** What it costs by Render's rate limits, and when its end is to be expected. */
export const budgetText = ({
  requests,
  seconds,
  eta,
}: Pick<PlanView, 'requests' | 'seconds' | 'eta'>): string => {
  const writes = Object.values(requests).reduce((sum, count) => sum + count, 0)
  const time =
    seconds > 0 ? `they make it take about ${durationText(seconds)} at least` : 'they add no waiting'
  const end = `\nAbout ${durationText(eta)} until all of it is live, as estimated.`
  return `${counted(writes, 'write')} within Render's rate limits: ${time}.${eta > seconds ? end : ''}`
}
