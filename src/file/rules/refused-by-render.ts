import type { Rule } from '../judge/index.ts'

/** Found while the form is checked, too. */
export const refusedByRender: Rule = {
  doc: "What can be meant one way only, and makes Render's own sync refuse the file.",
  straighten: ({ mapping, say }) => {
    if (mapping.type !== 'workflow' || mapping.plan === undefined) return
    say(['plan'], `a workflow has no "plan", and Render's own sync refuses the file`, {
      side: 'key',
      todo: 'Remove it: what runs is sized by its tasks.',
    })
    delete mapping.plan
  },
}
