/** A plan and a drift as what a person or a program sees: one value each, that all formats print. Nothing below asks the engine. */
export type { ChangeView } from './change.ts'
export { diffLines } from './diff.ts'
export { type DriftedView, type DriftView, driftView } from './drift.ts'
export type { Entry } from './entries.ts'
export {
  acceptedWhat,
  acceptedWhy,
  budgetText,
  changedText,
  costText,
  deployText,
  failedWhat,
  heldText,
  ignoredLine,
  incomplete,
  isMissing,
  kindText,
  neverMade,
  prunedText,
  refusalText,
} from './phrases.ts'
export { arranged, type Hearing, type PlanView, planView } from './plan.ts'
export { factsOf, headline, observed } from './summary.ts'
