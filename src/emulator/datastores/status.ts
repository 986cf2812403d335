import type { Datastore } from '../records/index.ts'
import type { World } from '../state/index.ts'

/** What databases and key values have in common: a status that time changes (API facts §5), and names in the open. */

export const statusOf = (world: World, { suspended, busy }: Datastore): string => {
  if (suspended) return 'suspended'
  return world.moments.ms() < busy.until ? busy.status : 'available'
}

/** The end of all names in the open, which stands for render.com and by RFC 2606 leads no client anywhere. */
export const nowhere = 'render.invalid'

/** From now on, and for `ms` milliseconds, the status is `status`. */
export const busyFor = (world: World, status: string, ms: number): Datastore['busy'] => ({
  status,
  until: world.moments.ms() + ms,
})

/** How a database of that name begins: `creating` for `ms` milliseconds, or for as long as a fault says. */
export const starting = (world: World, name: string, ms: number): Datastore['busy'] => {
  const fault = world.mishaps.database(name)
  if (fault?.does === 'hang') return { status: 'creating', until: Number.MAX_SAFE_INTEGER }
  const takes = fault ? world.lasts(fault.seconds) : ms
  return { status: 'creating', until: world.moments.ms() + takes }
}

/** An empty list is null on the way out (API facts §0). */
export const allowListView = ({ ipAllowList }: Datastore) => (ipAllowList.length > 0 ? ipAllowList : null)

/** What changes of one that is not suspended already. */
export const suspended = (world: World, store: Datastore): Partial<Datastore> =>
  store.suspended ? {} : { suspended: true, updatedAt: world.moments.now() }

/** What changes of one that is suspended, and starts again. */
export const resumed = (world: World, store: Datastore, startingMs: number): Partial<Datastore> => {
  if (!store.suspended) return {}
  const updatedAt = world.moments.now()
  return { suspended: false, updatedAt, busy: starting(world, store.name, startingMs) }
}
