/** Waiting for databases that become available. */
import type { Change } from '../../change.ts'
import type { LiveRecord } from '../../rows/index.ts'
import { looks, type Run } from '../run.ts'
import type { Patience } from './patience.ts'

type Database = LiveRecord & { readonly status?: string }

/** Waits until a database can be used, or will not be. Returns its record; one that still waits is overdue. */
export const watchReady = (
  { address, kind }: Change,
  live: LiveRecord,
  patience: Patience,
  { client, watcher, watchlists, expected, ...run }: Run,
): Promise<Database> => {
  const list = watchlists(kind)
  return watcher.until<Database>({
    ...patience,
    ...(list && { list }),
    id: live.id,
    takes: expected(address),
    look: () => client.send<Database>(kind.get(live), looks(run)),
    statusOf: ({ status = '' }) => status,
    stateOf: (record) => kind.ready?.(record) ?? 'ready',
  })
}
