import type { Rule } from '../judge/index.ts'

/** Found while the resources are built. */
export const planWithoutApiName: Rule = {
  doc: 'A plan that the API has no name for.',
}
