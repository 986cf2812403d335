/** Looking again and again at what the API only starts, until it is over. */
import type { Clock } from '../../clock.ts'
import type { Client } from '../../http/index.ts'

export interface Watch {
  readonly client: Client
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** How many resources are being waited for: together they may use half of the bucket for reads. */
  readonly watched: () => number
  /** Called with each new status. */
  readonly onStatus: (status: string) => void
}

/** Milliseconds until the next look at one resource: soon at first, then rarer; many watchers look less often each. */
export const pause = ({ watched }: Watch, looks: number) =>
  Math.max(Math.min(1_000 * 1.5 ** looks, 5_000), watched() * 300)

export const watchWaits = ({ signal }: Watch) => (signal ? { signal } : {})

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
    if (isOver(answer)) return answer
    await watch.clock.sleep(pause(watch, looks), watch.signal)
  }
}
