/** Whether a plan costs more than somebody allows. Pure. */
import { type Problem, problem } from '../problem.ts'
import type { Cost } from './cost.ts'

/** What is said where a plan would cost more than so many US dollars a month besides; what nobody knows is more than any limit. */
export const costProblems = ({ difference }: Cost, most: number | undefined): readonly Problem[] => {
  if (most === undefined) return []
  const { month, unknown, atLeast } = difference
  const least = atLeast.length > 0 ? `, and ${listed(atLeast)} by use` : ''
  return [
    ...(month > most
      ? [
          problem(
            'cost-increase',
            `this would cost $${month.toFixed(2)} a month more${least}; at most $${most.toFixed(2)} are allowed`,
            'If that is meant, allow more with --max-cost-increase.',
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          problem(
            'cost-increase',
            `what this costs is unknown, and so may be more than $${most.toFixed(2)} a month: ${listed(unknown)}`,
            'Give its price with --prices FILE, or leave --max-cost-increase out.',
          ),
        ]
      : []),
  ]
}

const most = 5

const listed = (names: readonly string[]): string =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ')
