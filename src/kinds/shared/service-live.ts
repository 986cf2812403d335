/** What the API says of a service: only what our rows read (API facts §1.1). */
import { type Form, form } from '../../http/index.ts'
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

const credentialForm = form.maybe(form.object({ id: form.id, name: form.text }))
const targetForm = form.object({ enabled: form.flag })
const allowed = form.maybe(form.listOf(form.object({ cidrBlock: form.text })))

/** What is taken for granted of a service of a type that is known. */
export const serviceForm = form.object({
  id: form.id,
  name: form.word,
  type: form.word,
  slug: form.text,
  createdAt: form.time,
  environmentId: form.maybe(form.id),
  registryCredential: credentialForm,
  serviceDetails: form.object({
    envSpecificDetails: form.maybe(form.object({ registryCredential: credentialForm })),
    ipAllowList: allowed,
    autoscaling: form.maybe(form.object({ criteria: form.object({ cpu: targetForm, memory: targetForm }) })),
    disk: form.maybe(form.object({ id: form.id, name: form.text, mountPath: form.text })),
    openPorts: form.maybe(form.listOf(form.object())),
  }),
})

const types = ['web_service', 'private_service', 'background_worker', 'cron_job', 'static_site']

/** Of a type that is newer than all kinds, nothing is taken but what it is called. */
const strangerForm = form.object({ id: form.id, name: form.word, type: form.word })

/** Any service, as it stands in the list. */
export const listedService: Form = (value, at) =>
  strangerForm(value, at) ??
  (types.includes((value as ServiceLive).type) ? serviceForm(value, at) : undefined)
