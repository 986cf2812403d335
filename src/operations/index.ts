/** What Render's API can do: one row for each operation, and how it is called. */
export { bucketInWords, bucketNameOf } from './bucket.ts'
export { type CallOptions, call, callAll, type ListId, type OperationName } from './call.ts'
export { inputSchemaOf, operationOf } from './check.ts'
export { idOf } from './nouns.ts'
export { type Answered, type Given, type Operation, paramsOf } from './shared/operation.ts'
export type { Param } from './shared/param.ts'
export { segments } from './shared/segments.ts'
export { type OperationId, operations } from './table.ts'
