import { items, type Rule } from '../judge/index.ts'

/** Found while the form is checked, too: that it takes a key or a group, the form of a variable does not tell. */
export const missingKey: Rule = {
  doc: 'A key that has to be there.',
  check: ({ mapping, say }) => {
    for (const [{ key, fromGroup }, index] of items(mapping, 'envVars')) {
      if (key === undefined && fromGroup === undefined) say(['envVars', index], 'a variable needs "key"')
    }
  },
}
