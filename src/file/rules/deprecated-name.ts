import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const deprecatedName: Rule = {
  doc: 'A key that Render has renamed.',
}
