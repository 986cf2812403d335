/** How long something is waited for, and who is told. */
import type { Run } from '../run.ts'
import { usualTimeout } from '../wishes.ts'

export interface Patience {
  /** When waiting ends, in milliseconds since the epoch. */
  readonly until: number
  /** Called with each new status that is seen. */
  readonly onStatus: (status: string) => void
}

/** `waits`: whether it is looked at again and again; else once, where nothing is known of it. */
export const patienceOf = ({ clock, wishes, emit }: Run, waits: boolean): Patience => ({
  until: clock.now() + (waits ? (wishes.deployTimeout ?? usualTimeout) : 0),
  onStatus: (status) => emit({ type: 'apply_progress', stage: 'wait', status }),
})
