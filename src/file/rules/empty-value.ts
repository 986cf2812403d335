import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const emptyValue: Rule = {
  doc: 'A list without anything below it, or a key without a value that cannot be cleared.',
}
