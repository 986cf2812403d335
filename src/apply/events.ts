import type { Address } from '../address.ts'
import type { Action } from '../change.ts'
import type { Problem } from '../problem.ts'

/** What is being done for a resource. */
export type Stage =
  /** Its create, or the change of its own fields. */
  | 'write'
  /** Its items: variables, links, domains, a disk. */
  | 'items'
  /** Its deploy, or a database becoming available. */
  | 'wait'
  /** What was written is put back, after its deploy failed. */
  | 'undo'

/** What an apply does to a resource. */
export type Deed = Exclude<Action, 'none'>

/** What happens during an apply, in the order in which it happens. Names follow Terraform's; `at` is in milliseconds since the epoch. */
export type ApplyEvent =
  /** Its first request that writes goes out. */
  | { readonly type: 'apply_start'; readonly at: number; readonly address: Address; readonly action: Deed }
  /** It goes on once others of this apply have ended, or in a circle once they exist. */
  | {
      readonly type: 'apply_pending'
      readonly at: number
      readonly address: Address
      readonly waitsFor: readonly Address[]
    }
  /** Its next request waits: for a limit, or for the API to be available again. */
  | ({ readonly type: 'apply_waiting'; readonly at: number } & Waiting)
  | {
      readonly type: 'apply_progress'
      readonly at: number
      readonly address: Address
      readonly stage: Stage
      /** The status of the deploy or the database, as the API says it. */
      readonly status?: string
    }
  | {
      readonly type: 'apply_complete'
      readonly at: number
      readonly address: Address
      readonly action: Deed
      /** The resource's id. */
      readonly id: string
      /** Milliseconds since its `apply_start`. */
      readonly ms: number
      /** Its deploy or database, which was not waited for. */
      readonly goesOn?: GoesOn
    }
  | {
      readonly type: 'apply_errored'
      readonly at: number
      readonly address: Address
      readonly problem: Problem
    }
  /** The deploy that a resource still needed was triggered as the last thing that is done about it, and is not waited for. */
  | {
      readonly type: 'apply_owed'
      readonly at: number
      readonly address: Address
      /** Why it could not be triggered. */
      readonly problem?: Problem
    }
  /** Not finished, because what it needs failed; the failure itself is told once, by its own event. */
  | {
      readonly type: 'apply_skipped'
      readonly at: number
      readonly address: Address
      readonly because: Address
      /** Whether a request that writes has gone out, also where that only deployed it. */
      readonly started: boolean
    }
  /** Not finished, because the apply was stopped. */
  | ({
      readonly type: 'apply_stopped'
      readonly at: number
      readonly address: Address
      /** Whether a request that writes has gone out, also where that only deployed it. */
      readonly started: boolean
    } & GoesOn)
  /** How far the apply is: told every 30 seconds. */
  | {
      readonly type: 'apply_status'
      readonly at: number
      /** How many of the resources that change have ended, well or not. */
      readonly ended: number
      readonly of: number
      /** When the last of them will have, as estimated, in milliseconds since the epoch. */
      readonly ends: number
      readonly underWay: readonly UnderWay[]
      /** What waits before it goes on. */
      readonly waiting: readonly Waiting[]
    }
  /** How all of it ended: the last event. */
  | { readonly type: 'change_summary'; readonly at: number; readonly summary: Summary }

/** What Render goes on with by itself. */
export interface GoesOn {
  /** The last that is known of its deploy or database, as the API says it. */
  readonly status?: string
  /** Where Render's Dashboard shows it. */
  readonly link?: string
}

/** A resource whose next request waits. */
export interface Waiting {
  readonly address: Address
  /** Render's rate limit, in words; absent: the API is unavailable. */
  readonly limit?: string
  /** When it goes out, as far as is known by now, in milliseconds since the epoch. */
  readonly until: number
}

/** A deploy or a database that is waited for. */
export interface UnderWay {
  readonly address: Address
  /** As the API says it. */
  readonly status: string
  /** Since when it has been seen with this status, in milliseconds since the epoch. */
  readonly since: number
}

/** How far an apply is. */
export type Status = Extract<ApplyEvent, { type: 'apply_status' }>

/** How far a change has come. */
export type Progress = Omit<Extract<ApplyEvent, { type: 'apply_progress' }>, 'at' | 'address'>

export interface Summary {
  readonly added: number
  readonly changed: number
  readonly destroyed: number
  readonly failed: number
  readonly skipped: number
  readonly stopped: number
  /** The seconds that what was stopped takes from now on, as estimated. */
  readonly left: number
  /** Requests sent, by bucket of limits. */
  readonly requests: Readonly<Record<string, number>>
  readonly ms: number
}
