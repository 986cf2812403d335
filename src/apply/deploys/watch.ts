/** Waiting for deploys, which the API only starts. */
import type { Change } from '../../change.ts'
import type { Client, SendOptions } from '../../http/index.ts'
import type { AnyDeploys, Deploy, LiveRecord } from '../../rows/index.ts'
import { looks, type Run } from '../run.ts'
import type { Patience } from './patience.ts'

/** Waits for a deploy to end, well or badly. One that still waits is overdue. `deploy`: it, or its id where no more is known. */
export const watchDeploy = (
  { address, kind }: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: Deploy | string,
  patience: Patience,
  { client, watcher, watchlists, expected, ...run }: Run,
): Promise<Deploy> => {
  const list = watchlists(kind)
  const id = typeof deploy === 'string' ? deploy : deploy.id
  return watcher.until<Deploy>({
    ...patience,
    ...(list && { list }),
    id: live.id,
    takes: expected(address),
    ...(typeof deploy !== 'string' && { known: deploy }),
    look: () => client.send<Deploy>(deploys.get(live, id), looks(run)),
    statusOf: ({ status }) => status,
    stateOf: ({ status }) => deploys.state(status),
  })
}

/** How long to look for a queued deploy after the one before it has ended, in milliseconds. */
const patienceOfQueue = 30_000

/** The newest deploy of a service, seen again and again. */
interface Queue {
  readonly newest: Deploy | undefined
  /** The one that was triggered, as far as is known. */
  readonly found: Deploy | undefined
  readonly isOver: boolean
}

/**
 * Finds the deploy that a trigger queued: its answer has no id (API facts §5). It is there as queued, or takes the
 * place of the newest one once that has ended; if nothing does, it had begun before the first look. Undefined: none is there, or not
 * before the time was up.
 */
export const queuedDeploy = async (
  deploys: AnyDeploys,
  live: LiveRecord,
  patience: Patience,
  { client, clock, watcher, ...run }: Pick<Run, 'client' | 'clock' | 'watcher' | 'signal'>,
): Promise<Deploy | undefined> => {
  let first: Deploy | undefined
  let idleSince: number | undefined
  const look = async (): Promise<Queue> => {
    const newest = await newestDeploy(client, deploys, live, looks(run))
    if (newest && (deploys.queued(newest.status) || (first && newest.id !== first.id)))
      return { newest, found: newest, isOver: true }
    first ??= newest
    if (!newest || deploys.state(newest.status) !== 'waiting') idleSince ??= clock.now()
    const isOver = idleSince !== undefined && clock.now() - idleSince >= patienceOfQueue
    return { newest, found: isOver ? newest : undefined, isOver }
  }
  const { found } = await watcher.until<Queue>({
    ...patience,
    id: live.id,
    takes: 0,
    look,
    statusOf: () => 'queued',
    stateOf: ({ isOver }) => (isOver ? 'ready' : 'waiting'),
  })
  return found
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
