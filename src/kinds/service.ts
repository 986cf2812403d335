/** What the five service kinds do alike: one list, one create, one update, deploys. */

import { del, form, get, patch, path, post } from '../http/index.ts'
import type { AnyAspect, Body, Created, Kind, LiveRecord, Output } from '../rows/index.ts'
import { groupLinks } from './aspects/group-links.ts'
import { logStream } from './aspects/log-stream.ts'
import { notifications } from './aspects/notifications.ts'
import { placement } from './aspects/placement.ts'
import { suspension } from './aspects/suspension.ts'
import { envVars, secretFiles } from './aspects/values.ts'
import { deploysOf } from './service-deploys.ts'
import { deployTakes } from './shared/durations.ts'
import { madeSince, named } from './shared/lookup.ts'
import { details, listedService, type ServiceLive, serviceForm } from './shared/service-live.ts'

const variableForm = form.object({ key: form.segment, value: form.text })
const fileForm = form.object({ name: form.segment, content: form.text })

/** Workflows have theirs at the same place: the API has no other one for them. */
export const serviceEnvVars = envVars<LiveRecord>(
  {
    list: ({ id }) => ({ path: path`/services/${id}/env-vars`, wrapper: 'envVar', item: variableForm }),
    read: (_live, listed) =>
      (listed as { key: string; value: string }[]).map(({ key, value }) => ({ key, text: value })),
    url: ({ id }, key) => path`/services/${id}/env-vars/${key}`,
    written: variableForm,
  },
  'service',
)

/** The aspects of every service. */
export const serviceAspects = {
  envVars: serviceEnvVars,
  secretFiles: secretFiles<ServiceLive>({
    list: ({ id }) => ({ path: path`/services/${id}/secret-files`, wrapper: 'secretFile', item: fileForm }),
    read: (_live, listed) =>
      (listed as { name: string; content: string }[]).map(({ name, content }) => ({
        key: name,
        text: content,
      })),
    url: ({ id }, name) => path`/services/${id}/secret-files/${name}`,
    written: fileForm,
  }),
  groupLinks,
  placement,
  notifications,
  logStream,
  suspension: suspension('services'),
} satisfies Record<string, AnyAspect>

/** Of web services, private services and static sites; the others get four random characters behind it (API facts §1.1). */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The port services listen on unless they say otherwise. */
const portOf = ({ serviceDetails }: ServiceLive) => String(serviceDetails.openPorts?.[0]?.port ?? 10000)

/** `host`, `port` and `hostport`, for services that others can reach. */
export const reachable: Readonly<Record<string, Output<ServiceLive>>> = {
  host: { value: ({ slug }) => slug },
  port: { value: portOf },
  hostport: { value: (live) => `${live.slug}:${portOf(live)}` },
}

