import type { Rule } from '../judge/index.ts'

/** Found by the plan, which knows the workspace. */
export const unknownReference: Rule = {
  doc: 'A reference to what is neither in the file nor in the workspace.',
}
