/** What every format says in the same words. */
import {
  type Accepted,
  budgetInWords,
  type FailedDeploy,
  failureInWords,
  type IgnoredChange,
  type MadeOf,
  type OwedDeploy,
} from '../../../src/index.ts'
import { addressText, counted, durationText, harmless, listed, moneyText } from '../../words/index.ts'
import type { ChangeView } from './change.ts'
import type { DriftedView } from './drift.ts'
import { destroysText, originTexts } from './entries.ts'
import type { PlanView } from './plan.ts'

const whatDeploys = {
  build: 'builds and deploys',
  'last build': 'deploys the last build',
  image: 'deploys the image',
} as const satisfies Record<MadeOf, string>

/** Which deploy it is that follows. */
export const deployText = ({ madeOf }: Pick<ChangeView, 'madeOf'>): string => whatDeploys[madeOf ?? 'build']

/** `web service`, `database, protected`, `database, destroys data`. */
export const kindText = ({ action, title, isProtected, destroysData, origin }: ChangeView): string =>
  [
    title,
    ...(isProtected ? ['protected'] : []),
    ...(destroysData && (action === 'delete' || action === 'replace') ? [destroysText] : []),
    ...(origin ? [originTexts[origin]] : []),
  ].join(', ')

/** Of a drift: there is nothing like it in the workspace. */
export const isMissing = ({ action }: ChangeView): boolean => action === 'create'

/** `service/api image.url: set by the pipeline`. */
export const ignoredLine = ({ address, field, reason }: IgnoredChange): string =>
  harmless(
    `${addressText(address)} ${addressText(field)}${reason === undefined ? '' : `: ${reason.replaceAll('\n', ' ')}`}`,
  )

/** `service/api plan`: a difference that is known, and counts as none. */
export const acceptedWhat = ({ address, field }: Accepted): string =>
  harmless(`${addressText(address)}${field === undefined ? '' : ` ${field}`}`)

/** Until when it counts as none, and why. */
export const acceptedWhy = ({ reason, until }: Accepted): string =>
  harmless(`until ${until}: ${reason.replaceAll('\n', ' ')}`)

const timeOf = ({ since }: OwedDeploy) => `${new Date(since).toISOString().slice(0, 19)}Z`

/** Of a deploy that is owed. */
export const neverMade = (owed: OwedDeploy): string =>
  `was written at ${timeOf(owed)} and not deployed since, as the ${owed.toldBy} tells`

/** Who changed a resource last: none, or one sentence. */
export const changedText = ({ changed }: Pick<DriftedView, 'changed'>): readonly string[] =>
  changed
    ? [
        `last changed at ${new Date(changed.at).toISOString().slice(0, 19)}Z by ${changed.by} (${changed.event}), as the audit log tells`,
      ]
    : []

/** Of a deploy that failed. */
export const failedWhat = (failed: FailedDeploy): string =>
  `its ${failureInWords(failed)}${failed.repeated ? ', and the one before it failed too' : ''}`

/** What an apply leaves as it is, and is not done with. */
export const heldText = ({ held }: Pick<PlanView, 'held'>): string =>
  `${counted(held.length, 'failed deploy is', 'failed deploys are')} left as ${held.length === 1 ? 'it is' : 'they are'}: an apply exits with 1, and deploys again only with --redeploy-failed.`

/** Nobody knows what stands where the key may not look. */
export const incomplete = (unobserved: PlanView['unobserved']): string =>
  unobserved.length > 0 ? ', incomplete' : ''

/** How something that is left alone would not be. */
export const prunedText = (flags: string): string => `would be deleted with ${flags}`

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
  const budget = budgetInWords(requests).map((line) => `\n${line}`)
  return `${counted(writes, 'write')} within Render's rate limits: ${time}.${budget.join('')}${eta > seconds ? end : ''}`
}

/** `$18.00 a month more`. */
const moreText = (dollars: number): string =>
  dollars === 0
    ? 'as much a month as before'
    : `${moneyText(Math.abs(dollars))} a month ${dollars > 0 ? 'more' : 'less'}`

/** What it costs a month, where that changes or may. */
export const costText = ({ cost }: Pick<PlanView, 'cost'>): readonly string[] => {
  const { difference, before, after, asOf, isStale } = cost
  const { month, unknown, atLeast } = difference
  if (month === 0 && unknown.length + atLeast.length === 0) return []
  const sums = month === 0 ? '' : ` (${moneyText(before.month)} before, ${moneyText(after.month)} after)`
  return [
    `It costs ${moreText(month)}${sums}, by prices of ${asOf}.`,
    ...(unknown.length > 0 ? [`Not in that, as the price is unknown: ${namesText(unknown)}.`] : []),
    ...(atLeast.length > 0 ? [`At least, as it is billed by use: ${namesText(atLeast)}.`] : []),
    ...(isStale
      ? ['These prices are older than 90 days: look whether they still hold, or give others with --prices.']
      : []),
  ]
}

const mostNamed = 5

const namesText = (names: readonly string[]): string => harmless(listed(names, mostNamed))
