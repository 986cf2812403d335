import type { Rule } from '../judge/index.ts'

/** Found while the form is checked. */
export const refusedByRender: Rule = {
  doc: "What can be meant one way only, and makes Render's own sync refuse the file.",
}
