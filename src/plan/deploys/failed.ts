/** Deploys that failed, and are made again. */
import { within } from '../../address.ts'
import { changedItems, type DeclaredChange } from '../../change.ts'
import { failedDeploy } from '../../rows/index.ts'

/**
 * What failed is a difference of its own, and is deployed again; where it failed twice, made of the same, only together with
 * something that is written, or when asked for. What is going to be suspended takes no deploy.
 */
export const withFailedDeploy = (change: DeclaredChange, redeploy: boolean): DeclaredChange => {
  if (change.action !== 'update' && change.action !== 'none') return change
  const { kind, live, address } = change
  const failed = kind.deploys && failedDeploy(kind.deploys, live.record, live.deploys ?? [])
  if (!failed || changedItems(change).some(({ aspect }) => kind.aspects[aspect]?.last)) return change
  if (change.action === 'none' && failed.repeated && !redeploy) return { ...change, failed }
  const reason = within(address, 'deploy', failed.id)
  return { ...change, action: 'update', deploys: [...change.deploys, reason], failed }
}
