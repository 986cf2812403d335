import type { Rule } from '../judge/index.ts'

export const missingField: Rule = {
  doc: 'A command or directory that the runtime needs.',
  check: ({ entry, mapping, say }) => {
    const { runtime } = mapping
    const known = entry.kind.fields.runtime?.codec.schema.enum
    // Of a newer one, nobody knows.
    if (known && !known.includes(runtime)) return
    for (const name of neededBy(runtime)) {
      if (mapping[name] === undefined) say([], `a service with runtime ${runtime} needs "${name}"`)
    }
  },
}

/** What a service of this runtime is nothing without. */
const neededBy = (runtime: unknown): readonly string[] => {
  if (typeof runtime !== 'string' || runtime === 'docker' || runtime === 'image') return []
  return runtime === 'static' ? ['staticPublishPath'] : ['buildCommand', 'startCommand']
}
