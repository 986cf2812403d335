import type { Instant } from './time.ts'

/** Of a workspace that nobody was added to and whose one member nobody has changed, there are none. */
export interface Member {
  readonly id: string
  readonly ownerId: string
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: string
}

export interface AuditLog {
  readonly id: string
  readonly ownerId: string
  readonly event: string
  readonly timestamp: Instant
  readonly metadata: Readonly<Record<string, string>>
  /** Counts from 1. */
  readonly number: number
}

/** Moments are in milliseconds since the epoch. */
export interface MaintenanceRun {
  readonly id: string
  readonly ownerId: string
  readonly resourceId: string
  readonly type: string
  readonly scheduledAt: number
  readonly pendingMaintenanceBy?: number | undefined
}
