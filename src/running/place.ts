/** Where something is done: a workspace, the way to it, and the time that passes there. */
import { type Clock, realClock } from '../clock.ts'
import type { Client } from '../http/index.ts'
import type { CallOptions } from '../operations/index.ts'

export interface Place {
  readonly client: Client
  /** The id of the workspace. */
  readonly workspace: string
  readonly clock?: Clock
  readonly signal?: AbortSignal | undefined
}

export const optionsOf = ({ workspace, signal }: Place): CallOptions => ({ workspace, signal })

export const clockOf = ({ clock = realClock }: Place): Clock => clock

/**
 * Looks until it is over, more seldom the longer it takes. `told`: what there was to see, each time. Throws the signal's
 * reason; undefined: it was not over in time.
 */
export const until = async <Seen>(
  place: Place,
  look: () => Promise<Seen>,
  isOver: (seen: Seen) => boolean,
  { patience, told }: { readonly patience: number; readonly told?: ((seen: Seen) => void) | undefined },
): Promise<Seen | undefined> => {
  const clock = clockOf(place)
  const began = clock.now()
  for (;;) {
    const seen = await look()
    told?.(seen)
    if (isOver(seen)) return seen
    const passed = clock.now() - began
    if (passed >= patience) return undefined
    await clock.sleep(Math.min(Math.max(1_000, passed / 20), 10_000, patience - passed), place.signal)
  }
}
