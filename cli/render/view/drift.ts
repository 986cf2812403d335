/** The same beside the workspace, when nothing is going to happen. */
import type { Drift, LastChange } from '../../../src/index.ts'
import { heard } from '../../words/index.ts'
import { type ChangeView, changeView } from './change.ts'
import type { Hearing } from './plan.ts'

export interface DriftView extends Omit<Drift, 'changes'> {
  readonly quiet: boolean
  readonly drifted: readonly DriftedView[]
}

/** A resource that is not as the file says. */
export interface DriftedView extends ChangeView {
  /** Who changed it last. Absent: the audit log was not to be read, or has nothing of it. */
  readonly changed: LastChange | undefined
}

interface BesideDrift extends Hearing {
  /** By address. */
  readonly changed?: ReadonlyMap<string, LastChange>
}

export const driftView = (
  { changes, ...drift }: Drift,
  { quiet = false, changed }: BesideDrift = {},
): DriftView => ({
  ...drift,
  quiet,
  drifted: changes.map((change) => ({ ...changeView(change), changed: changed?.get(change.address) })),
  problems: heard(drift.problems, quiet),
})
