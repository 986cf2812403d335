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

/** What an apply does to a resource. */
export type Deed = Exclude<Action, 'none'>

/** What happens during an apply, in the order in which it happens. Names follow Terraform's; `at` is in milliseconds since the epoch. */
export type ApplyEvent =
  | { readonly type: 'apply_start'; readonly at: number; readonly address: Address; readonly action: Deed }
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
    }
  | {
      readonly type: 'apply_errored'
      readonly at: number
      readonly address: Address
      readonly problem: Problem
    }
  /** Not started, because what it needs failed; the failure itself is told once, by its own event. */
  | {
      readonly type: 'apply_skipped'
      readonly at: number
      readonly address: Address
      readonly because: Address
    }
  /** Not finished, because the apply was stopped. */
  | {
      readonly type: 'apply_stopped'
      readonly at: number
      readonly address: Address
      readonly started: boolean
    }
  | { readonly type: 'apply_summary'; readonly at: number; readonly summary: Summary }

/** How far a change has come. */
export type Progress = Omit<Extract<ApplyEvent, { type: 'apply_progress' }>, 'at' | 'address'>

export interface Summary {
  readonly added: number
  readonly changed: number
  readonly destroyed: number
  readonly failed: number
  readonly skipped: number
  readonly stopped: number
  /** Requests sent, by bucket of limits. */
  readonly requests: Readonly<Record<string, number>>
  readonly ms: number
}
