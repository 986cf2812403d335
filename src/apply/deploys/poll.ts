/** Looking again and again at what the API only starts, until it is over. */
import type { Clock } from '../../clock.ts'
import type { Client } from '../../http/index.ts'
import type { Run } from '../run.ts'
import { usualTimeout } from '../wishes.ts'

export interface Watch {
  readonly client: Client
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** How many resources are being waited for: together they may use half of the bucket for reads. */
  readonly watched: () => number
  /** When waiting ends, in milliseconds since the epoch. */
  readonly until: number
  /** Called with each new status. */
  readonly onStatus: (status: string) => void
}

/** Milliseconds until the next look at one resource: soon at first, then rarer; many watchers look less often each. */
const pause = ({ watched }: Watch, looks: number) =>
  Math.max(Math.min(1_000 * 1.5 ** looks, 5_000), watched() * 300)

/** Sleeps until the next look; false: the time is up, and there is none. */
export const untilNext = async (watch: Watch, looks: number): Promise<boolean> => {
  const left = watch.until - watch.clock.now()
  if (left <= 0) return false
  await watch.clock.sleep(Math.min(pause(watch, looks), left), watch.signal)
  return true
}

export const watchWaits = ({ signal }: Watch) => (signal ? { signal } : {})

/** Looks until it is over, or the time is up: the last answer tells which. */
export const poll = async <Answer>(
  watch: Watch,
  look: () => Promise<Answer>,
  statusOf: (answer: Answer) => string,
  isOver: (answer: Answer) => boolean,
): Promise<Answer> => {
  let before: string | undefined
  for (let looks = 0; ; looks++) {
    const answer = await look()
    const status = statusOf(answer)
    if (status !== before) watch.onStatus(status)
    before = status
    if (isOver(answer) || !(await untilNext(watch, looks))) return answer
  }
}

/** `waits`: whether it looks again and again; else once. */
export const watchOf = (run: Run, waits: boolean): Watch => ({
  client: run.client,
  clock: run.clock,
  watched: run.watched,
  ...(run.signal && { signal: run.signal }),
  until: run.clock.now() + (waits ? (run.wishes.deployTimeout ?? usualTimeout) : 0),
  onStatus: (status) => run.emit({ type: 'apply_progress', stage: 'wait', status }),
})
