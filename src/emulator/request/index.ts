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
  formerPostgresPlans,
  keyValuePlans,
  nextPlan,
  olderName,
  paidPlans,
  planName,
  postgresPlans,
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
export type { Check, Checked } from './validate.ts'
export {
  anyObject,
  bodilessList,
  clearable,
  flag,
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
  Region,
  Runtime,
  ServiceType,
} from './vocabulary.ts'
export {
  deployStatuses,
  jobStatuses,
  maxmemoryPolicies,
  memberRoles,
  nativeRuntimes,
  persistenceModes,
  postgresVersions,
  registries,
  runtimes,
  serviceTypes,
  usualPostgresVersion,
  workflowRuntimes,
} from './vocabulary.ts'
export { readYaml } from './yaml-text.ts'
