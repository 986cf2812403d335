/** The keys of `x-render-sync`, besides those that aspects read there: their form, and what they say. */

import { matches } from '../../address.ts'
import type { Ignored, Prune } from '../../desired.ts'
import { allKinds } from '../../kinds/index.ts'
import type { AnyAspect, AnyKind, FilePlace, JsonSchema } from '../../rows/index.ts'
import { isMapping, type Mapping, valueAt } from '../text/marks.ts'

export const extension = 'x-render-sync'

/** Lists of resources that are no part of Render's language, with what they hold. */
export const extensionLists: ReadonlyMap<FilePlace['list'], string> = new Map(
  allKinds.flatMap(({ file, doc }) =>
    file.extension ? [[file.list, `A list. Each item: ${doc}`] as const] : [],
  ),
)

const mapping = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []) =>
  ({
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }) as const

const ignoredPath = {
  type: 'string',
  minLength: 1,
  description: 'A field (`image.url`), a part (`scaling`) or an item of it (`env/RELEASE`); `*` is any text.',
  examples: ['image.url', 'scaling', 'env/RELEASE', 'domain/*.example.com'],
} as const

/** What every resource may say. */
export const resourceExtension: JsonSchema = mapping({
  renamedFrom: {
    type: 'string',
    minLength: 1,
    description: 'The name it had: a live resource of this name is renamed, instead of a new one created.',
    examples: ['old-name'],
  },
  protected: {
    type: 'boolean',
    description: 'Whether it must not be deleted or replaced, whatever the flags.',
    examples: [true],
  },
  ignore: {
    type: 'array',
    description: 'What something else owns: compared and shown, and never changed.',
    examples: [['image.url', { path: 'env/RELEASE', reason: 'set by the pipeline' }]],
    items: {
      anyOf: [
        ignoredPath,
        mapping(
          {
            path: ignoredPath,
            reason: {
              type: 'string',
              description: 'Why, for those who read the plan.',
              examples: ['set by the pipeline'],
            },
          },
          ['path'],
        ),
      ],
    },
  },
})

// An aspect whose key is the same for every item has one item at most.
const hasItems = ({ keyOf }: AnyAspect): boolean => keyOf.length > 0

/** The lists of resources and the parts of several items, by the names they have in the file. */
const prunable: readonly string[] = [
  ...new Set([
    ...allKinds.map(({ file }) => file.list),
    ...allKinds.flatMap(({ aspects }) =>
      Object.entries(aspects).flatMap(([part, aspect]) => (hasItems(aspect) ? [part] : [])),
    ),
  ]),
]

const pruned: JsonSchema = {
  type: 'array',
  description: 'Lists of resources and parts of resources.',
  items: { type: 'string', enum: prunable },
  examples: [['envVars', 'domains'], ['services']],
}

/** What the root may say, besides the lists. */
export const rootExtension: Readonly<Record<string, JsonSchema>> = {
  workspace: {
    type: 'string',
    minLength: 1,
    description: 'The name or id of the workspace that the file is for; nothing is sent to another one.',
    examples: ['acme', 'tea-d0123456789abcdefgh0'],
  },
  prune: {
    description: 'What is deleted where the file does not have it; without it, nothing is.',
    examples: [['envVars', 'domains'], { what: ['services'], scope: 'workspace' }],
    anyOf: [
      pruned,
      mapping(
        {
          what: pruned,
          scope: {
            type: 'string',
            enum: ['declared', 'workspace'],
            description: 'Where: in the projects and environments that the file declares, or everywhere.',
          },
        },
        ['what'],
      ),
    ],
  },
}

/** What `ignore` may name in a resource of this kind, and how addresses spell it. */
export const ignorable = ({ fields, aspects }: AnyKind): ReadonlyMap<string, string> =>
  new Map([
    ...Object.keys(fields).map((name) => [name, name] as const),
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
  const ignore = ignoresOf(resource).map((one) => ({ ...one, path: ignoredIn(kind, one.path) ?? one.path }))
  return {
    ...(typeof renamedFrom === 'string' && { renamedFrom }),
    ...(valueAt(resource, [extension, 'protected']) === true && { protected: true as const }),
    ...(ignore.length > 0 && { ignore }),
  }
}

/** What the root says under `x-render-sync`, once that is known to be right. */
export const rootExtensionOf = (root: Mapping): { workspace?: string; prune?: Prune } => {
  const workspace = valueAt(root, [extension, 'workspace'])
  const prune = pruneOf(valueAt(root, [extension, 'prune']))
  return { ...(typeof workspace === 'string' && { workspace }), ...(prune && { prune }) }
}

const pruneOf = (given: unknown): Prune | undefined => {
  if (Array.isArray(given)) return { what: [...new Set(given.map(String))], scope: 'declared' }
  if (!isMapping(given) || !Array.isArray(given.what)) return undefined
  return {
    what: [...new Set(given.what.map(String))],
    scope: given.scope === 'workspace' ? 'workspace' : 'declared',
  }
}
