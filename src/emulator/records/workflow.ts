import type { Region } from '../request/index.ts'
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
  readonly region: Region
  readonly environmentId?: string | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly autoDeployTrigger: 'commit' | 'off' | 'checksPass'
  readonly buildConfig: BuildConfig
  readonly runCommand: string
  readonly envVars: readonly EnvVar[]
  readonly secretFiles: readonly SecretFile[]
}
