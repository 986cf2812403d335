/** A plan as one document. Names follow Terraform's, so that tools for its plans read it; schemas/plan.schema.json describes it. */
import jsonPatch from 'fast-json-patch'
import {
  type Action,
  type Change,
  deploysOf,
  ignoredOf,
  isDeclared,
  isRefused,
  namesOf,
  type Plan,
  type Problem,
  totals,
} from '../../src/index.ts'
import { documentsOf } from './document.ts'

const formatVersion = '1.0'

/** Terraform's words for what happens to a resource. */
export const actionWords: Readonly<Record<Action, readonly string[]>> = {
  create: ['create'],
  update: ['update'],
  replace: ['delete', 'create'],
  delete: ['delete'],
  none: ['no-op'],
}

export const planDocument = (plan: Plan) => ({
  format_version: formatVersion,
  workspace: plan.workspace,
  applyable: !isRefused(plan) && plan.sets.length > 0,
  refused: isRefused(plan),
  summary: totals(plan),
  resource_changes: plan.changes.map(changeDocument),
  sets: plan.sets,
  cycles: plan.cycles,
  unmanaged: plan.unmanaged,
  problems: plan.problems.map(problemDocument),
  requests: plan.requests,
  eta_seconds: Math.ceil(plan.seconds),
  live_fingerprint: plan.fingerprint,
})

export const changeDocument = (change: Change) => {
  const { before, after, beforeSensitive, afterSensitive, afterUnknown } = documentsOf(change)
  const patch = change.action === 'update' ? { patch: jsonPatch.compare(before ?? {}, after ?? {}) } : {}
  return {
    address: change.address,
    type: change.kind.name,
    name: namesOf(change).join('/'),
    change: {
      actions: actionWords[change.action],
      before,
      after,
      after_unknown: afterUnknown,
      before_sensitive: beforeSensitive,
      after_sensitive: afterSensitive,
      ...patch,
    },
    ...(change.action === 'replace' && { action_reason: 'replace_because_cannot_update' }),
    deploys_because: deploysOf(change),
    ignored: ignoredOf(change),
    ...(isDeclared(change) && change.desired.protected && { protected: true }),
    depends_on: change.needs,
  }
}

export const problemDocument = ({ code, severity, message, todo, at, address }: Problem) => ({
  code,
  severity,
  message,
  ...(todo !== undefined && { todo }),
  ...(at !== undefined && { at }),
  ...(address !== undefined && { address }),
})

/**
 * What drift finds, as Terraform's `resource_drift`: before is what the file declares, after is what the workspace has.
 */
export const driftDocument = (plan: Plan, drifted: readonly Change[], problems: readonly Problem[]) => ({
  format_version: formatVersion,
  workspace: plan.workspace,
  drifted: drifted.length > 0,
  resource_drift: drifted.map((change) => {
    const { before, after, beforeSensitive, afterSensitive } = documentsOf(change)
    return {
      address: change.address,
      type: change.kind.name,
      name: namesOf(change).join('/'),
      change: {
        actions: before === null ? ['delete'] : ['update'],
        before: after,
        after: before,
        before_sensitive: afterSensitive,
        after_sensitive: beforeSensitive,
      },
    }
  }),
  ignored: plan.changes.flatMap(ignoredOf),
  unmanaged: plan.unmanaged,
  problems: problems.map(problemDocument),
  live_fingerprint: plan.fingerprint,
})
