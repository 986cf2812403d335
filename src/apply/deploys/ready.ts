/** Waiting for databases that become available. */
import type { AnyKind, LiveRecord } from '../../rows/index.ts'
import { poll, type Watch, watchWaits } from './poll.ts'

/** Waits until a database can be used, or will not be. Returns its record; one that still waits is overdue. */
export const watchReady = async (
  watch: Watch,
  { get, ready }: Pick<AnyKind, 'get' | 'ready'>,
  live: LiveRecord,
): Promise<LiveRecord & { readonly status?: string }> =>
  await poll(
    watch,
    () => watch.client.send<LiveRecord & { status?: string }>(get(live), watchWaits(watch)),
    ({ status = '' }) => status,
    (record) => ready?.(record) !== 'waiting',
  )
