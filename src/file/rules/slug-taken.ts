import type { Rule } from '../judge/index.ts'

/** Found by the plan: only the workspace knows what is taken. */
export const slugTaken: Rule = {
  doc: 'A new service whose address another one has already, so that it gets a different one.',
}
