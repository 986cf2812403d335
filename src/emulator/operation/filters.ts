import { microseconds } from '../records/index.ts'
import { exactMillis } from '../request/index.ts'

/** Whether a record passes the time filters that most lists take. Bounds are exclusive, and as exact as what reads tell. */

interface CreatedQuery {
  createdBefore?: number | undefined
  createdAfter?: number | undefined
}

interface UpdatedQuery {
  updatedBefore?: number | undefined
  updatedAfter?: number | undefined
}

export const within = (
  instant: string | undefined,
  before: number | undefined,
  after: number | undefined,
) => {
  if (before === undefined && after === undefined) return true
  if (instant === undefined) return false
  const at = exactMillis(microseconds(instant))
  return at < (before ?? Number.POSITIVE_INFINITY) && at > (after ?? Number.NEGATIVE_INFINITY)
}

export const createdWithin = (record: { createdAt: string }, query: CreatedQuery) =>
  within(record.createdAt, query.createdBefore, query.createdAfter)

export const madeWithin = (
  record: { createdAt: string; updatedAt: string },
  query: CreatedQuery & UpdatedQuery,
) => createdWithin(record, query) && within(record.updatedAt, query.updatedBefore, query.updatedAfter)

/** Whether a filter that lists values, or that is not given, lets a value through. */
export const listed = (values: readonly string[] | undefined, value: string | undefined) =>
  values === undefined || (value !== undefined && values.includes(value))
