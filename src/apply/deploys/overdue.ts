/** What there is to say of what was waited for until the time was up. */
import { type Address, readable } from '../../address.ts'
import { type Problem, problem } from '../../problem.ts'
import { usualTimeout } from '../wishes.ts'

/** `90 s`, `60 min`. */
const inWords = (ms: number): string => (ms < 120_000 ? `${ms / 1000} s` : `${Math.round(ms / 60_000)} min`)

/** `what`: what it still is. */
export const overdue = (
  address: Address,
  what: string,
  link: string | undefined,
  timeout: number = usualTimeout,
): Problem =>
  problem(
    'deploy-timeout',
    `${readable(address)} was written, but after ${inWords(timeout)} ${what}`,
    `Render goes on with it${link === undefined ? '' : `: see ${link}`}. With --deploy-timeout an apply waits longer; the next one tells what became of it.`,
    { address },
  )
