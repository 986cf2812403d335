/** Which differences are accepted, for how long, and what of a baseline serves no more. Pure. */
import { means, meansItself, readable } from '../address.ts'
import type { Unobserved } from '../live.ts'
import { type Problem, problem } from '../problem.ts'
import type { Acceptance, Baseline } from './baseline.ts'
import type { Difference } from './differences.ts'

/** A difference that counts as none, and why. */
export interface Accepted extends Difference {
  readonly reason: string
  readonly until: string
}

export interface Judged {
  readonly accepted: readonly Accepted[]
  /** What of the baseline has come to its end, or is about nothing. */
  readonly problems: readonly Problem[]
}

const isAbout = ({ address: pattern, field }: Acceptance, difference: Difference): boolean => {
  if (field === undefined) return means(pattern, difference.address)
  const own = difference.field
  return own !== undefined && meansItself(pattern, difference.address) && meansItself(field, own)
}

/** `today`: as `YYYY-MM-DD`. `unobserved`: nothing is said of what is about something that nobody could see. */
export const judge = (
  differences: readonly Difference[],
  baseline: Baseline,
  today: string,
  unobserved: readonly Unobserved[] = [],
): Judged => {
  const holding = baseline.filter(({ until }) => until >= today)
  const accepted = differences.flatMap((difference): readonly Accepted[] => {
    const why = holding.find((one) => isAbout(one, difference))
    return why ? [{ ...difference, reason: why.reason, until: why.until }] : []
  })
  const left = differences.filter(
    ({ address, field }) => !accepted.some((one) => one.address === address && one.field === field),
  )
  const isUnseen = ({ address: pattern }: Acceptance) =>
    unobserved.some(({ address }) => means(address, pattern) || means(pattern, address))
  const problems = baseline.flatMap((one): readonly Problem[] => {
    if (one.until < today && left.some((difference) => isAbout(one, difference))) return [ended(one)]
    const isIdle = !differences.some((difference) => isAbout(one, difference))
    return isIdle && !isUnseen(one) ? [unused(one)] : []
  })
  return { accepted, problems }
}

const nameOf = ({ address, field }: Acceptance): string =>
  `${readable(address)}${field === undefined ? '' : ` ${field}`}`

const at = ({ at }: Acceptance) => (at ? { at } : {})

const ended = (one: Acceptance): Problem =>
  problem(
    'acceptance-ended',
    `what was accepted of ${nameOf(one)} until ${one.until} counts again: ${one.reason}`,
    'Put it right, or give it another end.',
    at(one),
  )

const unused = (one: Acceptance): Problem =>
  problem(
    'unused-acceptance',
    `nothing differs at ${nameOf(one)}, which is accepted until ${one.until}`,
    'Take it out of the baseline.',
    at(one),
  )
