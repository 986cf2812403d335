/** What is live and in no file, where a file or a run says that this is drift. Pure. */
import type { Desired } from '../desired.ts'
import type { Live } from '../live.ts'
import { type Unmanaged, undeclaredWithin, withoutScope } from '../plan/index.ts'
import type { Problem } from '../problem.ts'

export interface Undeclared {
  readonly undeclared: readonly Unmanaged[]
  /** Why nothing can be said of whole resources: nobody has said where. */
  readonly problems: readonly Problem[]
}

export const undeclaredIn = (desired: Desired, known: Live): Undeclared => {
  const { strict } = desired
  if (!strict) return { undeclared: [], problems: [] }
  return {
    undeclared: undeclaredWithin(desired, known, strict),
    problems: withoutScope(desired, strict, 'what is live and in no file to be drift:'),
  }
}
