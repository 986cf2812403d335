/**
 * What an operation of the API is, and what several of them share: pages, filters, owners, variables. No operation
 * itself is here.
 */

export { createdWithin, listed, madeWithin, within } from './filters.ts'
export type { Messages } from './messages.ts'
export { bodyOf, SocketResponse } from './messages.ts'
export type { Method, Operation, Reply } from './operation.ts'
export { accepted, created, Json, noContent, ok, operation, written } from './operation.ts'
export { ownedBy, ownedList, ownerFilter, ownerView } from './owned.ts'
export { newestPage, orderedPage, wrapped } from './pages.ts'
export { rowOf, withoutRow, withRow } from './rows.ts'
export { slugOf } from './slugs.ts'
export {
  checkedFileName,
  checkedKey,
  envVarInputs,
  envVarRow,
  envVarView,
  newEnvVars,
  newSecretFiles,
  secretFileInputs,
  secretFileRow,
  secretFileView,
  valueInput,
} from './variables.ts'
export { somethingNew } from './waiting.ts'
