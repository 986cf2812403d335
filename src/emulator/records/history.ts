import type { DeployStatus, DeployTrigger } from '../request/index.ts'
import type { Instant } from './time.ts'

/** What happened to a service, and still happens. */

/** What may be asked to go wrong with a deploy. */
export type DeployEffect = 'build_failed' | 'pre_deploy_failed' | 'update_failed' | 'hang' | 'queue'

/** One stage of a deploy; it ends at `until`, in milliseconds since the epoch. */
export interface DeployStage {
  readonly status: DeployStatus
  readonly until: number
}

export interface Deploy {
  readonly id: string
  readonly serviceId: string
  readonly trigger: DeployTrigger
  readonly status: DeployStatus
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly startedAt?: Instant | undefined
  readonly finishedAt?: Instant | undefined
  readonly commit?: { readonly id: string; readonly message: string; readonly createdAt: string } | undefined
  readonly image?: { readonly ref: string; readonly sha: string } | undefined
  /** Whether it runs the last build again. */
  readonly deployOnly?: true | undefined
  /** What was asked to go wrong with it. */
  readonly fault?: DeployEffect | undefined
  /** The stages still to come, the running one first; a queued deploy has none yet. */
  readonly stages: readonly DeployStage[]
  /** The variables it runs with: those of the service and its groups at the moment it started. */
  readonly environment: readonly (readonly [key: string, value: string])[]
}

export interface Job {
  readonly id: string
  readonly serviceId: string
  readonly startCommand: string
  readonly planId: string
  readonly createdAt: Instant
  /** Milliseconds since the epoch. */
  readonly startsAt: number
  readonly endsAt: number
  readonly canceledAt?: number | undefined
}

export interface CronRun {
  readonly id: string
  readonly serviceId: string
  readonly startedAt: Instant
  /** Milliseconds since the epoch. */
  readonly endsAt: number
  readonly canceled: boolean
}

export interface ServiceEvent {
  readonly id: string
  readonly serviceId: string
  readonly type: string
  readonly timestamp: Instant
  readonly details: Readonly<Record<string, unknown>>
}
