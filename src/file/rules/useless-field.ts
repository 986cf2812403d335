import type { Rule } from '../judge/index.ts'

/** Found while the resources are built. */
export const uselessField: Rule = {
  doc: 'A field that has no meaning for this type or runtime.',
}
