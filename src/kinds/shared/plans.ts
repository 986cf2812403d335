/**
 * Names of instance types: the file's on the left, the API's on the right (API facts §2.5). Undefined: no published API
 * name exists, so only Render's own Blueprint sync can set it.
 */
import { spelled } from '../../rows/index.ts'

const cronPlans = {
  starter: 'starter',
  standard: 'standard',
  pro: 'pro',
  'pro plus': 'pro_plus',
  '0.5c-512mb': 'starter',
  '1c-2g': 'standard',
  '2c-4g': 'pro',
  '2c-8g': undefined,
  '2c-16g': undefined,
  '4c-8g': 'pro_plus',
  '4c-16g': 'pro_max',
  '4c-32g': undefined,
  '8c-16g': undefined,
  '8c-32g': 'pro_ultra',
  '8c-64g': undefined,
}

export const cronPlan = spelled(cronPlans)

export const serverPlan = spelled({
  free: 'free',
  ...cronPlans,
  'pro max': 'pro_max',
  'pro ultra': 'pro_ultra',
  '12c-24g': undefined,
  '12c-48g': undefined,
  '12c-96g': undefined,
})

export const keyValuePlan = spelled({
  free: 'free',
  starter: 'starter',
  standard: 'standard',
  pro: 'pro',
  'pro plus': 'pro_plus',
  'pro max': undefined,
  'pro ultra': undefined,
  '256mb': 'starter',
  '1g': 'standard',
  '5g': 'pro',
  '10g': 'pro_plus',
  '20g': undefined,
  '40g': undefined,
})

const sizes = (family: string, ...gigabytes: readonly number[]) =>
  Object.fromEntries(gigabytes.map((size) => [`${family}-${size}gb`, `${family}_${size}gb`]))

/** CPU and memory names stand for the family with the same ratio: 1:4 is pro, 1:8 is accelerated. */
export const postgresPlan = spelled({
  free: 'free',
  'basic-256mb': 'basic_256mb',
  ...sizes('basic', 1, 4),
  ...sizes('pro', 4, 8, 16, 32, 64, 128, 192, 256, 384, 512),
  ...sizes('accelerated', 16, 32, 64, 128, 256, 384, 512, 768, 1024),
  '0.1c-256mb': 'basic_256mb',
  '0.5c-1g': 'basic_1gb',
  '1c-2g': undefined,
  '1c-4g': 'pro_4gb',
  '2c-4g': 'basic_4gb',
  '2c-8g': 'pro_8gb',
  '2c-16g': 'accelerated_16gb',
  '4c-16g': 'pro_16gb',
  '4c-32g': 'accelerated_32gb',
  '8c-32g': 'pro_32gb',
  '8c-64g': 'accelerated_64gb',
  '16c-64g': 'pro_64gb',
  '16c-128g': 'accelerated_128gb',
  '32c-128g': 'pro_128gb',
  '32c-256g': 'accelerated_256gb',
  '48c-192g': 'pro_192gb',
  '48c-384g': 'accelerated_384gb',
  '64c-256g': 'pro_256gb',
  '64c-512g': 'accelerated_512gb',
  '96c-384g': 'pro_384gb',
  '96c-768g': 'accelerated_768gb',
  '128c-512g': 'pro_512gb',
  '128c-1024g': 'accelerated_1024gb',
  starter: 'starter',
  standard: 'standard',
  pro: 'pro',
  'pro plus': 'pro_plus',
})