/** https://render.com/docs/environment-variables: what Render sets itself, as far as the API tells. */
const platformVariables = (live: ServiceLive): Record<string, string> => {
  const { url } = live.serviceDetails
  const host = url?.replace(/^https?:\/\//, '')
  return {
    RENDER: 'true',
    RENDER_SERVICE_ID: live.id,
    RENDER_SERVICE_NAME: live.name,
    RENDER_DISCOVERY_SERVICE: `${live.slug}-discovery`,
    PORT: portOf(live),
    ...(live.type === 'web_service' && { RENDER_SERVICE_TYPE: 'web' }),
    ...(url?.startsWith('http') && { RENDER_EXTERNAL_URL: url }),
    ...(url?.startsWith('http') && host !== undefined && { RENDER_EXTERNAL_HOSTNAME: host }),
    ...(live.repo && { RENDER_GIT_REPO_SLUG: live.repo.replace(/^.*[:/]([^/]+\/[^/]+?)(\.git)?$/, '$1') }),
    ...(live.branch && { RENDER_GIT_BRANCH: live.branch }),
  }
}

const platformKeys =
  (type: string) =>
  ({ repo }: Readonly<Record<string, unknown>>): readonly string[] => [
    'RENDER',
    'RENDER_SERVICE_ID',
    'RENDER_SERVICE_NAME',
    'RENDER_DISCOVERY_SERVICE',
    'PORT',
    ...(type === 'web_service' ? ['RENDER_SERVICE_TYPE'] : []),
    ...(type === 'web_service' || type === 'static_site'
      ? ['RENDER_EXTERNAL_URL', 'RENDER_EXTERNAL_HOSTNAME']
      : []),
    ...(repo === undefined ? [] : ['RENDER_GIT_REPO_SLUG', 'RENDER_GIT_BRANCH']),
  ]

/** Some parts of the body are taken whole by the API: what a change leaves out is filled in from the live service. */
const complete = (live: ServiceLive, body: Body): Body => {
  const image = body.image !== undefined && {
    imagePath: live.imagePath,
    ...(live.registryCredential && { registryCredentialId: live.registryCredential.id }),
    ...(body.image as Body),
  }
  const { maintenanceMode } = (body.serviceDetails ?? {}) as { maintenanceMode?: Body }
  return {
    ...body,
    ...(image && { image }),
    ...(maintenanceMode &&
      details({
        ...(body.serviceDetails as Body),
        maintenanceMode: {
          enabled: false,
          uri: '',
          ...live.serviceDetails.maintenanceMode,
          ...maintenanceMode,
        },
      })),
  }
}

/** The API refuses maintenance mode on the free plan, also one that is off (issue 80 of Render's Terraform provider). */
const affordable = (body: Body, live?: ServiceLive): Body => {
  const { maintenanceMode, ...rest } = (body.serviceDetails ?? {}) as {
    maintenanceMode?: { enabled?: boolean; uri?: string }
    plan?: string
  }
  const unchanged = [undefined, '', live?.serviceDetails.maintenanceMode?.uri]
  const isOff = maintenanceMode?.enabled === false && unchanged.includes(maintenanceMode.uri)
  const plan = rest.plan ?? live?.serviceDetails.plan
  return isOff && plan === 'free' ? { ...body, ...details(rest) } : body
}

/** What the Dashboard and the API can set, and no file can say (API facts §9). */
const unsaid = ({ artifactSourceId, serviceDetails: { buildPlan, cache, internalRouting } }: ServiceLive) => [
  ...(buildPlan && buildPlan !== 'starter' ? [`its build plan (${buildPlan})`] : []),
  ...(cache && cache.profile !== 'no-cache' ? [`its edge cache (${cache.profile})`] : []),
  ...(internalRouting ? [`its internal routing (${internalRouting})`] : []),
  ...(artifactSourceId ? [`the artifact source that it runs (${artifactSourceId})`] : []),
]

/** What is the same in all five, given the API's name of the type. */
export const serviceKind = (type: string) =>
  ({
    prefix: 'service',
    list: (owner) => ({
      path: '/services',
      query: { ownerId: [owner], includePreviews: false },
      wrapper: 'service',
      item: listedService,
    }),
    get: ({ id }) => get(path`/services/${id}`, undefined, serviceForm),
    owns: (live) => live.type === type,
    nameOf: (live) => live.name,
    unique: true,
    create: (body, { names: [name = ''], owner }) =>
      post(
        '/services',
        { serviceDetails: {}, ...affordable(body), type, name, ownerId: owner },
        {
          list: {
            path: '/services',
            query: { ownerId: [owner], ...named(name) },
            wrapper: 'service',
            item: listedService,
          },
          match: madeSince(name),
          answer: (service: ServiceLive) => ({ service }),
        },
        { body: form.object({ service: serviceForm, deployId: form.maybe(form.id) }) },
      ),
    created: ({ service, deployId }: { service: ServiceLive; deployId?: string }): Created<ServiceLive> => ({
      live: service,
      ...(deployId && { deploy: deployId }),
    }),
    update: (live, body) =>
      patch(path`/services/${live.id}`, affordable(complete(live, body), live), serviceForm),
    remove: ({ id }) => del(path`/services/${id}`),
    holdsData: ({ serviceDetails: { disk } }) => disk !== undefined,
    unsaid,
    platformVariables,
    platformKeys: platformKeys(type),
    deploys: deploysOf(type),
    takes: deployTakes(type),
  }) satisfies Partial<Kind<ServiceLive>>

/** Create properties that no row writes, with the reason; the same for all five. */
export const ignoredOfServices = {
  type: 'picked by the kind',
  name: 'the identity',
  ownerId: 'the workspace',
  autoDeploy: 'the old form of autoDeployTrigger',
  'serviceDetails.env': 'the old form of runtime',
  'serviceDetails.pullRequestPreviewsEnabled': 'the old form of previews.generation',
}
