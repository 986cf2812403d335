/** Read replicas as the file and the API list them. */
import { isDeepStrictEqual } from 'node:util'
import { type Codec, setOf } from '../../rows/index.ts'
import { type FileOverrides, type Overrides, overrides } from './parameters.ts'

export interface Replica {
  readonly name: string
  readonly parameterOverrides?: Overrides
}

export interface FileReplica {
  readonly name: string
  readonly 'x-render-sync'?: { readonly parameterOverrides?: FileOverrides }
}

const asListed: Codec<FileReplica[], Replica[]> = setOf(
  {
    schema: {
      type: 'object',
      properties: {
        name: {
          type: 'string',
          minLength: 1,
          description: 'The name of the replica.',
          examples: ['main-replica', 'main-reports'],
        },
        'x-render-sync': {
          type: 'object',
          properties: { parameterOverrides: overrides.schema },
          additionalProperties: false,
          description: 'What render-sync adds to the language.',
        },
      },
      required: ['name'],
      additionalProperties: false,
    },
    toApi: ({ name, 'x-render-sync': { parameterOverrides } = {} }) => ({
      name,
      ...(parameterOverrides && { parameterOverrides: overrides.toApi(parameterOverrides) }),
    }),
    toFile: ({ name, parameterOverrides = {} }) => ({
      name,
      ...(Object.keys(parameterOverrides).length > 0 && { 'x-render-sync': { parameterOverrides } }),
    }),
  },
  ({ name }) => name,
)

/** The API takes the whole list: what the file does not say of a replica is given back to it. */
export const replicas: Codec<FileReplica[], Replica[]> = {
  ...asListed,
  over: (desired, live) =>
    desired.map((replica) => {
      const now = live.find(({ name }) => name === replica.name)
      const { parameterOverrides } = replica
      const isSaid =
        parameterOverrides && !isDeepStrictEqual(parameterOverrides, now?.parameterOverrides ?? {})
      return isSaid ? replica : (now ?? replica)
    }),
}
