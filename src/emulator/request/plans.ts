/**
 * Names of plans: the older ones, and those by CPU and memory that the API has taken beside them since August 2026 (API
 * facts §2.5). Where a plan has both, either may be sent.
 */
import { badRequest } from './errors.ts'

const servicePairs = {
  starter: '0.5c-512mb',
  standard: '1c-2g',
  pro: '2c-4g',
  pro_plus: '4c-8g',
  pro_max: '4c-16g',
  pro_ultra: '8c-32g',
} as const

/** What a worker, a private service and a cron job may have. */
export const paidPlans: readonly string[] = [
  ...Object.keys(servicePairs),
  ...Object.values(servicePairs),
  '2c-8g',
  '2c-16g',
  '4c-32g',
  '8c-16g',
  '8c-64g',
  '12c-24g',
  '12c-48g',
  '12c-96g',
]

const retiredServicePlans: readonly string[] = [
  'starter_plus',
  'standard_plus',
  'custom',
  ...['starter', 'standard', 'standard_plus', 'pro', 'pro_plus'].map((plan) => `${plan}_legacy`),
]

/** What a web service may have; the other types take `paidPlans`. */
export const webPlans: readonly string[] = ['free', ...paidPlans, ...retiredServicePlans]

const postgresPairs = {
  basic_256mb: '0.1c-256mb',
  basic_1gb: '0.5c-1g',
  basic_4gb: '2c-4g',
  pro_4gb: '1c-4g',
  pro_8gb: '2c-8g',
  pro_16gb: '4c-16g',
  pro_32gb: '8c-32g',
  pro_64gb: '16c-64g',
  pro_128gb: '32c-128g',
  pro_192gb: '48c-192g',
  pro_256gb: '64c-256g',
  pro_384gb: '96c-384g',
  pro_512gb: '128c-512g',
  accelerated_16gb: '2c-16g',
  accelerated_32gb: '4c-32g',
  accelerated_64gb: '8c-64g',
  accelerated_128gb: '16c-128g',
  accelerated_256gb: '32c-256g',
  accelerated_384gb: '48c-384g',
  accelerated_512gb: '64c-512g',
  accelerated_768gb: '96c-768g',
  accelerated_1024gb: '128c-1024g',
} as const

const retiredPostgresPlans: readonly string[] = ['starter', 'standard', 'pro', 'pro_plus', 'custom']

export const postgresPlans: readonly string[] = [
  'free',
  ...retiredPostgresPlans,
  ...Object.keys(postgresPairs),
  ...Object.values(postgresPairs),
  '1c-2g',
]

const keyValuePairs = { starter: '256mb', standard: '1g', pro: '5g', pro_plus: '10g' } as const

export const keyValuePlans: readonly string[] = [
  'free',
  'custom',
  ...Object.keys(keyValuePairs),
  ...Object.values(keyValuePairs),
  '3g',
  '20g',
  '40g',
  '50g',
]

/** Whose plans they are: the same name means another size elsewhere. */
type PlanFamily = 'service' | 'postgres' | 'keyValue'

/** By which names answers call plans. Which of the two the API itself gives is not known (API facts §2.5). */
export type PlanNames = 'old' | 'new' | 'as-sent'

const pairs: Readonly<Record<PlanFamily, readonly (readonly [older: string, newer: string])[]>> = {
  service: Object.entries(servicePairs),
  postgres: Object.entries(postgresPairs),
  keyValue: Object.entries(keyValuePairs),
}

const toNewer: Readonly<Record<PlanFamily, ReadonlyMap<string, string>>> = {
  service: new Map(pairs.service),
  postgres: new Map(pairs.postgres),
  keyValue: new Map(pairs.keyValue),
}

const reversed = (family: PlanFamily) =>
  new Map(pairs[family].map(([older, newer]): [string, string] => [newer, older]))

const toOlder: typeof toNewer = {
  service: reversed('service'),
  postgres: reversed('postgres'),
  keyValue: reversed('keyValue'),
}

/** What live resources have and no new one gets, and what the new ones are called (API facts §2.5). */
const retired: Readonly<Record<PlanFamily, readonly [plans: readonly string[], titles: string]>> = {
  service: [retiredServicePlans, 'services'],
  postgres: [retiredPostgresPlans, 'databases'],
  keyValue: [['custom'], 'key values'],
}

/**
 * Refuses a plan that is live only, unless `allowed`. For databases the words are those that users report (API facts §2.5);
 * what has such a plan keeps it.
 */
export const refuseRetired = (family: PlanFamily, plan: string | undefined, allowed: boolean): void => {
  const [plans, titles] = retired[family]
  if (!allowed && plan !== undefined && plans.includes(plan))
    throw badRequest(`plan ${plan} is no longer supported for new ${titles}`)
}

/** A plan under its older name, where it has one. */
export const olderName = (family: PlanFamily, plan: string): string => toOlder[family].get(plan) ?? plan

/** A plan under the name that answers have; one that has a single name has that. */
export const planName = (family: PlanFamily, plan: string, names: PlanNames): string => {
  if (names === 'as-sent') return plan
  return names === 'old' ? olderName(family, plan) : (toNewer[family].get(plan) ?? plan)
}

/** The plan after a body: one that is sent under its other name is the same, and keeps the name that it had. */
export const nextPlan = (family: PlanFamily, before: string, given: string | undefined): string =>
  given === undefined || olderName(family, given) === olderName(family, before) ? before : given
