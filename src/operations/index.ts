/** What Render's API can do: one row for each operation, and how it is called. */
export { type CallOptions, call, callAll, type ListId } from './call.ts'
export { inputSchemaOf, operationOf } from './check.ts'
export { type Access, type Answered, type Given, type Operation, paramsOf } from './operation.ts'
export type { Param } from './param.ts'
export { type Segment, segments } from './segments.ts'
export { type OperationId, operations } from './table.ts'
