/** Brings a resource to rest: one deploy that counts, after its last change, or a database that can be used. */
import { type Address, readable } from '../address.ts'
import { type Change, type Create, deploysOf, type Update } from '../change.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { listKinds } from '../read/index.ts'
import type { AnyDeploys, AnyKind, Deploy, LiveRecord } from '../rows/index.ts'
import {
  failureOf,
  newestDeploy,
  queuedDeploy,
  type Watch,
  watchDeploy,
  watchReady,
} from './deploys/index.ts'
import { type Run, waits, writes } from './run.ts'

const watchOf = (run: Run): Watch => ({
  client: run.client,
  clock: run.clock,
  watched: run.watched,
  ...(run.signal && { signal: run.signal }),
  onStatus: (status) => run.emit({ type: 'apply_progress', stage: 'wait', status }),
})

/** A resource that is written. `deploy`: the one to wait for, if it has begun. */
interface Moving {
  readonly live: LiveRecord
  readonly deploy?: string
}

/** Waits until a written resource can be used, after the one deploy that it needs. */
export const toRest = async (change: Create | Update, { live, deploy }: Moving, run: Run): Promise<void> => {
  const { kind } = change
  const watch = watchOf(run)
  if (kind.ready) await becomeReady(change, kind.ready, live, run, watch)
  if (kind.alsoProvides?.(change.desired.values).length) {
    await listKinds(run.client, run.known, [change.kind], run.signal ? { signal: run.signal } : {})
  }
  if (!kind.deploys) return
  const counting = deploy ?? (await startDeploy(change, kind.deploys, live, run, watch))
  if (counting !== undefined) await judge(change, kind.deploys, live, counting, run)
}

/** Waits for what the last items set going by themselves: a service that is resumed deploys. */
export const rest = async (change: Create | Update, live: LiveRecord, run: Run): Promise<void> => {
  const { kind } = change
  const watch = watchOf(run)
  if (kind.ready) await becomeReady(change, kind.ready, live, run, watch)
  if (!kind.deploys) return
  const newest = await newestDeploy(run.client, kind.deploys, live, waits(run))
  if (newest && kind.deploys.state(newest.status) === 'waiting') {
    await judge(change, kind.deploys, live, newest.id, run)
  }
}

const judge = async (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: string,
  run: Run,
): Promise<void> => {
  const ended = await watchDeploy(watchOf(run), deploys, live, deploy)
  const failure = await failureOf(change, deploys, live, ended, run)
  if (failure) throw new ProblemsError([failure])
}

const becomeReady = async (
  { address }: Change,
  ready: NonNullable<AnyKind['ready']>,
  live: LiveRecord,
  { known }: Run,
  watch: Watch,
): Promise<void> => {
  const now = await watchReady(watch, ready, live)
  const before = known.get(address)
  if (before) known.put({ ...before, record: now })
  if (ready.state(now) === 'failed')
    throw new ProblemsError([notReady(address, 'it did not become available')])
}

/** Triggers the one deploy of a change, if it needs one. */
const startDeploy = async (
  change: Create | Update,
  deploys: AnyDeploys,
  live: LiveRecord,
  run: Run,
  watch: Watch,
): Promise<string | undefined> => {
  const { client, debt } = run
  const needed = debt.owed() !== undefined || deploysOf(change).length > 0
  if (!needed || !deploys.possible(live)) return undefined
  const trigger = () => client.send<Deploy | undefined>(deploys.trigger(live), writes(run))
  const answer = await debt.pay(trigger)
  const deploy = answer?.id ?? (await queuedDeploy(watch, deploys, live))
  if (deploy === undefined)
    throw new ProblemsError([notReady(change.address, 'its queued deploy never started')])
  return deploy
}

/**
 * Deploys what was written by a change that then failed, was stopped, or was never begun although the group that it
 * takes variables from has changed. It is not waited for, and its own failure hides no other.
 */
export const triggerOwed = async (
  { kind: { deploys } }: Change,
  { client, debt }: Pick<Run, 'client' | 'debt'>,
): Promise<void> => {
  const live = debt.owed()
  if (!live || !deploys?.possible(live)) return
  await debt.pay(() => client.send(deploys.trigger(live))).catch(() => undefined)
}

const notReady = (address: Address, what: string): Problem =>
  problem(
    'not-ready',
    `${readable(address)} was written, but ${what}`,
    "Look at its log in Render's Dashboard.",
    { address },
  )
