/** What the file may say about variables and secret files. */
import { asOf, type JsonSchema } from '../../rows/index.ts'
import { tableDay } from '../shared/table-day.ts'

const oneValue: JsonSchema = {
  anyOf: [{ type: 'string' }, { type: 'number' }],
  description: 'The value itself.',
  examples: ['info', 8080],
}

const optional: JsonSchema = {
  type: 'boolean',
  description: 'Whether the secret may stay unset: a plan without a value for it is no error.',
  examples: [true],
}

const ownValue = {
  key: {
    type: 'string',
    minLength: 1,
    description: 'The name of the variable.',
    examples: ['DATABASE_URL', 'LOG_LEVEL'],
  },
  value: oneValue,
  generateValue: { type: 'boolean', description: 'Render makes up 32 random bytes, once.' },
  sync: { type: 'boolean', description: '`false`: a secret that is given elsewhere.' },
  'x-render-sync': {
    type: 'object',
    properties: { optional },
    additionalProperties: false,
    description: 'What render-sync adds.',
  },
  previewValue: {
    ...oneValue,
    description: "The value in preview environments; set by Render's Blueprint sync only.",
  },
} as const

const reference = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({
  type: 'object',
  description: 'A property of another resource.',
  properties: {
    name: { type: 'string', description: 'The name of the resource.', examples: ['shop'] },
    ...properties,
  },
  required: ['name', ...required],
})

const databaseProperties = [
  'connectionString',
  'connectionPoolString',
  'host',
  'port',
  'user',
  'password',
  'database',
]

// Render ignores secrets among the variables of a group, so none of them is optional.
const { 'x-render-sync': _optional, ...groupValue } = ownValue

export const groupVariable: JsonSchema = {
  type: 'object',
  properties: groupValue,
  required: ['key'],
  additionalProperties: false,
}

export const serviceVariable: JsonSchema = {
  ...groupVariable,
  properties: {
    ...ownValue,
    fromGroup: {
      type: 'string',
      description: 'Link an environment group; stands alone.',
      examples: ['shared'],
    },
    fromDatabase: reference(
      { property: { type: 'string', enum: databaseProperties, description: 'Which property.' } },
      ['property'],
    ),
    fromService: reference(
      {
        type: {
          type: 'string',
          enum: ['web', 'pserv', 'worker', 'cron', 'static', 'keyvalue', 'redis', 'workflow', 'dpg', 'job'],
          ...asOf(tableDay),
          description: 'The type of the service.',
        },
        property: {
          type: 'string',
          enum: ['host', 'port', 'hostport', 'connectionString'],
          description: 'Which property.',
        },
        envVarKey: {
          type: 'string',
          description: "The name of one of that service's variables.",
          examples: ['API_URL', 'RENDER_EXTERNAL_URL'],
        },
      },
      ['type'],
    ),
  },
  required: [],
}

export const secretsSchema: JsonSchema = {
  type: 'array',
  items: {
    anyOf: [
      { type: 'string', minLength: 1, examples: ['API_TOKEN'] },
      {
        type: 'object',
        properties: {
          key: {
            type: 'string',
            minLength: 1,
            description: 'The name of the variable.',
            examples: ['API_TOKEN'],
          },
          optional,
        },
        required: ['key'],
        additionalProperties: false,
      },
    ],
  },
  description: 'Keys of variables whose values are given elsewhere.',
  examples: [['API_TOKEN', { key: 'SENTRY_DSN', optional: true }]],
}

export const fileSchema: JsonSchema = {
  type: 'array',
  description: 'Secret files.',
  items: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
        minLength: 1,
        description: 'The name of the file.',
        examples: ['.env', 'service-account.json'],
      },
      content: { type: 'string', description: 'What stands in it.', examples: ['LOG_LEVEL=info'] },
      sync: { type: 'boolean', const: false, description: '`false`: the content is given elsewhere.' },
      optional,
    },
    required: ['name'],
    additionalProperties: false,
  },
}
