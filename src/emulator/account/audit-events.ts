import type { World } from '../state/index.ts'

/**
 * Which request leaves what in the audit log: the names are those of the document, which requests they are for is ours
 * to say. What the document has no event for leaves nothing, and neither does a read.
 */

export interface Happening {
  readonly event: string
  readonly metadata: Readonly<Record<string, string>>
}

/** A request before it is carried out. */
export interface Asked {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Told of the request first, and of its answer when there is one: what changes is known only before. */
type Row = (asked: Asked) => (answer: unknown) => readonly Happening[]

const at = (value: unknown, key: string): unknown => Object(value)[key]
const textAt = (value: unknown, key: string): string => String(at(value, key) ?? '')

const happened = (event: string, metadata: Happening['metadata']): Happening => ({ event, metadata })

/** Of what the path names. */
const of =
  (event: string, subject: string, param: string): Row =>
  ({ params }) =>
  () => [happened(event, { [subject]: params[param] ?? '' })]

/** Of what the answer tells of. */
const made =
  (event: string, subject: string, within?: string): Row =>
  () =>
  (answer) => [happened(event, { [subject]: textAt(within ? at(answer, within) : answer, 'id') })]

const when = (holds: boolean, event: string, metadata: Happening['metadata']): readonly Happening[] =>
  holds ? [happened(event, metadata)] : []

const typed = (type: string, does: 'Create' | 'Delete') =>
  type === 'cron_job' ? `${does}CronJobEvent` : `${does}ServerEvent`

const madeService: Row = () => (answer) => {
  const service = at(answer, 'service')
  return [happened(typed(textAt(service, 'type'), 'Create'), { service: textAt(service, 'id') })]
}

const deletedService: Row = ({ world, params: { serviceId = '' } }) => {
  const type = world.services.get(serviceId)?.type ?? ''
  return () => [happened(typed(type, 'Delete'), { service: serviceId })]
}

const changedService: Row = ({ world, params: { serviceId = '' } }) => {
  const before = world.services.get(serviceId)?.config
  return () => {
    const after = world.services.get(serviceId)?.config
    const service = { service: serviceId }
    const [was, is] = [before?.maintenanceMode, after?.maintenanceMode]
    return [
      ...when(before?.name !== after?.name, 'UpdateServiceNameEvent', service),
      ...when(before?.ipAllowList !== after?.ipAllowList, 'UpdateIPAllowListEvent', service),
      ...when(was?.enabled !== is?.enabled, 'MaintenanceModeEnabledEvent', service),
      ...when(was?.uri !== is?.uri, 'MaintenanceModeURIUpdatedEvent', service),
    ]
  }
}

/** Of one variable of a service or a group: it is made, or another value is given to it. */
const setVariable =
  (subject: string, param: string): Row =>
  ({ world, params }) => {
    const { [param]: id = '', key = '' } = params
    const holder = world.services.get(id) ?? world.workflows.get(id) ?? world.envGroups.get(id)
    const event = holder?.envVars.some((row) => row.key === key) ? 'UpdateEnvVarsEvent' : 'CreateEnvVarsEvent'
    return () => [happened(event, { [subject]: id, key })]
  }

const unsetVariable =
  (subject: string, param: string): Row =>
  ({ params }) =>
  () => [happened('DeleteEnvVarsEvent', { [subject]: params[param] ?? '', key: params.key ?? '' })]

const allowList =
  (subject: string, param: string): Row =>
  ({ params, body }) =>
  () =>
    when(at(body, 'ipAllowList') !== undefined, 'UpdateIPAllowListEvent', { [subject]: params[param] ?? '' })

const changedEnvironment: Row = ({ world, params: { environmentId = '' } }) => {
  const copy = { ...world.environments.get(environmentId) }
  return () => {
    const after = world.environments.get(environmentId)
    const environment = { environment: environmentId }
    return [
      ...when(
        copy.protectedStatus !== after?.protectedStatus,
        'ChangeEnvironmentProtectionEvent',
        environment,
      ),
      ...when(copy.ipAllowList !== after?.ipAllowList, 'UpdateIPAllowListEvent', environment),
    ]
  }
}

const keyValues = Object.fromEntries(
  ['/key-value', '/redis'].flatMap((base): [string, Row][] => [
    [`POST ${base}`, made('CreateRedisEvent', 'redis')],
    [`DELETE ${base}/:keyValueId`, of('DeleteRedisEvent', 'redis', 'keyValueId')],
    [`PATCH ${base}/:keyValueId`, allowList('redis', 'keyValueId')],
  ]),
)

/** By method and path of the operation. */
export const auditEvents: Readonly<Record<string, Row>> = {
  'POST /services': madeService,
  'POST /services/:serviceId/preview': madeService,
  'PATCH /services/:serviceId': changedService,
  'DELETE /services/:serviceId': deletedService,
  'POST /services/:serviceId/suspend': of('SuspendServiceEvent', 'service', 'serviceId'),
  'POST /services/:serviceId/resume': of('ResumeServiceEvent', 'service', 'serviceId'),
  'PUT /services/:serviceId/env-vars': of('UpdateEnvVarsEvent', 'service', 'serviceId'),
  'PUT /services/:serviceId/env-vars/:key': setVariable('service', 'serviceId'),
  'DELETE /services/:serviceId/env-vars/:key': unsetVariable('service', 'serviceId'),
  'PUT /env-groups/:envGroupId/env-vars/:key': setVariable('envGroup', 'envGroupId'),
  'DELETE /env-groups/:envGroupId/env-vars/:key': unsetVariable('envGroup', 'envGroupId'),
  'DELETE /env-groups/:envGroupId': of('DeleteEnvGroupEvent', 'envGroup', 'envGroupId'),
  'POST /disks': made('CreateServerDiskEvent', 'disk'),
  'DELETE /disks/:diskId': of('DeleteServerDiskEvent', 'disk', 'diskId'),
  'POST /disks/:diskId/snapshots/restore': of('RestoreDiskSnapshotEvent', 'disk', 'diskId'),
  'POST /postgres': made('CreatePostgresEvent', 'postgres'),
  'POST /postgres/:postgresId/recovery': made('CreatePostgresEvent', 'postgres'),
  'PATCH /postgres/:postgresId': allowList('postgres', 'postgresId'),
  'DELETE /postgres/:postgresId': of('DeletePostgresEvent', 'postgres', 'postgresId'),
  'POST /postgres/:postgresId/suspend': of('SuspendPostgresEvent', 'postgres', 'postgresId'),
  'POST /postgres/:postgresId/resume': of('ResumePostgresEvent', 'postgres', 'postgresId'),
  ...keyValues,
  'POST /projects': made('CreateProjectEvent', 'project'),
  'DELETE /projects/:projectId': of('DeleteProjectEvent', 'project', 'projectId'),
  'POST /environments': made('CreateEnvironmentEvent', 'environment'),
  'PATCH /environments/:environmentId': changedEnvironment,
  'DELETE /environments/:environmentId': of('DeleteEnvironmentEvent', 'environment', 'environmentId'),
  'POST /environments/:environmentId/resources': of(
    'MoveEnvironmentResourceEvent',
    'environment',
    'environmentId',
  ),
  'DELETE /environments/:environmentId/resources': of(
    'MoveEnvironmentResourceEvent',
    'environment',
    'environmentId',
  ),
  'POST /webhooks': made('CreateWebhookEvent', 'webhook'),
  'PATCH /webhooks/:webhookId': of('UpdateWebhookEvent', 'webhook', 'webhookId'),
  'DELETE /webhooks/:webhookId': of('DeleteWebhookEvent', 'webhook', 'webhookId'),
  'PUT /metrics-stream/:ownerId': of('UpdateOtelIntegrationEvent', 'workspace', 'ownerId'),
  'DELETE /metrics-stream/:ownerId': of('DeleteOtelIntegrationEvent', 'workspace', 'ownerId'),
  'PATCH /owners/:ownerId/members/:userId': of('ChangeTeamMemberRoleEvent', 'user', 'userId'),
  'DELETE /owners/:ownerId/members/:userId': of('RemoveUserFromTeamEvent', 'user', 'userId'),
}
