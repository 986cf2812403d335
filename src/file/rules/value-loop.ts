import { within } from '../../address.ts'
import type { FilePath } from '../../rows/index.ts'
import { inner, items, type Resources, type Rule, referredBy } from '../judge/index.ts'

/** Variables that take their values from each other all the way round have none. */
export const valueLoop: Rule = {
  doc: 'Variables that take their values from each other.',
  whole: ({ resources, say }) => {
    const variables = variablesIn(resources)
    const done = new Set<string>()
    for (const start of variables.keys()) {
      const way = new Set<string>()
      let here: string | undefined = start
      while (here !== undefined && !done.has(here)) {
        done.add(here)
        way.add(here)
        here = variables.get(here)?.from
      }
      if (here === undefined || !way.has(here)) continue
      const ids = [...way]
      const loop = [...ids.slice(ids.indexOf(here)), here].map((id) => variables.get(id)?.shown ?? id)
      const message = `variables take their values from each other: ${loop.join(' → ')}`
      say(variables.get(here)?.path ?? [], message)
    }
  },
}

interface Variable {
  readonly shown: string
  readonly path: FilePath
  /** The variable it takes its value from, if the file has it. */
  readonly from: string | undefined
}

const variablesIn = (resources: Resources): ReadonlyMap<string, Variable> => {
  const variables = new Map<string, Variable>()
  for (const { mapping, path, names, address } of resources.entries) {
    for (const [item, at] of items(mapping, 'envVars')) {
      if (item.key === undefined) continue
      const reference = inner(item, 'fromService')
      const target = reference?.envVarKey === undefined ? undefined : referredBy(reference, resources)
      variables.set(idOf(address, item.key), {
        shown: `${names.at(-1)}/${item.key}`,
        path: [...path, 'envVars', at],
        from: target && idOf(target.address, reference?.envVarKey),
      })
    }
  }
  return variables
}

const idOf = (address: string, key: unknown): string => within(address, 'env', String(key))
