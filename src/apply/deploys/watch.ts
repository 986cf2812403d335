/** Waiting for deploys, which the API only starts. */
import type { Client, SendOptions } from '../../http/index.ts'
import type { AnyDeploys, Deploy, LiveRecord } from '../../rows/index.ts'
import { poll, untilNext, type Watch, watchWaits } from './poll.ts'

/** Waits for a deploy to end, well or badly. One that still waits is overdue. */
export const watchDeploy = async (
  watch: Watch,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: string,
): Promise<Deploy> =>
  await poll(
    watch,
    () => watch.client.send<Deploy>(deploys.get(live, deploy), watchWaits(watch)),
    (answer) => answer.status,
    (answer) => deploys.state(answer.status) !== 'waiting',
  )

/** How often to look for a queued deploy after the one before it has ended. */
const patience = 10

/**
 * Finds the deploy that a trigger queued: its answer has no id (API facts §5). It is there as queued, or takes the
 * place of the newest one once that has ended; if nothing does, it had begun before the first look. Undefined: none is there, or not
 * before the time was up.
 */
export const queuedDeploy = async (
  watch: Watch,
  deploys: AnyDeploys,
  live: LiveRecord,
): Promise<string | undefined> => {
  let first: Deploy | undefined
  for (let left = patience; left > 0; ) {
    const newest = await newestDeploy(watch.client, deploys, live, watchWaits(watch))
    if (newest && (deploys.queued(newest.status) || (first && newest.id !== first.id))) return newest.id
    first ??= newest
    if (!newest || deploys.state(newest.status) !== 'waiting') left--
    watch.onStatus('queued')
    if (!(await untilNext(watch, patience - left))) return undefined
  }
  return first?.id
}

/** The newest deploy of a service: right after its creation, the one that this started. */
export const newestDeploy = async (
  client: Client,
  deploys: AnyDeploys,
  live: LiveRecord,
  options: SendOptions,
): Promise<Deploy | undefined> => {
  const list = await client.send<Record<string, Deploy>[]>(deploys.newest(live), options)
  return list[0]?.[deploys.wrapper]
}
