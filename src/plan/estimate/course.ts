/** How far the steps of an apply have come, and which of their requests are expected when. It knows no clock. */
import type { Address } from '../../address.ts'
import type { BucketKey, Forecast } from '../../http/limits/index.ts'
import type { Need } from '../until.ts'
import { answeredAfter, type Step, takes } from './steps.ts'

/** Times in milliseconds since the epoch. */
interface State {
  readonly step: Step
  /** By bucket, how many of its requests have not come to stand in line. */
  readonly open: Map<BucketKey, number>
  begun: number | undefined
  isMade: boolean
  isEnded: boolean
  /** When it begins, as expected last. */
  expected: number
}

export interface Course {
  /** A request of a step has come to stand in line. */
  readonly joined: (address: Address, bucket: BucketKey, now: number) => void
  /** It exists, with what others take of it. */
  readonly made: (address: Address) => void
  /** It has ended, well or not, or will never begin. */
  readonly ended: (address: Address) => void
  /** What is expected as of a time. */
  readonly forecast: (now: number) => Forecast
}

/** `steps`: each after those that it needs. */
export const courseOf = (steps: readonly Step[]): Course => {
  const states = new Map(steps.map((step) => [step.address, stateOf(step)]))
  const rows = rowsOf([...states.values()])
  let expectedAt: number | undefined

  /** When a need is met: by what has begun, and else by what is expected, as though no limit held it. */
  const metAt = ({ of, until }: Need, now: number): number => {
    const other = states.get(of)
    if (!other || other.isEnded || (until === 'made' && other.isMade)) return now
    const { step, begun = other.expected } = other
    return Math.max(now, begun + (until === 'made' ? answeredAfter(step, step.madeAfter) : takes(step)))
  }

  const expectAll = (now: number): void => {
    if (expectedAt === now) return
    expectedAt = now
    for (const state of states.values()) {
      if (state.begun !== undefined || state.isEnded) continue
      state.expected = state.step.needs.reduce((time, need) => Math.max(time, metAt(need, now)), now)
    }
  }

  const count = (now: number, key: BucketKey, rank: number, before: number, most: number): number => {
    let found = 0
    for (const state of rows.get(key)?.outranking(rank) ?? []) {
      if (state.begun === undefined) expectAll(now)
      const comes = state.begun === undefined ? state.expected : now
      if (comes < before) found += state.open.get(key) ?? 0
      if (found >= most) break
    }
    return found
  }

  const change = (address: Address, by: (state: State) => void) => {
    const state = states.get(address)
    if (!state) return
    by(state)
    expectedAt = undefined
  }

  return {
    joined: (address, bucket, now) =>
      change(address, (state) => {
        state.begun ??= now
        state.open.set(bucket, Math.max(0, (state.open.get(bucket) ?? 0) - 1))
      }),
    made: (address) =>
      change(address, (state) => {
        state.isMade = true
      }),
    ended: (address) =>
      change(address, (state) => {
        state.isEnded = true
        state.open.clear()
      }),
    forecast: (now) => (key, rank, before, most) => count(now, key, rank, before, most),
  }
}

const stateOf = (step: Step): State => {
  const open = new Map<BucketKey, number>()
  for (const { bucket } of step.requests) open.set(bucket, (open.get(bucket) ?? 0) + 1)
  return { step, open, begun: undefined, isMade: false, isEnded: false, expected: 0 }
}

/** The steps that have requests in a bucket, those of the highest rank first. */
interface Row {
  /** Those of a higher rank that have requests to come. */
  readonly outranking: (rank: number) => Iterable<State>
}

const rowsOf = (states: readonly State[]): ReadonlyMap<BucketKey, Row> => {
  const rows = new Map<BucketKey, State[]>()
  for (const state of states.toSorted((one, other) => other.step.rank - one.step.rank)) {
    for (const bucket of state.open.keys()) {
      const row = rows.get(bucket)
      if (row) row.push(state)
      else rows.set(bucket, [state])
    }
  }
  return new Map([...rows].map(([bucket, row]) => [bucket, rowOf(bucket, row)]))
}

const rowOf = (bucket: BucketKey, states: readonly State[]): Row => {
  const isOpen = (state: State | undefined) => (state?.open.get(bucket) ?? 0) > 0
  // Before it, nothing is to come any more.
  let first = 0
  return {
    *outranking(rank) {
      while (first < states.length && !isOpen(states[first])) first++
      for (let index = first; index < states.length; index++) {
        const state = states[index]
        if (!state || state.step.rank <= rank) return
        if (isOpen(state)) yield state
      }
    },
  }
}
