import type { Instant } from './time.ts'

/** A key-value row with an id of its own, which its cursor is made from and which changes when it is replaced. */
export interface EnvVar {
  readonly id: string
  readonly key: string
  readonly value: string
}

export interface SecretFile {
  readonly id: string
  readonly name: string
  readonly content: string
}

export interface EnvGroup {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly environmentId?: string | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly envVars: readonly EnvVar[]
  readonly secretFiles: readonly SecretFile[]
  readonly serviceIds: readonly string[]
}
