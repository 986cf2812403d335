/** Brings a resource to rest: one deploy that counts, after its last change, or a database that can be used. */
import type { Address } from '../address.ts'
import type { Change } from '../change.ts'
import type { Clock } from '../clock.ts'
import type { Client, SendOptions } from '../http/index.ts'
import type { World } from '../live.ts'
import type { Problem } from '../problem.ts'
import { listKinds } from '../read/index.ts'
import type { Resolve } from '../references/index.ts'
import type { AnyDeploys, AnyKind, Deploy, LiveRecord } from '../rows/index.ts'
import type { Source } from '../source.ts'
import type { Send } from './batch.ts'
import type { ApplyEvent } from './events.ts'
import { newestDeploy, queuedDeploy, type Watch, watchDeploy, watchReady } from './watch.ts'

type Progress = Omit<Extract<ApplyEvent, { type: 'apply_progress' }>, 'at' | 'address'>

/** What a change needs of the apply it is part of. */
export interface Run {
  readonly client: Client
  /** Sends items, several in one request where they may share one. */
  readonly send: Send
  readonly clock: Clock
  readonly signal?: AbortSignal
  readonly world: World
  readonly changes: readonly Change[]
  readonly resolve: Resolve
  readonly watched: () => number
  /** Reads what sources are made of, as far as it exists by now. */
  readonly learn: (sources: readonly Source[]) => Promise<void>
  readonly emit: (event: Progress) => void
  /** Tells the others of its circle that this resource exists, with all that it can have by now. */
  readonly onWritten: () => void
  /** Resolves once all that this one needs exists, also in its own circle. */
  readonly others: () => Promise<unknown>
  /** Notes that the resource must be deployed, come what may; without an argument: that it has been. */
  readonly owes: (live?: LiveRecord) => void
  /** The resource that must still be deployed. */
  readonly owed: () => LiveRecord | undefined
}

/** Something that went wrong and is no answer of the API. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

export const waits = ({ signal }: Pick<Run, 'signal'>): SendOptions => (signal ? { signal } : {})

const watchOf = (run: Run): Watch => ({
  client: run.client,
  clock: run.clock,
  watched: run.watched,
  ...(run.signal && { signal: run.signal }),
  onStatus: (status) => run.emit({ type: 'apply_progress', stage: 'wait', status }),
})

/** `deploy`: the one to wait for, if it has begun. */
interface Settling {
  readonly live: LiveRecord
  readonly deploy?: string
}

export const settle = async (change: Change, kind: AnyKind, { live, deploy }: Settling, run: Run) => {
  const watch = watchOf(run)
  if (kind.ready) await becomeReady(change, kind.ready, live, run, watch)
  if (kind.alsoProvides?.(change.desired.values).length) {
    await listKinds(run.client, run.world, [change.kind], run.signal ? { signal: run.signal } : {})
  }
  if (!kind.deploys) return
  const counting = deploy ?? (await startDeploy(change, kind.deploys, live, run, watch))
  if (counting !== undefined) await judge(change, kind.deploys, live, counting, watch)
}

/** Waits for what the last items set going by themselves: a service that is resumed deploys. */
export const rest = async (change: Change, kind: AnyKind, live: LiveRecord, run: Run): Promise<void> => {
  const watch = watchOf(run)
  if (kind.ready) await becomeReady(change, kind.ready, live, run, watch)
  if (!kind.deploys) return
  const newest = await newestDeploy(run.client, kind.deploys, live, waits(run))
  if (newest && kind.deploys.state(newest.status) === 'waiting') {
    await judge(change, kind.deploys, live, newest.id, watch)
  }
}

const judge = async (
  { address }: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: string,
  watch: Watch,
): Promise<void> => {
  const status = await watchDeploy(watch, deploys, live, deploy)
  if (deploys.state(status) === 'failed') {
    throw new StepFailed(notReady(address, `its deploy ${deploy} ended as ${status}`))
  }
}

const becomeReady = async (
  { address }: Change,
  ready: NonNullable<AnyKind['ready']>,
  live: LiveRecord,
  { world }: Run,
  watch: Watch,
): Promise<void> => {
  const now = await watchReady(watch, ready, live)
  const before = world.get(address)
  if (before) world.put({ ...before, record: now })
  if (ready.state(now) === 'failed') throw new StepFailed(notReady(address, 'it did not become available'))
}

/** Triggers the one deploy of a change, if it needs one. */
const startDeploy = async (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  run: Run,
  watch: Watch,
): Promise<string | undefined> => {
  const needed = run.owed() !== undefined || change.deploys.length > 0
  if (!needed || !deploys.possible(live)) return undefined
  const answer = await run.client.send<Deploy | undefined>(deploys.trigger(live), waits(run))
  run.owes(undefined)
  const deploy = answer?.id ?? (await queuedDeploy(watch, deploys, live))
  if (deploy === undefined) throw new StepFailed(notReady(change.address, 'its queued deploy never started'))
  return deploy
}

/**
 * Deploys what was written by a change that then failed, was stopped, or was never begun although the group that it
 * takes variables from has changed. It is not waited for, and its own failure hides no other.
 */
export const triggerOwed = async (
  { kind }: Change,
  run: Pick<Run, 'client' | 'owed' | 'owes'>,
): Promise<void> => {
  const { deploys } = kind
  const live = run.owed()
  if (!live || !deploys?.possible(live)) return
  run.owes(undefined)
  await run.client.send(deploys.trigger(live)).catch(() => undefined)
}

const notReady = (address: Address, what: string): Problem => ({
  code: 'not-ready',
  severity: 'error',
  message: `${address} was written, but ${what}`,
  todo: "Look at its log in Render's Dashboard; another apply does not deploy it again unless something changes.",
  address,
})
