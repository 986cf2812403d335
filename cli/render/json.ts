/** A plan as one document. Names follow Terraform's, so that tools for its plans read it; schemas/plan.schema.json describes it. */
import type { Action, Amount, Unmanaged } from '../../src/index.ts'
import { formatVersion, problemDocument } from '../words/index.ts'
import type { ChangeView, DriftView, PlanView } from './view/index.ts'

/** Terraform's words for what happens to a resource. */
const actionWords: Readonly<Record<Action, readonly string[]>> = {
  create: ['create'],
  update: ['update'],
  replace: ['delete', 'create'],
  delete: ['delete'],
  none: ['no-op'],
}

export const planDocument = (plan: PlanView) => ({
  format_version: formatVersion,
  workspace: plan.workspace,
  applyable: !plan.isRefused && plan.sets.length > 0,
  refused: plan.isRefused,
  summary: plan.totals,
  resource_changes: plan.changes.map(changeDocument),
  sets: plan.sets,
  cycles: plan.cycles,
  unmanaged: plan.unmanaged.map(unmanagedDocument),
  unobserved: plan.unobserved,
  problems: plan.problems.map(problemDocument),
  requests: plan.requests,
  limits_seconds: Math.ceil(plan.seconds),
  eta_seconds: Math.ceil(plan.eta),
  cost: costDocument(plan.cost),
  ...(plan.digest !== undefined && { plan_digest: plan.digest }),
  live_fingerprint: plan.fingerprint,
})

const amountDocument = ({ month, unknown, atLeast }: Amount) => ({
  monthly: month,
  unknown,
  at_least: atLeast,
})

const costDocument = ({
  asOf,
  isStale,
  before,
  after,
  difference,
  resources,
  sources,
}: PlanView['cost']) => ({
  currency: 'USD',
  prices_as_of: asOf,
  ...(isStale && { prices_stale: true }),
  before: amountDocument(before),
  after: amountDocument(after),
  difference: amountDocument(difference),
  resources: resources.map(({ address, difference, ...sides }) => ({
    address,
    ...sides,
    difference: amountDocument(difference),
  })),
  sources: Object.fromEntries(
    Object.entries(sources).map(([key, { secondHand, ...source }]) => [
      key,
      { ...source, ...(secondHand && { second_hand: true }) },
    ]),
  ),
})

export const changeDocument = (change: ChangeView) => {
  const { before, after, beforeSensitive, afterSensitive, afterUnknown, patch } = change.documents()
  return {
    ...identityOf(change),
    change: {
      actions: actionWords[change.action],
      before,
      after,
      after_unknown: afterUnknown,
      before_sensitive: beforeSensitive,
      after_sensitive: afterSensitive,
      ...(change.action === 'update' && { patch }),
    },
    ...reasonOf(change),
    ...(change.origin && { origin: change.origin === 'change' ? 'this_change' : change.origin }),
    deploys_because: change.deploys,
    ...(change.madeOf && { deploys: change.madeOf.replace(' ', '_') }),
    ignored: change.ignored,
    ...(change.isProtected && { protected: true }),
    ...(change.destroysData && { destroys_data: true }),
    depends_on: change.needs,
  }
}

const reasonOf = (change: ChangeView) => ({
  ...(change.action === 'replace' && { action_reason: 'replace_because_cannot_update' }),
  ...(change.entries.length === 0 && deployReasonOf(change)),
  ...(change.failed && { failed_deploy: failedDocument(change) }),
  ...(change.owed && { owed_deploy: owedDocument(change) }),
})

const deployReasonOf = ({ failed, owed }: ChangeView) => {
  if (failed) return { action_reason: 'failed_deploy' }
  return owed && { action_reason: 'owed_deploy' }
}

const owedDocument = ({ owed }: ChangeView) =>
  owed && { since: new Date(owed.since).toISOString(), told_by: owed.toldBy }

const failedDocument = ({ failed, isHeld }: ChangeView) =>
  failed && {
    id: failed.id,
    status: failed.status,
    ...(failed.origin && { made_of: failed.origin.id }),
    ...(failed.link !== undefined && { link: failed.link }),
    repeated: failed.repeated,
    deployed_again: !isHeld,
  }

const unmanagedDocument = ({ address, id, prunedBy }: Unmanaged) => ({
  address,
  ...(id !== undefined && { id }),
  ...(prunedBy !== undefined && { pruned_by: prunedBy }),
})

const identityOf = ({ address, type, name }: ChangeView) => ({ address, type, name })

/**
 * What drift finds, as Terraform's `resource_drift`: before is the resource as the file wants it, after as the workspace has it. What
 * the file leaves out is the same in both.
 */
export const driftDocument = (drift: DriftView) => ({
  format_version: formatVersion,
  workspace: drift.workspace,
  drifted: drift.drifted.length + drift.undeclared.length > 0,
  resource_drift: drift.drifted.map((change) => {
    const { before, after, beforeSensitive, afterSensitive, patchBack } = change.documents()
    return {
      ...identityOf(change),
      change: {
        actions: before === null ? ['delete'] : ['update'],
        before: after,
        after: before,
        before_sensitive: afterSensitive,
        after_sensitive: beforeSensitive,
        ...(before !== null && { patch: patchBack }),
      },
      ...(change.failed && { failed_deploy: failedDocument(change) }),
      ...(change.owed && { owed_deploy: owedDocument(change) }),
      ...(change.changed && {
        last_change: { ...change.changed, at: new Date(change.changed.at).toISOString() },
      }),
    }
  }),
  undeclared: drift.undeclared,
  accepted: drift.accepted,
  ignored: drift.ignored,
  unmanaged: drift.unmanaged.map(unmanagedDocument),
  unobserved: drift.unobserved,
  problems: drift.problems.map(problemDocument),
  live_fingerprint: drift.fingerprint,
})
