/** Which limit an operation counts in. */
import { type BucketKey, bucketOf, limitInWords } from '../http/index.ts'
import type { Operation } from './shared/operation.ts'

// Of an id only its beginning matters, and of services only whether it is a cron job.
const keyOf = ({ method, path }: Operation): BucketKey =>
  bucketOf({ method, path: path.replace('{cronJob}', 'crn-x').replace(/\{\w+\}/g, 'x') })

/** The name of the bucket: `get`, `write`, `create`, `service-mutation`. Those of cron jobs are named for other services. */
export const bucketNameOf = (operation: Operation): string => keyOf(operation).replace(/:.*/, '')

/** `counts in 100 writes a minute`. */
export const bucketInWords = (operation: Operation): string => `counts in ${limitInWords(keyOf(operation))}`
