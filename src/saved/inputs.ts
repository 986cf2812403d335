/** What a plan is made from, as plain data. */
import { pruneScopes } from '../desired.ts'
import type { InputFile } from '../file/index.ts'
import type { JsonSchema } from '../rows/index.ts'
import type { PlanWishes, Wish } from '../session.ts'

export interface Inputs {
  /** As they were read; what stands in them is their owner's to keep. Files of secrets are none of these. */
  readonly files: readonly InputFile[]
  readonly wish: Wish
  readonly wishes: PlanWishes
}

const texts: JsonSchema = { type: 'array', items: { type: 'string' } }
const text: JsonSchema = { type: 'string' }
const flag: JsonSchema = { type: 'boolean' }
const limit: JsonSchema = { anyOf: [{ type: 'number' }, { type: 'string', pattern: '^\\d+%$' }] }

/** Prices of somebody's own: a plan that is refused for what it costs is refused again. */
const prices: JsonSchema = {
  type: 'object',
  properties: { asOf: text, sources: { type: 'object' }, rows: { type: 'array', items: { type: 'object' } } },
  additionalProperties: false,
  required: ['asOf', 'sources', 'rows'],
}

/** One row for each wish: the compiler asks for it. A saved plan with a wish that is not here is not applied. */
export const wishRows = {
  repo: text,
  writeSecrets: texts,
  allowMissing: texts,
  targets: texts,
  excludes: texts,
  environments: texts,
  destroys: flag,
} as const satisfies Record<keyof Wish, JsonSchema>

export const planWishRows = {
  redeployFailed: flag,
  deployLinked: flag,
  deployOnly: flag,
  redeploy: texts,
  skipDeploys: flag,
  secretsLater: flag,
  ignoreBlueprints: flag,
  prune: texts,
  strict: flag,
  pruneScope: { type: 'string', enum: pruneScopes },
  confirmDestructive: flag,
  maxDeletes: limit,
  allowReplace: texts,
  prices,
  maxCostIncrease: { type: 'number' },
} as const satisfies Record<keyof PlanWishes, JsonSchema>
