/** The same beside the workspace, when nothing is going to happen. */
import type { Drift } from '../../../src/index.ts'
import { heard } from '../../words/index.ts'
import { type ChangeView, changeView } from './change.ts'
import type { Hearing } from './plan.ts'

export interface DriftView extends Omit<Drift, 'changes'> {
  readonly quiet: boolean
  readonly drifted: readonly ChangeView[]
}

export const driftView = ({ changes, ...drift }: Drift, { quiet = false }: Hearing = {}): DriftView => ({
  ...drift,
  quiet,
  drifted: changes.map(changeView),
  problems: heard(drift.problems, quiet),
})
