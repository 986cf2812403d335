import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const newerValue: Rule = {
  doc: 'A plan, region, runtime, type, version or policy that is newer than the table of those that are known.',
}
