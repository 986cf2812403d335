/** The changes of a plan as an estimate sees them: what each sends, one after the other, and what it waits for. Pure. */
import type { Address } from '../../address.ts'
import { type Change, deploysOf, isDeclared } from '../../change.ts'
import type { ApiRequest } from '../../http/index.ts'
import { type BucketKey, bucketOf, latencyOf } from '../../http/limits/index.ts'
import { onceEach } from '../budget.ts'
import type { CycleEdge } from '../graph.ts'
import type { Need } from '../until.ts'
import type { Needs } from '../waits.ts'

/** A request of a step. */
interface Sent {
  readonly bucket: BucketKey
  /** How long its answer takes, in milliseconds. */
  readonly ms: number
}

export interface Step {
  readonly address: Address
  /** What it comes after. */
  readonly needs: readonly Need[]
  readonly requests: readonly Sent[]
  /** How many of its requests have been answered when it exists, with what others take of it. */
  readonly madeAfter: number
  /** Its deploy, or its database becoming available, as expected. */
  readonly seconds: number
  /** The seconds from its first request until all is done that comes after it, if no limit counted. */
  readonly rank: number
}

/** A change with its writes. */
export interface Writes {
  readonly change: Change
  readonly requests: readonly ApiRequest[]
}

/** The steps of changes that are given in the order in which they may run. `secondsOf`: how long its deploy or its database takes. */
export const stepsOf = (
  ordered: Iterable<Writes>,
  needs: Needs,
  cycles: readonly CycleEdge[],
  secondsOf: (change: Change) => number,
): readonly Step[] => {
  const answered = (bucket: BucketKey): Sent => ({ bucket, ms: latencyOf(bucket) })
  const isSent = onceEach()
  const circular = new Set(cycles.map(({ from, to }) => `${from} ${to}`))
  return ranked(
    Array.from(ordered, ({ change, requests }) => {
      const { address } = change
      const looks: Sent[] = change.action === 'create' ? [] : [answered('get')]
      return {
        address,
        needs: (needs.get(address) ?? []).filter(({ of }) => !circular.has(`${address} ${of}`)),
        requests: [...looks, ...requests.filter(isSent).map((request) => answered(bucketOf(request)))],
        madeAfter: looks.length + madeAfter(change, requests),
        seconds: secondsOf(change),
        rank: 0,
      }
    }),
  )
}

const madeAfter = (change: Change, { length }: readonly ApiRequest[]): number => {
  if (!isDeclared(change)) return length
  if (change.action === 'create') return 1
  if (change.action === 'replace') return 2
  return deploysOf(change).length > 0 ? length - 1 : length
}

/** Milliseconds until so many of its requests are answered. */
export const answeredAfter = ({ requests }: Step, count = requests.length): number =>
  requests.slice(0, count).reduce((sum, { ms }) => sum + ms, 0)

/** Milliseconds that it takes by itself. */
export const takes = (step: Step): number => answeredAfter(step) + step.seconds * 1000

const ranked = (steps: readonly Step[]): readonly Step[] => {
  /** By address, the longest of what begins when it is made, and when it has ended. */
  const behind = new Map<Address, { made: number; ended: number }>()
  const result: Step[] = []
  for (const step of steps.toReversed()) {
    const { made = 0, ended = 0 } = behind.get(step.address) ?? {}
    const own = Math.max(takes(step) / 1000 + ended, answeredAfter(step, step.madeAfter) / 1000 + made)
    for (const { of, until } of step.needs) {
      const others = behind.get(of) ?? { made: 0, ended: 0 }
      others[until] = Math.max(others[until], own)
      behind.set(of, others)
    }
    result.push({ ...step, rank: own })
  }
  return result.reverse()
}
