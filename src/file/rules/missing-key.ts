import { extension } from '../form/index.ts'
import { inner, items, type Rule } from '../judge/index.ts'

/** Found while the form is checked, too: that it takes one of two keys, or one beside another, no form tells. */
export const missingKey: Rule = {
  doc: 'A key that has to be there.',
  check: ({ mapping, say }) => {
    for (const [{ key, fromGroup }, index] of items(mapping, 'envVars')) {
      if (key === undefined && fromGroup === undefined) say(['envVars', index], 'a variable needs "key"')
    }
    const { setting, endpoint } = inner(inner(mapping, extension), 'logStream') ?? {}
    if (setting === 'send' && endpoint === undefined)
      say([extension, 'logStream'], '"logStream" with "setting: send" needs "endpoint"')
  },
}
