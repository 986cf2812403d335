/** What may stand under `x-render-sync`, as a schema, besides what aspects read there. */
import { pruneScopes } from '../../desired.ts'
import { prunable } from '../../kinds/index.ts'
import type { AnyKind, JsonSchema } from '../../rows/index.ts'
import { ignorable } from './extensions.ts'

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

const ignored: JsonSchema = {
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
}

/** Only what has a name can lose it, or be one of several that go. */
const ofNamed: Readonly<Record<string, JsonSchema>> = {
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
}

const ofBuilt: Readonly<Record<string, JsonSchema>> = {
  buildVariables: {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    description:
      'The keys of all environment variables that its build reads: where another one changes, the last build is deployed again.',
    examples: [['NODE_ENV', 'VITE_API_URL'], []],
  },
}

/** What every resource of a kind may say; one that has nothing but a name has nothing to ignore. */
export const resourceExtension = (kind: AnyKind): JsonSchema =>
  mapping({
    ...(!kind.file.single && ofNamed),
    ...(kind.deploys?.unread && ofBuilt),
    ...(ignorable(kind).size > 0 && { ignore: ignored }),
  })

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
  strict: {
    ...pruned,
    description:
      'What is drift where the file does not have it, within the scope of "prune"; without it, nothing is.',
  },
  prune: {
    description: 'What is deleted where the file does not have it; without it, nothing is.',
    examples: [['envVars', 'domains'], { kinds: ['services'], scope: 'workspace' }],
    anyOf: [
      pruned,
      mapping(
        {
          kinds: pruned,
          scope: {
            type: 'string',
            enum: pruneScopes,
            description:
              'Where resources are deleted: in the projects and environments that the file declares, also what is in no environment, or everywhere.',
          },
        },
        ['kinds'],
      ),
    ],
  },
}
