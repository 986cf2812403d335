/** Tells what happens during an apply, and counts it. */
import type { Address } from '../address.ts'
import { type Change, never } from '../change.ts'
import type { Clock } from '../clock.ts'
import type { Wait } from '../http/index.ts'
import { asideOf } from '../plan/index.ts'
import { type Problem, toProblems } from '../problem.ts'
import type { ApplyEvent, Deed, GoesOn, Progress, Summary } from './events.ts'
import type { Outcome } from './schedule.ts'

type Counts = { -readonly [Name in Exclude<keyof Summary, 'left' | 'requests' | 'ms'>]: number }

export type Teller = ReturnType<typeof tellerOf>

export const tellerOf = (emit: (event: ApplyEvent) => void, clock: Clock) => {
  const counts: Counts = { added: 0, changed: 0, destroyed: 0, failed: 0, skipped: 0, stopped: 0 }
  const began = clock.now()
  return {
    started: (address: Address, action: Deed) => {
      emit({ type: 'apply_start', at: clock.now(), address, action })
      emit({ type: 'apply_progress', stage: 'write', at: clock.now(), address })
    },
    pending: (address: Address, waitsFor: readonly Address[]): void => {
      if (waitsFor.length > 0) emit({ type: 'apply_pending', at: clock.now(), address, waitsFor })
    },
    waiting: (address: Address, wait: Wait) =>
      emit({ type: 'apply_waiting', at: clock.now(), address, ...wait }),
    progress: (address: Address, event: Progress) => emit({ ...event, at: clock.now(), address }),
    /** `since`: when it was started; `goesOn`: what is not waited for. */
    completed: (address: Address, action: Deed, id: string, since: number, goesOn?: GoesOn): Outcome => {
      count(counts, action)
      const now = clock.now()
      emit({
        type: 'apply_complete',
        at: now,
        address,
        action,
        id,
        ms: now - since,
        ...(goesOn && { goesOn }),
      })
      return 'done'
    },
    failed: (address: Address, error: unknown): Outcome => {
      counts.failed++
      for (const problem of toProblems(error, address)) {
        emit({ type: 'apply_errored', at: clock.now(), address, problem })
      }
      return 'failed'
    },
    owed: (address: Address, problem?: Problem): void =>
      emit({ type: 'apply_owed', at: clock.now(), address, ...(problem && { problem }) }),
    skipped: (address: Address, because: Address, started: boolean): Outcome => {
      counts.skipped++
      emit({ type: 'apply_skipped', at: clock.now(), address, because, started })
      return 'failed'
    },
    stopped: (address: Address, started: boolean, goesOn: GoesOn = {}): Outcome => {
      counts.stopped++
      emit({ type: 'apply_stopped', at: clock.now(), address, started, ...goesOn })
      return 'stopped'
    },
    ended: (rest: Pick<Summary, 'left' | 'requests'>) => {
      const now = clock.now()
      emit({ type: 'change_summary', at: now, summary: { ...counts, ...rest, ms: now - began } })
    },
  }
}

const count = (counts: Counts, action: Deed): void => {
  switch (action) {
    case 'create':
      counts.added++
      break
    case 'update':
      counts.changed++
      break
    case 'delete':
      counts.destroyed++
      break
    case 'replace':
      counts.added++
      counts.destroyed++
      break
    default:
      never(action)
  }
}

/** What a change does; undefined: nothing. What stands aside is deleted by a change of its own. */
export const deedOf = (change: Change): Deed | undefined => {
  if (change.action === 'replace' && asideOf(change)) return 'create'
  return change.action === 'none' ? undefined : change.action
}
