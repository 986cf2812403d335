/** Waiting for what the API only starts: deploys, and databases that become available. */
import type { Clock } from '../clock.ts'
import type { Client, SendOptions } from '../http/index.ts'
import type { AnyDeploys, AnyKind, Deploy, LiveRecord } from '../rows/index.ts'

export interface Watch {
  readonly client: Client
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** How many resources are being waited for: together they may use half of the bucket for reads. */
  readonly watched: () => number
  /** Called with each new status. */
  readonly onStatus: (status: string) => void
}

/** Milliseconds until the next look at one resource: soon at first, then rarer; many watchers look less often each. */
const pause = ({ watched }: Watch, looks: number) =>
  Math.max(Math.min(1_000 * 1.5 ** looks, 5_000), watched() * 300)

const waits = ({ signal }: Watch) => (signal ? { signal } : {})

const poll = async <Answer>(
  watch: Watch,
  look: () => Promise<Answer>,
  statusOf: (answer: Answer) => string,
  isOver: (answer: Answer) => boolean,
): Promise<Answer> => {
  let before: string | undefined
  for (let looks = 0; ; looks++) {
    const answer = await look()
    const status = statusOf(answer)
    if (status !== before) watch.onStatus(status)
    before = status
    if (isOver(answer)) return answer
    await watch.clock.sleep(pause(watch, looks), watch.signal)
  }
}

/** Waits for a deploy to end, well or badly. */
export const watchDeploy = async (
  watch: Watch,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: string,
): Promise<Deploy> =>
  await poll(
    watch,
    () => watch.client.send<Deploy>(deploys.get(live, deploy), waits(watch)),
    (answer) => answer.status,
    (answer) => deploys.state(answer.status) !== 'waiting',
  )

/** How often to look for a queued deploy after the one before it has ended. */
const patience = 10

/**
 * Finds the deploy that a trigger queued: its answer has no id (API facts §5). It is there as queued, or takes the
 * place of the newest one once that has ended; if nothing does, it had begun before the first look. Undefined: none is there.
 */
export const queuedDeploy = async (
  watch: Watch,
  deploys: AnyDeploys,
  live: LiveRecord,
): Promise<string | undefined> => {
  let first: Deploy | undefined
  for (let left = patience; left > 0; ) {
    const newest = await newestDeploy(watch.client, deploys, live, waits(watch))
    if (newest && (deploys.queued(newest.status) || (first && newest.id !== first.id))) return newest.id
    first ??= newest
    if (!newest || deploys.state(newest.status) !== 'waiting') left--
    watch.onStatus('queued')
    await watch.clock.sleep(pause(watch, patience - left), watch.signal)
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

/** Waits until a database can be used, or will not be. Returns its record. */
export const watchReady = async (
  watch: Watch,
  ready: NonNullable<AnyKind['ready']>,
  live: LiveRecord,
): Promise<LiveRecord> =>
  await poll(
    watch,
    () => watch.client.send<LiveRecord & { status?: string }>(ready.get(live), waits(watch)),
    ({ status = '' }) => status,
    (record) => ready.state(record) !== 'waiting',
  )
