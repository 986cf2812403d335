import type { Entry } from '../form/index.ts'
import { formerName, formerPath, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

/** A name that a resource had can be that of no other one. */
export const rename: Rule = {
  doc: 'A former name that another resource has.',
  whole: ({ resources: { entries }, say, lineOf }) => {
    const taken = new Map(entries.map((entry) => [idOf(entry), entry]))
    const renamed = new Map<string, Entry>()
    for (const entry of entries) {
      const before = formerName(entry)
      if (before === undefined) continue
      const id = idOf(entry, before)
      const { kind, path, address } = entry
      const shown = `the ${kind.title} ${quoted(before)}`
      const at = [...path, ...formerPath]
      const owner = taken.get(id)
      const first = renamed.get(id)
      if (owner && owner !== entry) {
        const line = lineOf([...owner.path, 'name'])
        say(at, `"renamedFrom" must be a name that is free; ${shown} stands in ${line}`, { address })
      } else if (first) {
        const line = lineOf([...first.path, ...formerPath])
        say(at, `${shown} is renamed here and in ${line}`, { address })
      } else renamed.set(id, entry)
    }
  },
}

const idOf = ({ kind, names }: Entry, name = names.at(-1) ?? ''): string =>
  JSON.stringify([kind.prefix, ...names.slice(0, -1), name])
