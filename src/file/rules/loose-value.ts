import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const looseValue: Rule = {
  doc: 'A value that is read as another one that it was meant to be.',
}
