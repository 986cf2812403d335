import type { CidrBlock, ServiceType } from '../request/index.ts'
import type { EnvVar, SecretFile } from './env-group.ts'
import type { Instant } from './time.ts'

interface Header {
  readonly id: string
  readonly path: string
  readonly name: string
  readonly value: string
}

/** In the array's order: its place is its priority. */
export interface Route {
  readonly id: string
  readonly type: 'redirect' | 'rewrite'
  readonly source: string
  readonly destination: string
}

export interface CustomDomain {
  readonly id: string
  readonly name: string
  readonly domainType: 'apex' | 'subdomain'
  readonly publicSuffix: string
  readonly redirectForName: string
  readonly verified: boolean
  readonly createdAt: Instant
}

interface AutoscalingCriterion {
  readonly enabled: boolean
  readonly percentage: number
}

interface Autoscaling {
  readonly enabled: boolean
  readonly min: number
  readonly max: number
  readonly criteria: { readonly cpu: AutoscalingCriterion; readonly memory: AutoscalingCriterion }
}

interface BuildFilter {
  readonly paths: readonly string[]
  readonly ignoredPaths: readonly string[]
}

/** What of a service PATCH can change. What a type of service has not is undefined. */
export interface ServiceConfig {
  readonly name: string
  readonly autoDeployTrigger: 'commit' | 'off' | 'checksPass'
  readonly repo?: string | undefined
  readonly branch?: string | undefined
  readonly imagePath?: string | undefined
  readonly imageCredentialId?: string | undefined
  readonly buildFilter?: BuildFilter | undefined
  readonly rootDir: string
  readonly runtime?: string | undefined
  readonly plan?: string | undefined
  readonly buildCommand?: string | undefined
  readonly startCommand?: string | undefined
  readonly dockerCommand?: string | undefined
  readonly dockerContext?: string | undefined
  readonly dockerfilePath?: string | undefined
  readonly dockerCredentialId?: string | undefined
  readonly preDeployCommand?: string | undefined
  readonly healthCheckPath?: string | undefined
  readonly maintenanceMode?: { readonly enabled: boolean; readonly uri: string } | undefined
  readonly maxShutdownDelaySeconds?: number | undefined
  readonly previews?: 'off' | 'manual' | 'automatic' | undefined
  readonly renderSubdomainPolicy?: 'enabled' | 'disabled' | undefined
  readonly ipAllowList?: readonly CidrBlock[] | undefined
  readonly cache?: { readonly profile: string } | undefined
  readonly schedule?: string | undefined
  readonly publishPath?: string | undefined
}

export interface Service {
  readonly id: string
  readonly ownerId: string
  readonly type: ServiceType
  readonly slug: string
  readonly region?: string | undefined
  readonly environmentId?: string | undefined
  readonly parentId?: string | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly suspended: boolean
  readonly config: ServiceConfig
  readonly numInstances?: number | undefined
  readonly autoscaling?: Autoscaling | undefined
  readonly diskId?: string | undefined
  readonly envVars: readonly EnvVar[]
  readonly secretFiles: readonly SecretFile[]
  readonly headers: readonly Header[]
  readonly routes: readonly Route[]
  readonly domains: readonly CustomDomain[]
}

/** How many instances run: under autoscaling the least, since nothing here has any load. */
const running = ({ numInstances = 0, autoscaling }: Service): number =>
  autoscaling?.enabled ? autoscaling.min : numInstances

/** Five characters behind the service's id (the pattern of the OpenAPI document). */
export const instanceIds = (service: Service): readonly string[] =>
  Array.from({ length: running(service) }, (_, at) => `${service.id}-${String(at).padStart(5, '0')}`)

export interface Disk {
  readonly id: string
  readonly serviceId: string
  readonly name: string
  readonly mountPath: string
  readonly sizeGB: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}
