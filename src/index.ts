/** The library: everything that the command line does. */
export { type Address, address, means, readable } from './address.ts'

export {
  type ApplyEvent,
  type ApplyOptions,
  type ApplyWishes,
  apply,
  type Board,
  boardOf,
  type Deed,
  type GoesOn,
  type Stage,
  type Summary,
} from './apply/index.ts'
export {
  type Action,
  type Change,
  changedItems,
  type DeclaredChange,
  type Delete,
  deploysOf,
  destroysData,
  type FieldChange,
  failedOf,
  fieldsOf,
  heldOf,
  type IgnoredChange,
  type ItemChange,
  ignoredOf,
  isDeclared,
  isDeclaredItem,
  itemsOf,
  liveOf,
  madeOf,
  namesOf,
  never,
  owedOf,
  signs,
} from './change.ts'
export { type Clock, realClock, virtualClock } from './clock.ts'
export {
  type Amount,
  type Charge,
  type Cost,
  costOf,
  type Prices,
  type ResourceCost,
  readPrices,
} from './cost/index.ts'
export type { Desired, DesiredItem, DesiredResource } from './desired.ts'
export {
  type Acceptance,
  type Accepted,
  type Baseline,
  type Compared,
  type Difference,
  type Drift,
  type DriftOptions,
  driftOf,
  type Origin,
  type Origins,
  originKey,
  originsOf,
  readBaseline,
} from './drift/index.ts'
export { type InputFile, type Loaded, load } from './file/index.ts'
export { Hidden } from './hidden.ts'
export {
  ApiError,
  budgetInWords,
  type Client,
  type ClientOptions,
  createClient,
  type RequestEvent,
  type Wait,
} from './http/index.ts'
export { kinds } from './kinds/index.ts'
export { allOf, blueprintsAt, Live, type LiveResource, type Unobserved, type Workspace } from './live.ts'
export { createMask, type Mask } from './mask/index.ts'
export {
  type Answered,
  bucketInWords,
  bucketNameOf,
  type CallOptions,
  call,
  callAll,
  type Given,
  inputSchemaOf,
  type ListId,
  type Operation,
  type OperationId,
  operationOf,
  operations,
  type Param as OperationParam,
  paramsOf,
} from './operations/index.ts'
export {
  allowMissing,
  type Confirmations,
  declaredSecrets,
  fingerprintOf,
  isRefused,
  type Narrowed,
  narrow,
  type Plan,
  type PlanOptions,
  plan,
  rotate,
  type Selection,
  secretNames,
  settle,
  totals,
  type Unmanaged,
} from './plan/index.ts'
export {
  type ApiErrorCode,
  formatProblem,
  isAboutWriting,
  type Position,
  type Problem,
  type ProblemCode,
  ProblemsError,
  problem,
  type Severity,
  toProblems,
} from './problem.ts'
export {
  type Gone,
  goneIn,
  type Note as PullNote,
  type Pulled,
  type PullOptions,
  pull,
  secretsText,
  type Tombstone,
  type TombstoneOptions,
  tombstoneOf,
} from './pull/index.ts'
export {
  findWorkspace,
  type Journal,
  type JournalEntry,
  knownNames,
  type LastChange,
  listVariableHolders,
  read,
  readAllVariables,
  readLastChanges,
  readSeenBy,
  takesVariables,
  type WorkspaceChoice,
} from './read/index.ts'
export {
  audit,
  byRender,
  isHazard,
  needsOf,
  type Secrets,
  type SeenVariable,
  seenBy,
  type Whereabouts,
} from './references/index.ts'
export {
  type AnyField,
  type AnyFields,
  type CreateContext,
  type FailedDeploy,
  failureInWords,
  isPlanned,
  type Kind,
  type MadeOf,
  nearest,
  type OwedDeploy,
  type ValuesOf,
} from './rows/index.ts'
export {
  digestOfSaved,
  type Inputs,
  loadSaved,
  planSaved,
  readSavedPlan,
  type SavedDocument,
  type SavedPlan,
  savedPlanSchema,
  savedText,
  savePlan,
  unkeyedNotes,
} from './saved/index.ts'
export {
  type Access,
  loadWish,
  openSession,
  type Planned,
  type PlanWishes,
  type Session,
  type Wish,
} from './session.ts'
export type { Source } from './source.ts'
