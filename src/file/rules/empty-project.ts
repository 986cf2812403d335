import type { Rule } from '../judge/index.ts'

export const emptyProject: Rule = {
  doc: 'A project without an environment.',
  check: ({ mapping, say }) => {
    if (!Array.isArray(mapping.environments) || mapping.environments.length > 0) return
    say(['environments'], 'a project needs at least one environment', { side: 'key' })
  },
}
