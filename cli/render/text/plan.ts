/** A plan for people. */
import type { Workspace } from '../../../src/index.ts'
import type { Paint } from '../../shell/index.ts'
import {
  harmless,
  indented,
  type Layout,
  listed,
  problemsText,
  signText,
  wrapped,
} from '../../words/index.ts'
import { unobservedText } from '../lists/index.ts'
import {
  budgetText,
  type ChangeView,
  costText,
  deployText,
  heldText,
  kindText,
  type PlanView,
  prunedText,
  refusalText,
} from '../view/index.ts'
import { entryLines } from './lines.ts'
import { failedText, ignoredText, unmanagedText } from './parts.ts'

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
    closing(plan, layout),
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

const closing = (plan: PlanView, { paint, width }: Layout): string => {
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
  const end = plan.isRefused ? paint.red(refusalText(plan)) : budgetText(plan)
  return [paint.bold(sums), ...costText(plan).flatMap((line) => wrapped(line, width)), end, ...held].join(
    '\n',
  )
}
