/** A plan and a drift as pages that need nothing beside them. */
export { driftPage } from './drift.ts'
export { failurePage } from './failure.ts'
export { planPage } from './plan.ts'
