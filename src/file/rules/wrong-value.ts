import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const wrongValue: Rule = {
  doc: 'A value that is none of the choices, or out of bounds.',
}
