/** What a program that collects findings is told: problems, and all in which file and workspace differ. */
import { type Position, type Problem, type Severity, signs } from '../../../src/index.ts'
import { addressText, counted, inOneLine, listed } from '../../words/index.ts'
import {
  type ChangeView,
  changedText,
  type DriftedView,
  type DriftView,
  deployText,
  factsOf,
  failedWhat,
  headline,
  isMissing,
  kindText,
  neverMade,
  type PlanView,
} from '../view/index.ts'

export interface Finding {
  /** What kind of thing it is: the code of a problem, or what happens to a resource. */
  readonly rule: string
  readonly level: Severity
  readonly message: string
  readonly address?: string | undefined
  readonly at?: Position | undefined
  /** Whether somebody has to do something, so that a test of it fails. */
  readonly fails: boolean
}

/** Findings with what stands above them. */
export interface Findings {
  /** What was done: `plan`, `drift`, `validate`. */
  readonly of: string
  readonly headline: string
  readonly facts: readonly string[]
  readonly counts: Readonly<Record<string, number>>
  readonly digest?: string | undefined
  readonly commit?: string | undefined
  readonly list: readonly Finding[]
}

export const problemFindings = (of: string, problems: readonly Problem[]): Findings => {
  const list = problems.map(findingOf)
  return { of, headline: headOf(list), facts: [], counts: severitiesIn(problems), list }
}

const headOf = (list: readonly Finding[]): string =>
  list.length === 0 ? 'Valid' : counted(list.length, 'problem')

const severitiesIn = (problems: readonly Problem[]) => {
  const count = (wanted: Severity) => problems.filter(({ severity }) => severity === wanted).length
  return { error: count('error'), warning: count('warning'), note: count('note') }
}

const findingOf = ({ code, severity, message, todo, address, at }: Problem): Finding => ({
  rule: code,
  level: severity,
  message: todo === undefined ? message : `${message}. ${todo}`,
  address,
  at,
  fails: severity === 'error',
})

export const planFindings = (plan: PlanView): Findings => ({
  of: 'plan',
  headline: headline(plan),
  facts: factsOf(plan),
  counts: {
    ...plan.totals,
    failed_deploys: plan.held.length,
    unmanaged: plan.unmanaged.length,
    unobserved: plan.unobserved.length,
    ...severitiesIn(plan.problems),
  },
  digest: plan.digest,
  commit: plan.commit,
  list: [
    ...[...plan.acting, ...plan.held].map(changeFinding),
    ...unobservedFindings(plan),
    ...plan.problems.map(findingOf),
  ],
})

const changeFinding = (change: ChangeView): Finding => {
  const { action, address, at, destroysData, isHeld } = change
  const isDangerous = destroysData || action === 'delete' || action === 'replace'
  return {
    rule: isHeld ? 'failed-deploy' : action,
    level: isDangerous || isHeld ? 'warning' : 'note',
    message: changeText(change),
    address,
    at,
    fails: false,
  }
}

const mostNamed = 10

const changeText = (change: ChangeView): string => {
  const { action, entries, label, reasons, failed, owed } = change
  const names = entries.map((entry) => entry.label)
  return [
    `${signs[action].trim()} ${label} (${kindText(change)})`.trim(),
    ...(names.length > 0 ? [listed(names, mostNamed)] : []),
    ...(change.destroysData && action === 'update' ? ['destroys data'] : []),
    ...(reasons.length > 0 ? [`${deployText(change)} because of ${listed(reasons, mostNamed)}`] : []),
    ...(owed ? [neverMade(owed)] : []),
    ...(failed ? [failedWhat(failed)] : []),
  ].join('; ')
}

export const driftFindings = (drift: DriftView): Findings => ({
  of: 'drift',
  headline: driftHeadline(drift),
  facts: [],
  counts: {
    missing: drift.drifted.filter(isMissing).length,
    different: drift.drifted.filter((change) => !isMissing(change)).length,
    undeclared: drift.undeclared.length,
    accepted: drift.accepted.length,
    unmanaged: drift.unmanaged.length,
    unobserved: drift.unobserved.length,
    ...severitiesIn(drift.problems),
  },
  list: [
    ...drift.drifted.map(driftFinding),
    ...drift.undeclared.map(
      ({ address }): Finding => ({
        rule: 'unmanaged',
        level: 'warning',
        message: `${addressText(address)} is in no file`,
        address,
        fails: true,
      }),
    ),
    ...unobservedFindings(drift),
    ...drift.problems.map(findingOf),
  ],
})

const driftHeadline = ({ drifted, undeclared, declared }: DriftView): string =>
  drifted.length + undeclared.length === 0
    ? 'No drift'
    : `Drift: ${drifted.length} of ${counted(declared, 'resource')}, ${undeclared.length} in no file`

const driftFinding = (change: DriftedView): Finding => {
  const names = change.entries.map(({ label }) => label)
  const what = isMissing(change) ? 'is missing' : `differs: ${listed(names, mostNamed)}`
  return {
    rule: isMissing(change) ? 'missing' : 'different',
    level: 'warning',
    message: [`${change.label} (${change.title}) ${what}`, ...changedText(change)].join('; '),
    address: change.address,
    at: change.at,
    fails: true,
  }
}

const unobservedFindings = ({ unobserved }: Pick<PlanView, 'unobserved'>): readonly Finding[] =>
  unobserved.map(({ address, area }) => ({
    rule: 'not-observed',
    level: 'note',
    message: inOneLine(`${addressText(address)} was not observed: the key may not read ${area}`),
    address,
    fails: false,
  }))
