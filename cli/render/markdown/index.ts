/** A plan and a drift for a pull request. */
export { driftMarkdown } from './drift.ts'
export { commentLimit } from './fit.ts'
export { planMarkdown } from './plan.ts'
