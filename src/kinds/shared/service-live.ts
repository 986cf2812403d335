/** What the API says of a service: only what our rows read (API facts §1.1). */
import type { Body } from '../../rows/index.ts'
import type { Allow } from './codecs.ts'

export interface ServiceLive {
  readonly id: string
  readonly name: string
  readonly ownerId: string
  readonly type: string
  readonly slug: string
  /** Where Render's Dashboard shows it. */
  readonly dashboardUrl?: string
  readonly createdAt: string
  readonly suspended?: string
  readonly environmentId?: string
  readonly repo?: string
  readonly branch?: string
  readonly rootDir?: string
  readonly imagePath?: string
  readonly registryCredential?: { readonly id: string; readonly name: string }
  readonly buildFilter?: { readonly paths?: string[] | null; readonly ignoredPaths?: string[] | null }
  readonly autoDeploy?: string
  readonly autoDeployTrigger?: string
  readonly artifactSourceId?: string
  readonly serviceDetails: {
    readonly buildPlan?: string
    readonly cache?: { readonly profile: string }
    readonly internalRouting?: string
    readonly runtime?: string
    readonly plan?: string
    readonly region?: string
    readonly envSpecificDetails?: {
      readonly buildCommand?: string
      readonly startCommand?: string
      readonly dockerCommand?: string
      readonly dockerfilePath?: string
      readonly dockerContext?: string
      readonly preDeployCommand?: string
      readonly registryCredential?: { readonly id: string; readonly name: string }
    }
    readonly healthCheckPath?: string
    readonly maintenanceMode?: { readonly enabled: boolean; readonly uri: string }
    readonly maxShutdownDelaySeconds?: number
    readonly previews?: { readonly generation?: string }
    readonly renderSubdomainPolicy?: string
    readonly ipAllowList?: Allow[] | null
    readonly numInstances?: number
    readonly autoscaling?: Autoscaling
    readonly disk?: Disk
    readonly schedule?: string
    readonly buildCommand?: string
    readonly publishPath?: string
    readonly url?: string
    readonly openPorts?: readonly { readonly port: number }[]
  }
}

interface Target {
  readonly enabled: boolean
  readonly percentage: number
}

export interface Autoscaling {
  readonly enabled: boolean
  readonly min: number
  readonly max: number
  readonly criteria: { readonly cpu: Target; readonly memory: Target }
}

export interface Disk {
  readonly id: string
  readonly name: string
  readonly mountPath: string
  readonly sizeGB: number
}

/** A part of a body below `serviceDetails`. */
export const details = (body: Body): Body => ({ serviceDetails: body })
