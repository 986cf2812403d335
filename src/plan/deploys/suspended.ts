/** Services that are suspended, and take no deploy. */
import { changedItems, type DeclaredChange, fieldsOf } from '../../change.ts'

/** What stays suspended is not deployed: resuming it deploys, with all that is written until then. */
export const withPostponedDeploys = (change: DeclaredChange): DeclaredChange => {
  if (change.action !== 'update' || change.deploys.length === 0) return change
  const { kind, live, deploys } = change
  if (!kind.deploys || kind.deploys.possible(live.record)) return change
  const items = changedItems(change)
  // Its last item resumes it.
  if (items.some(({ aspect }) => kind.aspects[aspect]?.last)) return change
  const isWritten = items.length > 0 || fieldsOf(change).length > 0
  return { ...change, action: isWritten ? 'update' : 'none', deploys: [], postponed: deploys }
}
