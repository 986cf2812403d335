/** What the checks of a plan look at, and what they find. */
import type { Address } from '../../address.ts'
import type { DeclaredChange } from '../../change.ts'
import type { Desired } from '../../desired.ts'
import type { Live } from '../../live.ts'
import { type Position, type Problem, problem } from '../../problem.ts'
import type { Resolve } from '../../references/index.ts'

export interface Subject {
  readonly desired: Desired
  readonly changes: ReadonlyMap<Address, DeclaredChange>
  readonly known: Live
  readonly resolve: Resolve
}

/** Why a plan cannot be applied. */
export const refusal = (
  code: Problem['code'],
  at: Position,
  address: Address,
  message: string,
  todo: string,
): Problem => problem(code, message, todo, { at, address })
