import type { EnvVar, SecretFile } from './env-group.ts'
import type { Instant } from './time.ts'

export interface BuildConfig {
  readonly branch?: string | undefined
  readonly buildCommand: string
  readonly repo: string
  readonly rootDir?: string | undefined
  readonly runtime: string
}

export interface Workflow {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly slug: string
  readonly region: string
  readonly environmentId?: string | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly autoDeployTrigger: 'commit' | 'off' | 'checksPass'
  readonly buildConfig: BuildConfig
  readonly runCommand: string
  readonly envVars: readonly EnvVar[]
  readonly secretFiles: readonly SecretFile[]
}

export interface WorkflowVersion {
  readonly id: string
  readonly workflowId: string
  readonly ownerId: string
  /** What it was built from. */
  readonly commit: string
  readonly createdAt: Instant
  /** Milliseconds since the epoch; the version is ready, or has failed, with the latter. */
  readonly builtAt: number
  readonly registeredAt: number
  /** How it ends, if it does not become ready. */
  readonly failure?: 'build_failed' | 'registration_failed' | undefined
}

/** What a version registers; it is there for clients from the moment at which the version is ready. */
export interface WorkflowTask {
  readonly id: string
  readonly workflowId: string
  readonly versionId: string
  readonly ownerId: string
  readonly name: string
}

export interface TaskRun {
  readonly id: string
  readonly taskId: string
  readonly workflowId: string
  readonly versionId: string
  readonly ownerId: string
  readonly input: readonly unknown[] | Readonly<Record<string, unknown>>
  readonly idempotencyKey?: string | undefined
  readonly createdAt: Instant
  /** Milliseconds since the epoch. */
  readonly startsAt: number
  readonly endsAt: number
  readonly canceledAt?: number | undefined
}
