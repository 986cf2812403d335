/** The words the API accepts: the enums of its OpenAPI document and those API facts add (§1, §8). */

export const regions = ['frankfurt', 'oregon', 'ohio', 'singapore', 'virginia'] as const

export const serviceTypes = [
  'web_service',
  'private_service',
  'background_worker',
  'cron_job',
  'static_site',
] as const
export type ServiceType = (typeof serviceTypes)[number]

export const runtimes = ['docker', 'image', 'elixir', 'go', 'node', 'python', 'ruby', 'rust'] as const

/** A workflow is built from a repository, and not from a Dockerfile or an image. */
export const workflowRuntimes = ['elixir', 'go', 'node', 'python', 'ruby'] as const

export const postgresVersions = ['11', '12', '13', '14', '15', '16', '17', '18'] as const

/** What a database has that is made without one being named. */
export const usualPostgresVersion = '18'

export const maxmemoryPolicies = [
  'noeviction',
  'allkeys_lfu',
  'allkeys_lru',
  'allkeys_random',
  'volatile_lfu',
  'volatile_lru',
  'volatile_random',
  'volatile_ttl',
] as const

export const persistenceModes = ['off', 'snapshot', 'journal_snapshot'] as const

export const registries = ['GITHUB', 'GITLAB', 'DOCKER', 'GOOGLE_ARTIFACT', 'AWS_ECR'] as const

export const memberRoles = [
  'ADMIN',
  'DEVELOPER',
  'WORKSPACE_CONTRIBUTOR',
  'WORKSPACE_BILLING',
  'WORKSPACE_VIEWER',
] as const
export type MemberRole = (typeof memberRoles)[number]

export const deployStatuses = [
  'created',
  'queued',
  'build_in_progress',
  'pre_deploy_in_progress',
  'update_in_progress',
  'live',
  'deactivated',
  'build_failed',
  'pre_deploy_failed',
  'update_failed',
  'canceled',
] as const
export type DeployStatus = (typeof deployStatuses)[number]

export type DeployTrigger = 'api' | 'new_commit' | 'rollback' | 'service_resumed' | 'other'

export const jobStatuses = ['pending', 'running', 'succeeded', 'failed', 'canceled'] as const
export type JobStatus = (typeof jobStatuses)[number]
