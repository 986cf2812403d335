import type { Instant } from './time.ts'

/** What a workspace is set to beside its resources. A record that there is once for something else has its id. */

/** By the id of the service. */
export interface NotificationOverride {
  readonly id: string
  readonly notificationsToSend: string
  readonly previewNotificationsEnabled: string
}

/** By the id of the workspace. */
export interface OwnerNotifications {
  readonly id: string
  readonly emailEnabled: boolean
  readonly previewNotificationsEnabled: boolean
  readonly notificationsToSend: string
}

/** By the id of the service, database or key value. */
export interface ResourceLogStream {
  readonly id: string
  readonly setting: string
  readonly endpoint: string
}

/** By the id of the workspace. */
export interface OwnerLogStream {
  readonly id: string
  readonly preview: string
  readonly endpoint: string
}

/** By the id of the workspace. */
export interface MetricsStream {
  readonly id: string
  readonly provider: string
  readonly url: string
}

export interface RegistryCredential {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly registry: string
  readonly username: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

export interface Webhook {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly url: string
  readonly enabled: boolean
  readonly eventFilter: readonly string[]
}

export interface DedicatedIp {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly description: string
  readonly region: string
  readonly environmentIds: readonly string[]
  readonly ips: readonly string[]
  readonly createdAt: Instant
  readonly updatedAt: Instant
}
