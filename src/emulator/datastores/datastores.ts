import type { Datastore } from '../state/store.ts'
import type { World } from '../state/world.ts'

/** What databases and key values have in common: a status that time changes (API facts §5). */

export const statusOf = (world: World, { suspended, busy }: Datastore): string => {
  if (suspended) return 'suspended'
  return world.moments.ms() < busy.until ? busy.status : 'available'
}

/** From now on, and for `ms` milliseconds, the status is `status`. */
export const makeBusy = (world: World, store: Datastore, status: string, ms: number): void => {
  store.busy = { status, until: world.moments.ms() + ms }
}

/** How a database of that name begins: `creating` for `ms` milliseconds, or for as long as a fault says. */
export const starting = (world: World, name: string, ms: number): Datastore['busy'] => {
  const fault = world.faults.database(name)
  if (fault?.does === 'hang') return { status: 'creating', until: Number.MAX_SAFE_INTEGER }
  const takes = fault ? world.lasts(fault.seconds) : ms
  return { status: 'creating', until: world.moments.ms() + takes }
}

/** An empty list is null on the way out (API facts §0). */
export const allowListView = ({ ipAllowList }: Datastore) => (ipAllowList.length > 0 ? ipAllowList : null)

export const setSuspended = (
  world: World,
  store: Datastore,
  suspended: boolean,
  startingMs: number,
): void => {
  if (store.suspended === suspended) return
  store.suspended = suspended
  store.updatedAt = world.moments.now()
  if (!suspended) store.busy = starting(world, store.name, startingMs)
}
