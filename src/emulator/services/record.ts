import type { DeployEffect } from '../faults/faults.ts'
import type { DeployStatus, DeployTrigger, Region, Runtime, ServiceType } from '../request/vocabulary.ts'
import type { Instant } from '../state/time.ts'

/** Everything in this file is plain data: the state file is its JSON. */

/** A key-value row with an id of its own, which its cursor is made from and which changes when it is replaced. */
export interface EnvVar {
  id: string
  key: string
  value: string
}

export interface SecretFile {
  id: string
  name: string
  content: string
}

export interface CidrBlock {
  cidrBlock: string
  description: string
}

interface Header {
  id: string
  path: string
  name: string
  value: string
}

/** In the array's order: its place is its priority. */
export interface Route {
  id: string
  type: 'redirect' | 'rewrite'
  source: string
  destination: string
}

export interface CustomDomain {
  id: string
  name: string
  domainType: 'apex' | 'subdomain'
  publicSuffix: string
  redirectForName: string
  verified: boolean
  createdAt: Instant
}

/** One stage of a deploy; it ends at `until`, in milliseconds since the epoch. */
export interface DeployStage {
  status: DeployStatus
  until: number
}

export interface Deploy {
  id: string
  trigger: DeployTrigger
  status: DeployStatus
  createdAt: Instant
  updatedAt: Instant
  startedAt?: Instant | undefined
  finishedAt?: Instant | undefined
  commit?: { id: string; message: string; createdAt: string } | undefined
  image?: { ref: string; sha: string } | undefined
  /** What was asked to go wrong with it. */
  fault?: DeployEffect | undefined
  /** The stages still to come, the running one first; a queued deploy has none yet. */
  stages: DeployStage[]
  /** The variables it runs with: those of the service and its groups at the moment it started. */
  environment: [key: string, value: string][]
}

export interface Job {
  id: string
  startCommand: string
  planId: string
  createdAt: Instant
  /** Milliseconds since the epoch. */
  startsAt: number
  endsAt: number
  canceledAt?: number | undefined
}

export interface CronRun {
  id: string
  startedAt: Instant
  /** Milliseconds since the epoch. */
  endsAt: number
  canceled: boolean
}

export interface ServiceEvent {
  id: string
  type: string
  timestamp: Instant
  details: Record<string, unknown>
}

interface AutoscalingCriterion {
  enabled: boolean
  percentage: number
}

interface Autoscaling {
  enabled: boolean
  min: number
  max: number
  criteria: { cpu: AutoscalingCriterion; memory: AutoscalingCriterion }
}

interface BuildFilter {
  paths: string[]
  ignoredPaths: string[]
}

/** What of a service PATCH can change. What a type of service has not is undefined. */
export interface ServiceConfig {
  name: string
  autoDeployTrigger: 'commit' | 'off' | 'checksPass'
  repo?: string | undefined
  branch?: string | undefined
  imagePath?: string | undefined
  imageCredentialId?: string | undefined
  buildFilter?: BuildFilter | undefined
  rootDir: string
  runtime?: Runtime | undefined
  plan?: string | undefined
  buildCommand?: string | undefined
  startCommand?: string | undefined
  dockerCommand?: string | undefined
  dockerContext?: string | undefined
  dockerfilePath?: string | undefined
  dockerCredentialId?: string | undefined
  preDeployCommand?: string | undefined
  healthCheckPath?: string | undefined
  maintenanceMode?: { enabled: boolean; uri: string } | undefined
  maxShutdownDelaySeconds?: number | undefined
  previews?: 'off' | 'manual' | 'automatic' | undefined
  renderSubdomainPolicy?: 'enabled' | 'disabled' | undefined
  ipAllowList?: CidrBlock[] | undefined
  cache?: { profile: string } | undefined
  schedule?: string | undefined
  publishPath?: string | undefined
}

export interface Service {
  id: string
  ownerId: string
  type: ServiceType
  slug: string
  region?: Region | undefined
  environmentId?: string | undefined
  parentId?: string | undefined
  createdAt: Instant
  updatedAt: Instant
  suspended: boolean
  config: ServiceConfig
  numInstances?: number | undefined
  autoscaling?: Autoscaling | undefined
  diskId?: string | undefined
  envVars: EnvVar[]
  secretFiles: SecretFile[]
  headers: Header[]
  routes: Route[]
  domains: CustomDomain[]
  deploys: Deploy[]
  jobs: Job[]
  runs: CronRun[]
  events: ServiceEvent[]
}
