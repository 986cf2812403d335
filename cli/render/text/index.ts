/** A plan and a drift for people at a terminal, and for logs. */
export { driftText } from './drift.ts'
export { planText, workspaceText } from './plan.ts'
