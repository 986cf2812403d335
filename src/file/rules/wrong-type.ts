import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const wrongType: Rule = {
  doc: 'A text where a list has to be, a list where a number has to be.',
}
