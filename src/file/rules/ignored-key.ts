import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const ignoredKey: Rule = {
  doc: 'A key that Render ignores where it takes any.',
}
