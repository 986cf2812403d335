/** A plan as what a person sees. Text, JSON and Markdown are made over this, and ask the plan nothing. */
import {
  type Change,
  type Drift,
  deploysOf,
  destroysData,
  type FailedDeploy,
  failedOf,
  fingerprintOf,
  heldOf,
  type IgnoredChange,
  ignoredOf,
  isDeclared,
  isRefused,
  type MadeOf,
  madeOf,
  namesOf,
  type OwedDeploy,
  owedOf,
  type Plan,
  totals,
} from '../../src/index.ts'
import { addressText, harmless, heard } from '../words/index.ts'
import { type Documents, documentsOf } from './documents.ts'
import { destroysText, type Entry, entriesOf } from './entries.ts'

/** A resource, and what becomes of it. */
export interface ChangeView extends Pick<Change, 'action' | 'address' | 'needs'> {
  /** Its address for people. */
  readonly label: string
  /** The name of its kind, for programs. */
  readonly type: string
  /** `web service`. */
  readonly title: string
  readonly isProtected: boolean
  /** Whether something is lost that no file can bring back. */
  readonly destroysData: boolean
  readonly name: string
  readonly entries: readonly Entry[]
  readonly ignored: readonly IgnoredChange[]
  /** Why a deploy follows; of a group, why those of the services follow that are linked to it. */
  readonly deploys: readonly string[]
  /** Why it is deployed itself, told from inside it to people. */
  readonly reasons: readonly string[]
  /** Of what that deploy is made. */
  readonly madeOf: MadeOf | undefined
  /** Its newest deploy, where that failed. */
  readonly failed: FailedDeploy | undefined
  /** The deploy that it needs for what was written before. */
  readonly owed: OwedDeploy | undefined
  /** Whether that which failed is left as it is. */
  readonly isHeld: boolean
  /** It before and after, whole. */
  readonly documents: () => Documents
}

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

export interface PlanView extends Pick<Plan, Kept> {
  /** One digest of all that the plan rests on. */
  readonly fingerprint: string
  /** Whether warnings and notes are left out. */
  readonly quiet: boolean
  /** Whether what is declared is to be deleted. */
  readonly destroys: boolean
  readonly isRefused: boolean
  readonly totals: ReturnType<typeof totals>
  /** All that is declared, in the order of the file. */
  readonly changes: readonly ChangeView[]
  /** Those of them that do something: what destroys data first, then what else is deleted. */
  readonly acting: readonly ChangeView[]
  /** Those whose newest deploy failed and is left as it is. */
  readonly held: readonly ChangeView[]
  /** What differs, and is somebody else's as the file says. */
  readonly ignored: readonly IgnoredChange[]
}

/** The same beside the workspace, when nothing is going to happen. */
export interface DriftView extends Omit<Drift, 'changes'> {
  readonly quiet: boolean
  readonly drifted: readonly ChangeView[]
}

export interface Hearing {
  /** Whether warnings and notes are left out. */
  readonly quiet?: boolean
  /** Whether what is declared is to be deleted. */
  readonly destroys?: boolean
}

export const planView = (plan: Plan, { quiet = false, destroys = false }: Hearing = {}): PlanView => {
  // What a plan has besides is for who carries it out, and no data.
  const { rests: _rests, blocked: _blocked, asides: _asides, ...shown } = plan
  return {
    ...shown,
    fingerprint: fingerprintOf(plan),
    quiet,
    destroys,
    problems: heard(plan.problems, quiet),
    isRefused: isRefused(plan),
    totals: totals(plan),
    ...arranged(plan.changes.map(changeView)),
    ignored: plan.changes.flatMap(ignoredOf),
  }
}

/** All changes, and those that a reader looks for, what is dangerous first. */
export const arranged = (changes: readonly ChangeView[]) => ({
  changes,
  acting: changes
    .filter(({ action }) => action !== 'none')
    .toSorted((one, other) => dangerOf(one) - dangerOf(other)),
  held: changes.filter(({ isHeld }) => isHeld),
})

export const driftView = ({ changes, ...drift }: Drift, { quiet = false }: Hearing = {}): DriftView => ({
  ...drift,
  quiet,
  drifted: changes.map(changeView),
  problems: heard(drift.problems, quiet),
})

const dangerOf = ({ action, destroysData }: ChangeView): number => {
  if (destroysData) return 0
  return action === 'delete' || action === 'replace' ? 1 : 2
}

const changeView = (change: Change): ChangeView => ({
  action: change.action,
  address: change.address,
  label: addressText(change.address),
  needs: change.needs,
  type: change.kind.name,
  title: change.kind.title,
  isProtected: isDeclared(change) && change.desired.protected === true,
  destroysData: destroysData(change),
  name: namesOf(change).join('/'),
  entries: entriesOf(change),
  ignored: ignoredOf(change),
  deploys: deploysOf(change),
  reasons: reasonsOf(change),
  madeOf: madeOf(change),
  failed: failedOf(change),
  owed: owedOf(change),
  isHeld: heldOf(change) !== undefined,
  documents: () => documentsOf(change),
})

/** A group has reasons for the services that are linked to it; they name them themselves. */
const reasonsOf = (change: Change): readonly string[] =>
  change.kind.deploys
    ? deploysOf(change).map((reason) =>
        addressText(
          reason.startsWith(`${change.address}/`) ? reason.slice(change.address.length + 1) : reason,
        ),
      )
    : []

const whatDeploys = {
  build: 'builds and deploys',
  'last build': 'deploys the last build',
  image: 'deploys the image',
} as const satisfies Record<MadeOf, string>

/** Which deploy it is that follows. */
export const deployText = ({ madeOf }: Pick<ChangeView, 'madeOf'>): string => whatDeploys[madeOf ?? 'build']

/** `web service`, `database, protected`, `database, destroys data`. */
export const kindText = ({ action, title, isProtected, destroysData }: ChangeView): string =>
  [
    title,
    ...(isProtected ? ['protected'] : []),
    ...(destroysData && (action === 'delete' || action === 'replace') ? [destroysText] : []),
  ].join(', ')

/** `service/api image.url: set by the pipeline`. */
export const ignoredLine = ({ address, field, reason }: IgnoredChange): string =>
  harmless(
    `${addressText(address)} ${addressText(field)}${reason === undefined ? '' : `: ${reason.replaceAll('\n', ' ')}`}`,
  )
