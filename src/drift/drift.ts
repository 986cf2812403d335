/** What of a plan is drift: the workspace is not as the file says, and nobody has accepted that. Pure. */
import { type DeclaredChange, type IgnoredChange, ignoredOf, isDeclared } from '../change.ts'
import type { Desired } from '../desired.ts'
import type { Live, Unobserved, Workspace } from '../live.ts'
import { fingerprintOf, type Plan, type Unmanaged, unmanaged } from '../plan/index.ts'
import { isAboutWriting, type Problem } from '../problem.ts'
import { type Accepted, judge } from './accepted.ts'
import type { Baseline } from './baseline.ts'
import { type Difference, differencesIn, without } from './differences.ts'
import { undeclaredIn } from './strict.ts'

export interface Drift {
  readonly workspace: Workspace
  /** How many resources there should be. */
  readonly declared: number
  /** What differs, or is missing, without what is accepted. */
  readonly changes: readonly DeclaredChange[]
  /** What is live, in no file, and drift, since the file or the run is strict about it. */
  readonly undeclared: readonly Unmanaged[]
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

/** A plan with what it was made from. */
export interface Compared {
  readonly plan: Plan
  readonly desired: Desired
  readonly known: Live
}

export interface DriftOptions {
  /** Differences that are known. */
  readonly baseline?: Baseline
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Throws nothing: what is wrong stands in the drift. */
export const driftOf = (compared: Compared, { baseline = [], now }: DriftOptions): Drift => {
  const { plan, desired, known } = compared
  const declared = plan.changes.filter(isDeclared)
  const strict = undeclaredIn(desired, known)
  const differing = [
    ...declared.flatMap(differencesIn),
    ...strict.undeclared.map(({ address }) => ({ address })),
  ]
  const today = new Date(now).toISOString().slice(0, 10)
  const { accepted, problems } = judge(differing, baseline, today, plan.unobserved)
  const names = new Set(accepted.map(nameOf))
  const isAccepted = (one: Difference) => names.has(nameOf(one))
  const extra = new Set(strict.undeclared.map(({ address }) => address))
  // Of what a run is not about, nothing is known.
  const isNarrowed = desired.selects !== undefined
  return {
    workspace: plan.workspace,
    declared: declared.length,
    changes: declared.flatMap((change) => without(change, isAccepted) ?? []),
    undeclared: strict.undeclared.filter(({ address }) => !isAccepted({ address })),
    accepted,
    ignored: plan.changes.flatMap(ignoredOf),
    unmanaged: unmanaged(desired, known).filter(({ address }) => !extra.has(address)),
    unobserved: plan.unobserved,
    problems: [
      // What only stands in the way of writing is no obstacle to comparing.
      ...plan.problems.filter((one) => !isAboutWriting(one)),
      ...strict.problems,
      ...problems.filter(({ code }) => !isNarrowed || code !== 'unused-acceptance'),
    ],
    fingerprint: fingerprintOf(plan),
  }
}

const nameOf = ({ address, field }: Difference): string => JSON.stringify([address, field])
