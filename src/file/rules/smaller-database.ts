import type { Rule } from '../judge/index.ts'

/** Found by the plan: it takes what is live to tell. */
export const smallerDatabase: Rule = {
  doc: 'A database that gets a smaller plan, or loses its standby.',
}
