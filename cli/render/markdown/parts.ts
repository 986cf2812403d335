/** What a plan and a drift say in the same blocks. */
import type { Problem } from '../../../src/index.ts'
import {
  addressText,
  code,
  countText,
  folded,
  html,
  inOneLine,
  problemList,
  prose,
} from '../../words/index.ts'
import {
  acceptedWhat,
  acceptedWhy,
  type ChangeView,
  type DriftView,
  failedWhat,
  ignoredLine,
  incomplete,
  kindText,
  neverMade,
  type PlanView,
} from '../view/index.ts'

export const isError = ({ severity }: Problem) => severity === 'error'

/** Warnings and notes, and how many problems there are of each. */
export const otherProblems = ({
  problems,
  quiet,
}: Pick<PlanView, 'problems' | 'quiet'>): readonly string[] => [
  ...problemList(problems.filter((problem) => !isError(problem))),
  ...(problems.length > 0 ? [countText(problems, quiet)] : []),
]

export const blocks = (parts: readonly string[]): string => parts.join('\n\n')

export const workspaceLine = ({ workspace }: Pick<PlanView, 'workspace'>) =>
  `Workspace ${code(inOneLine(workspace.name))} (${code(workspace.id)})`

export const headOf = (change: ChangeView) => `<code>${html(change.label)}</code> (${kindText(change)})`

export const unmanagedDetails = (
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

export const ignoredDetails = ({ ignored }: Pick<PlanView, 'ignored'>): readonly string[] => {
  const lines = ignored.map((each) => `- ${code(ignoredLine(each))}`)
  return lines.length > 0 ? [folded('Different, and ignored as the file says', lines.join('\n'))] : []
}

/** A link, if it is nothing but one. */
const linkTo = (url: string): string => (/^https:\/\/[\w./-]+$/.test(url) ? `<${url}>` : code(url))

/** None, or a paragraph for each. */
export const failedMarkdown = ({ failed, owed }: Pick<ChangeView, 'failed' | 'owed'>): readonly string[] => [
  ...(owed ? [`It ${prose(neverMade(owed))}.`] : []),
  ...(failed
    ? [
        [`${prose(failedWhat(failed))}.`, ...(failed.link === undefined ? [] : [linkTo(failed.link)])].join(
          ' ',
        ),
      ]
    : []),
]

export const acceptedMarkdown = ({ accepted }: Pick<DriftView, 'accepted'>): readonly string[] => {
  if (accepted.length === 0) return []
  const lines = accepted.map((each) => `- ${code(acceptedWhat(each))} ${prose(acceptedWhy(each))}`)
  return [['**Different, and accepted**', '', ...lines].join('\n')]
}
