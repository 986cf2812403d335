/** What a file says under `x-render-sync`, besides what aspects read there. */

import { matches } from '../../address.ts'
import { type Ignored, type Prune, pruneScopes } from '../../desired.ts'
import type { AnyAspect, AnyKind } from '../../rows/index.ts'
import { isMapping, type Mapping, valueAt } from '../text/index.ts'

export const extension = 'x-render-sync'

/** An aspect whose key is the same for every item has one item at most. */
const hasItems = ({ keyOf }: AnyAspect): boolean => keyOf.length > 0

/** What `ignore` may name in a resource of this kind, and how addresses spell it. */
export const ignorable = ({ fields, aspects }: AnyKind): ReadonlyMap<string, string> =>
  new Map([
    ...Object.keys(fields).flatMap((name) => {
      const own = name.replace(`${extension}.`, '')
      return [own, name].map((spelling) => [spelling, name] as const)
    }),
    ...Object.entries(aspects).flatMap(([name, aspect]) =>
      [name, aspect.part, ...keysOf(aspect)].map((key) => [key, aspect.part] as const),
    ),
  ])

/** The keys of the file that an aspect reads. */
const keysOf = ({ schema }: AnyAspect): readonly string[] =>
  Object.entries(schema).flatMap(([key, { properties = {} }]) =>
    key === extension ? Object.keys(properties) : [key],
  )

/** The path as addresses spell it; undefined: the kind has nothing that it could mean. */
export const ignoredIn = (kind: AnyKind, path: string): string | undefined => {
  const names = ignorable(kind)
  const [head = '', ...key] = path.split('/')
  if (key.length > 0) {
    const aspect = Object.values(kind.aspects).find(({ part }) => part === names.get(head))
    return aspect && hasItems(aspect) && key.join('') !== '' ? [aspect.part, ...key].join('/') : undefined
  }
  if (!head.includes('*')) return names.get(head)
  // A pattern stays as it is, so it has to be in the words of addresses.
  return [...names.values()].some((name) => matches(head, name)) ? path : undefined
}

/** The paths under `ignore` as they stand in the file, each with the index of its item. */
export const ignoresOf = (resource: Mapping): readonly Ignored[] => {
  const list = valueAt(resource, [extension, 'ignore'])
  if (!Array.isArray(list)) return []
  return list.map((item): Ignored => {
    if (!isMapping(item)) return { path: String(item) }
    return {
      path: String(item.path),
      ...(typeof item.reason === 'string' && { reason: item.reason }),
    }
  })
}

/** What a resource says of itself under `x-render-sync`, once that is known to be right. */
export const extensionOf = (kind: AnyKind, resource: Mapping) => {
  const renamedFrom = valueAt(resource, [extension, 'renamedFrom'])
  const buildVariables = valueAt(resource, [extension, 'buildVariables'])
  const ignore = ignoresOf(resource).map((one) => ({ ...one, path: ignoredIn(kind, one.path) ?? one.path }))
  return {
    ...(typeof renamedFrom === 'string' && { renamedFrom }),
    ...(valueAt(resource, [extension, 'protected']) === true && { protected: true as const }),
    ...(Array.isArray(buildVariables) && { buildVariables: buildVariables.map(String) }),
    ...(ignore.length > 0 && { ignore }),
  }
}

/** What the root says under `x-render-sync`, once that is known to be right. */
export const rootExtensionOf = (root: Mapping): { workspace?: string; prune?: Prune; strict?: Prune } => {
  const workspace = valueAt(root, [extension, 'workspace'])
  const prune = pruneOf(valueAt(root, [extension, 'prune']))
  const strict = pruneOf(valueAt(root, [extension, 'strict']))
  return {
    ...(typeof workspace === 'string' && { workspace }),
    ...(prune && { prune }),
    ...(strict && { strict }),
  }
}

const pruneOf = (given: unknown): Prune | undefined => {
  if (Array.isArray(given)) return { kinds: [...new Set(given.map(String))] }
  if (!isMapping(given) || !Array.isArray(given.kinds)) return undefined
  const scope = pruneScopes.find((one) => one === given.scope)
  return { kinds: [...new Set(given.kinds.map(String))], ...(scope && { scope }) }
}
