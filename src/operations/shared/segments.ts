/** The variable segments of paths: what each is, and whether a name will do for it. */
import { idOf, type Noun, type Param, text } from './param.ts'

const named = (of: Noun, says: string, api: string) => idOf(of, says, api)
const id = (says: string, api: string): Param<string> => ({ ...text(says), sends: api })

/** By the names that rows give them; `sends` is the name in Render's document. */
export const segments = {
  service: named('service', 'The service: its id (srv-…, crn-…) or its name.', 'serviceId'),
  group: named('group', 'The env group: its id (evg-…) or its name.', 'envGroupId'),
  database: named('postgres', 'The Postgres database: its id (dpg-…) or its name.', 'postgresId'),
  keyValue: named('keyValue', 'The key value store: its id (red-…) or its name.', 'redisId'),
  project: named('project', 'The project: its id (prj-…) or its name.', 'projectId'),
  environment: named('environment', 'The environment: its id (evm-…) or project/name.', 'environmentId'),
  workflow: named('workflow', 'The workflow: its id (wfl-…) or its name.', 'workflowId'),
  webhook: named('webhook', 'The webhook: its id (whk-…) or its name.', 'webhookId'),
  credential: named(
    'registryCredential',
    'The registry credential: its id (rgc-…) or its name.',
    'registryCredentialId',
  ),
  blueprint: id('The id of the Blueprint (exs-…).', 'blueprintId'),
  cronJob: named('service', 'The cron job: its id (crn-…) or its name.', 'cronJobId'),
  deploy: id('The id of the deploy (dep-…).', 'deployId'),
  disk: id('The id of the disk (dsk-…).', 'diskId'),
  domain: id('The custom domain: its name or its id (cdm-…).', 'customDomainNameOrID'),
  event: id('The id of the event (evt-…).', 'eventId'),
  header: id('The id of the header (hdr-…).', 'headerId'),
  ip: id('The id of the set of dedicated IP addresses.', 'dedicatedIpId'),
  job: id('The id of the job (job-…).', 'jobId'),
  key: id('The name of the variable.', 'envVarKey'),
  file: id('The name of the secret file.', 'envVarKey'),
  maintenance: id('The id of the maintenance run.', 'maintenanceRunID'),
  member: id('The id of the member (usr-…).', 'userId'),
  organization: id('The id of the organization.', 'orgId'),
  resource: named('resource', 'The service or database: its id or its name.', 'resourceId'),
  route: id('The id of the route (rdr-…).', 'routeId'),
  task: id('The task: its id or workflow/name.', 'taskId'),
  taskRun: id('The id of the task run (trn-…).', 'taskRunId'),
  user: id('The name of the database user.', 'username'),
  version: id('The id of the workflow version (wfv-…).', 'workflowVersionId'),
  workspace: { ...id('The id of the workspace (tea-…, usr-…).', 'ownerId'), workspace: true },
} as const satisfies Readonly<Record<string, Param<string>>>

export type Segment = keyof typeof segments
