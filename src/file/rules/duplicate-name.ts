import { address } from '../../address.ts'
import type { FilePath } from '../../rows/index.ts'
import type { Entry } from '../form/index.ts'
import { items, listIn, type Rule } from '../judge/index.ts'

export const duplicateName: Rule = {
  doc: 'Two resources with one name, or a domain of two services.',
  whole: ({ all, say, lineOf }) => {
    const first = new Map<string, string>()
    for (const { name, shown, path } of all.flatMap(namesOf)) {
      const before = first.get(name)
      if (before === undefined) first.set(name, lineOf(path))
      else {
        say(path, `${shown} stands here and in ${before}`, { todo: 'Names have to be unique in a file.' })
      }
    }
  },
}

/** A name that is taken once. */
interface Claim {
  readonly name: string
  readonly shown: string
  readonly path: FilePath
}

/** Its own name, those of its replicas, and its domains. */
const namesOf = ({ kind, mapping, names, path, address: own }: Entry): readonly Claim[] => {
  const { title, prefix } = kind
  const name = names.at(-1) ?? ''
  if (name === '') return []
  const sort = mapping.type === undefined || prefix !== 'service' ? title : prefix
  const replicas = items(mapping, 'readReplicas').flatMap(([{ name }, index]): Claim[] => {
    if (typeof name !== 'string') return []
    const at = [...path, 'readReplicas', index, 'name']
    return [{ name: address(prefix, name), shown: `the ${title} "${name}"`, path: at }]
  })
  const domains = listIn(mapping, 'domains').flatMap((domain, index): Claim[] => {
    if (typeof domain !== 'string') return []
    const at = [...path, 'domains', index]
    return [{ name: `domain/${domain.toLowerCase()}`, shown: `the domain "${domain}"`, path: at }]
  })
  return [{ name: own, shown: `the ${sort} "${name}"`, path: [...path, 'name'] }, ...replicas, ...domains]
}
