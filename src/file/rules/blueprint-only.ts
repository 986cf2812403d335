import type { Rule } from '../judge/index.ts'

/** Found while the resources are built, and by the plan. */
export const blueprintOnly: Rule = {
  doc: "What only Render's own Blueprint sync can set.",
}
