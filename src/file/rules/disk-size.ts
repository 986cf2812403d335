import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const diskSize: Rule = {
  doc: 'The disk of a database has 1 GB or a multiple of 5.',
}
