/** The form of a saved plan. */
import type { JsonSchema } from '../rows/index.ts'
import { format } from './format.ts'
import { planWishRows, wishRows } from './inputs.ts'

const mapping = (
  properties: Readonly<Record<string, JsonSchema>>,
  description?: string,
  required: readonly string[] = Object.keys(properties),
): JsonSchema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties,
  additionalProperties: false,
  ...(required.length > 0 && { required }),
})

const text: JsonSchema = { type: 'string' }
const digest: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const digests = (description: string): JsonSchema => ({
  type: 'object',
  description,
  additionalProperties: digest,
})

const inputs = mapping(
  {
    files: {
      type: 'array',
      items: mapping({ name: text, text }),
      description: 'The files, as they were read.',
    },
    wish: mapping(
      wishRows,
      'Which part of the files the plan is about, and what is done with its secrets.',
      [],
    ),
    wishes: mapping(planWishRows, 'What else changes what is planned, or refused.', []),
  },
  'All that the plan was made from, but for the values of secrets and what is live.',
)

const rests = mapping(
  {
    live: digests('By resource, item or row of one (service/api#plan): what was there, of what may be seen.'),
    hidden: digests('The same of hidden values, as HMAC under RENDER_SYNC_PLAN_KEY. Absent: there was none.'),
    key: { ...digest, description: 'Tells one RENDER_SYNC_PLAN_KEY from another.' },
    unobserved: {
      type: 'array',
      description: 'What the key could not see. An apply leaves it alone.',
      items: mapping({ address: text, where: text, area: text, unseenBy: { const: 'plan' } }, undefined, [
        'address',
        'where',
        'area',
      ]),
    },
  },
  'What the plan found.',
  ['live', 'unobserved'],
)

/** The schema of saved plans of this version: `schemas/saved-plan.schema.json`. */
export const savedPlanSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What render-sync plan --out writes',
  description:
    'A plan that can be applied later, by somebody else, with another key. It holds no secret value.',
  ...mapping({
    format: { const: format },
    workspace: mapping({ id: text, name: text }),
    inputs,
    rests,
    says: digests(
      'By resource, item or row of one: what the plan does. Hidden values are different or unset.',
    ),
    document: {
      type: 'object',
      description:
        'The plan as render-sync plan --json prints it (plan.schema.json), and what render-sync show needs besides.',
      required: ['digests', 'refused'],
      properties: {
        digests: mapping(
          { plan: digest, document: digest },
          'SHA-256 over the canonical JSON (RFC 8785): of the saved plan without the document, and of the document without these.',
        ),
        refused: { type: 'boolean' },
      },
    },
  }),
}
