/** Variables that take their values from each other all the way round have none. */
import type { FilePath } from '../../rows/index.ts'
import { say } from '../messages/index.ts'
import { type Index, inner, items, type WholeCheck } from './judge.ts'

interface Variable {
  readonly shown: string
  readonly path: FilePath
  /** The variable it takes its value from, if the file has it. */
  readonly from: string | undefined
}

const idOf = (address: string, key: unknown): string => `${address}/env/${key}`

export const valueLoop: WholeCheck = ({ index, say: tell }) => {
  const variables = variablesOf(index)
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
    tell(variables.get(here)?.path ?? [], say.valueLoop(loop))
  }
}

const variablesOf = (index: Index): ReadonlyMap<string, Variable> => {
  const variables = new Map<string, Variable>()
  for (const { mapping, path, names, address } of index.entries) {
    for (const [item, at] of items(mapping, 'envVars')) {
      if (item.key === undefined) continue
      const reference = inner(item, 'fromService')
      const targets = reference?.envVarKey === undefined ? [] : index.services(reference.name)
      const target = targets.find((one) => one.mapping.type === reference?.type) ?? targets[0]
      variables.set(idOf(address, item.key), {
        shown: `${names.at(-1)}/${item.key}`,
        path: [...path, 'envVars', at],
        from: target && idOf(target.address, reference?.envVarKey),
      })
    }
  }
  return variables
}
