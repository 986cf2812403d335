/** A plan as what a person sees. */
import {
  fingerprintOf,
  type IgnoredChange,
  ignoredOf,
  isRefused,
  type Origins,
  type Plan,
  totals,
} from '../../../src/index.ts'
import { heard } from '../../words/index.ts'
import { type ChangeView, changeView } from './change.ts'
import { type Span, timelineOf } from './timeline.ts'

type Kept =
  | 'workspace'
  | 'sets'
  | 'cycles'
  | 'unmanaged'
  | 'unobserved'
  | 'problems'
  | 'requests'
  | 'seconds'
  | 'eta'
  | 'steps'
  | 'cost'

export interface PlanView extends Pick<Plan, Kept> {
  /** One digest of all that the plan rests on. */
  readonly fingerprint: string
  /** What the plan goes by where it is kept and approved. Absent: nobody asked. */
  readonly digest: string | undefined
  /** The commit of its files. */
  readonly commit: string | undefined
  /** Whether warnings and notes are left out. */
  readonly quiet: boolean
  /** Whether what is declared is to be deleted. */
  readonly destroys: boolean
  readonly isRefused: boolean
  readonly totals: ReturnType<typeof totals>
  /** All that is declared or deleted: what destroys data first, then what else is deleted; else in the order of the file. */
  readonly changes: readonly ChangeView[]
  /** Those of them that do something. */
  readonly acting: readonly ChangeView[]
  /** Those whose newest deploy failed and is left as it is. */
  readonly held: readonly ChangeView[]
  /** When each of them is at work. */
  readonly timeline: readonly Span[]
  /** What differs, and is somebody else's as the file says. */
  readonly ignored: readonly IgnoredChange[]
}

export interface Hearing {
  /** Whether warnings and notes are left out. */
  readonly quiet?: boolean
}

/** What is known besides of a plan. */
export interface Beside extends Hearing {
  /** Whether what is declared is to be deleted. */
  readonly destroys?: boolean
  readonly digest?: string
  readonly commit?: string | undefined
  /** Where differences come from, as the file before it was changed tells. */
  readonly origins?: Origins | undefined
}

export const planView = (plan: Plan, beside: Beside = {}): PlanView => {
  const { quiet = false, destroys = false, digest, commit, origins } = beside
  // What a plan has besides is for who carries it out, and no data.
  const { rests: _rests, blocked: _blocked, asides: _asides, ...shown } = plan
  return {
    ...shown,
    fingerprint: fingerprintOf(plan),
    digest,
    commit,
    quiet,
    destroys,
    problems: heard(plan.problems, quiet),
    isRefused: isRefused(plan),
    totals: totals(plan),
    ...arranged(plan.changes.map((change) => changeView(change, origins))),
    timeline: timelineOf(plan.steps),
    ignored: plan.changes.flatMap(ignoredOf),
  }
}

/** All changes in the order in which every format tells them, and those that a reader looks for. */
export const arranged = (changes: readonly ChangeView[]) => {
  const ordered = changes.toSorted((one, other) => dangerOf(one) - dangerOf(other))
  return {
    changes: ordered,
    acting: ordered.filter(({ action }) => action !== 'none'),
    held: ordered.filter(({ isHeld }) => isHeld),
  }
}

const dangerOf = ({ action, destroysData }: ChangeView): number => {
  if (destroysData) return 0
  return action === 'delete' || action === 'replace' ? 1 : 2
}
