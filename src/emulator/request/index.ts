/**
 * What clients send: it is read, judged and refused here by its form alone, and put into the API's own. Nothing here
 * knows what the workspace has.
 */

export { readForm, readJson } from './body.ts'
export type { CidrBlock } from './checks.ts'
export { distinct, everywhere, ipAllowList, region } from './checks.ts'
export { ApiError, badRequest, conflict, notFound } from './errors.ts'
export { normalizedImage } from './images.ts'
export type { PlanNames } from './plans.ts'
export {
  keyValuePlans,
  nextPlan,
  olderName,
  paidPlans,
  planName,
  postgresPlans,
  refuseRetired,
  webPlans,
} from './plans.ts'
export type { Param, Params, Query } from './query.ts'
export {
  between,
  commaList,
  createdBetween,
  exactMillis,
  moment,
  pageSize,
  paging,
  readQuery,
  repeated,
  single,
  truth,
  updatedBetween,
} from './query.ts'
export type { Check, Checked, NewerWords } from './validate.ts'
export {
  anyObject,
  bodilessList,
  clearable,
  flag,
  growing,
  integer,
  listOf,
  mapOf,
  matching,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  text,
  wholeList,
} from './validate.ts'
export type {
  DeployStatus,
  DeployTrigger,
  JobStatus,
  MemberRole,
  ServiceType,
} from './vocabulary.ts'
export {
  deployStatuses,
  jobStatuses,
  maxmemoryPolicies,
  memberRoles,
  persistenceModes,
  postgresVersions,
  registries,
  runtimes,
  serviceTypes,
  usualPostgresVersion,
  workflowRuntimes,
} from './vocabulary.ts'
export { readYaml } from './yaml-text.ts'
