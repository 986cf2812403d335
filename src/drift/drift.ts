/** What of a plan is drift: the workspace is not as the file says, and nobody has accepted that. Pure. */
import { type DeclaredChange, type IgnoredChange, ignoredOf, isDeclared } from '../change.ts'
import type { Unobserved, Workspace } from '../live.ts'
import { fingerprintOf, type Plan, type Unmanaged } from '../plan/index.ts'
import { isAboutWriting, type Problem } from '../problem.ts'
import { type Accepted, judge } from './accepted.ts'
import type { Baseline } from './baseline.ts'
import { type Difference, differencesIn, without } from './differences.ts'

export interface Drift {
  readonly workspace: Workspace
  /** How many resources there should be. */
  readonly declared: number
  /** What differs, or is missing, without what is accepted. */
  readonly changes: readonly DeclaredChange[]
  readonly accepted: readonly Accepted[]
  /** What differs, and is somebody else's as the file says. */
  readonly ignored: readonly IgnoredChange[]
  /** What is live, in no file, and no drift. */
  readonly unmanaged: readonly Unmanaged[]
  readonly unobserved: readonly Unobserved[]
  /** An error: not everything could be compared. */
  readonly problems: readonly Problem[]
  readonly fingerprint: string
}

export interface DriftOptions {
  /** Differences that are known. */
  readonly baseline?: Baseline
  /** Whether the run is about a part of the file: what of the baseline is about the rest is not told. */
  readonly isNarrowed?: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Throws nothing: what is wrong stands in the drift. */
export const driftOf = (plan: Plan, { baseline = [], isNarrowed = false, now }: DriftOptions): Drift => {
  const declared = plan.changes.filter(isDeclared)
  const differing = declared.flatMap(differencesIn)
  const today = new Date(now).toISOString().slice(0, 10)
  const { accepted, problems } = judge(differing, baseline, today, plan.unobserved)
  const names = new Set(accepted.map(nameOf))
  const said = isNarrowed ? problems.filter(({ code }) => code !== 'unused-acceptance') : problems
  return {
    workspace: plan.workspace,
    declared: declared.length,
    changes: declared.flatMap((change) => without(change, (one) => names.has(nameOf(one))) ?? []),
    accepted,
    ignored: plan.changes.flatMap(ignoredOf),
    unmanaged: plan.unmanaged,
    unobserved: plan.unobserved,
    // What only stands in the way of writing is no obstacle to comparing.
    problems: [...plan.problems.filter((one) => !isAboutWriting(one)), ...said],
    fingerprint: fingerprintOf(plan),
  }
}

const nameOf = ({ address, field }: Difference): string => JSON.stringify([address, field])
