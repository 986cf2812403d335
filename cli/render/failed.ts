/** What a plan and a drift say of a deploy that failed, or that was never made. */
import { type FailedDeploy, failureInWords, type OwedDeploy } from '../../src/index.ts'
import { code, counted, harmless, indented, type Layout, prose } from '../words/index.ts'
import type { ChangeView } from './view.ts'

type Failed = Pick<ChangeView, 'failed' | 'isHeld' | 'owed'>

const timeOf = ({ since }: OwedDeploy) => `${new Date(since).toISOString().slice(0, 19)}Z`

const neverMade = (owed: OwedDeploy): string =>
  `was written at ${timeOf(owed)} and not deployed since, as the ${owed.toldBy} tells`

const what = (failed: FailedDeploy): string =>
  `its ${failureInWords(failed)}${failed.repeated ? ', and the one before it failed too' : ''}`

/** None, or lines with what failed and where to look. */
export const failedText = (
  { failed, owed }: Failed,
  indent: number,
  { paint, width }: Layout,
): readonly string[] => {
  const texts = [
    ...(owed ? [neverMade(owed)] : []),
    ...(failed ? [what(failed)] : []),
    ...(failed?.link === undefined ? [] : [failed.link]),
  ]
  return texts.flatMap((text) => indented(harmless(text), indent, width)).map((line) => paint.red(line))
}

/** A link, if it is nothing but one. */
const linkTo = (url: string): string => (/^https:\/\/[\w./-]+$/.test(url) ? `<${url}>` : code(url))

/** None, or a paragraph for each. */
export const failedMarkdown = ({ failed, owed }: Failed): readonly string[] => [
  ...(owed ? [`It ${prose(neverMade(owed))}.`] : []),
  ...(failed
    ? [[`${prose(what(failed))}.`, ...(failed.link === undefined ? [] : [linkTo(failed.link)])].join(' ')]
    : []),
]

export const owedDocument = ({ owed }: Failed) =>
  owed && { since: new Date(owed.since).toISOString(), told_by: owed.toldBy }

export const failedDocument = ({ failed, isHeld }: Failed) =>
  failed && {
    id: failed.id,
    status: failed.status,
    ...(failed.origin && { made_of: failed.origin.id }),
    ...(failed.link !== undefined && { link: failed.link }),
    repeated: failed.repeated,
    deployed_again: !isHeld,
  }

/** What an apply leaves as it is, and is not done with. */
export const heldText = ({ held }: { readonly held: readonly unknown[] }): string =>
  `${counted(held.length, 'failed deploy is', 'failed deploys are')} left as ${held.length === 1 ? 'it is' : 'they are'}: an apply exits with 1, and deploys again only with --redeploy-failed.`
