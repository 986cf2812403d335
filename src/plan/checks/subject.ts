/** What the checks of a plan look at, and what they find. */
import type { Address } from '../../address.ts'
import type { DeclaredChange } from '../../change.ts'
import type { Desired, Place } from '../../desired.ts'
import type { World } from '../../live.ts'
import type { Problem } from '../../problem.ts'
import type { Resolve } from '../../references/index.ts'

export interface Subject {
  readonly desired: Desired
  readonly changes: ReadonlyMap<Address, DeclaredChange>
  readonly world: World
  readonly resolve: Resolve
}

/** The rules of the file that a plan is needed to find a breach of. */
const rules: Partial<Record<Problem['code'], string>> = {
  'unknown-reference': 'unknown-reference',
  'no-such-property': 'reference-property',
}

/** Why a plan cannot be applied. */
export const refusal = (
  code: Problem['code'],
  at: Place,
  address: Address,
  message: string,
  todo: string,
): Problem => ({
  ...(rules[code] !== undefined && { rule: rules[code] }),
  code,
  severity: 'error',
  message,
  todo,
  at,
  address,
})
