import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const unknownKey: Rule = {
  doc: 'A key that nothing reads, misspelled or in the wrong place.',
}
