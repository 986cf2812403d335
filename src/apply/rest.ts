/** Brings a resource to rest: one deploy that counts, after its last change, or a database that can be used. */
import { type Address, readable } from '../address.ts'
import { type Change, type Create, changedItems, deploysOf, type Update } from '../change.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { listKinds } from '../read/index.ts'
import type { AnyDeploys, Deploy, LiveRecord } from '../rows/index.ts'
import {
  failureOf,
  newestDeploy,
  noWayBack,
  otherCommit,
  overdue,
  type Patience,
  patienceOf,
  queuedDeploy,
  rolledBack,
  sameCommit,
  triggerOf,
  watchDeploy,
  watchReady,
} from './deploys/index.ts'
import type { GoesOn } from './events.ts'
import { type Run, waits as waitsOf, writes } from './run.ts'

/** A resource that is written. `deploy`: the one to wait for, if it has begun. */
interface Moving {
  readonly live: LiveRecord
  readonly deploy?: string
}

/** Waits until a written resource can be used, after the one deploy that it needs. Resolves with what was not waited for. */
export const toRest = async (
  change: Create | Update,
  { live, deploy }: Moving,
  run: Run,
): Promise<GoesOn | undefined> => {
  const { kind } = change
  const waits = !run.wishes.noWait || changedItems(change).some(({ aspect }) => kind.aspects[aspect]?.last)
  const going = kind.ready && (await becomeReady(change, live, run, waits || run.isNeeded))
  if (kind.alsoProvides?.(change.desired.values).length) {
    await listKinds(run.client, run.known, [change.kind], run.signal ? { signal: run.signal } : {})
  }
  if (!kind.deploys) return going
  if (deploy !== undefined)
    return await judge(change, kind.deploys, live, deploy, run, patienceOf(run, waits))
  return await startDeploy(change, kind.deploys, live, run, patienceOf(run, waits))
}

/** Waits for what the last items set going by themselves: a service that is resumed deploys. */
export const rest = async (
  change: Create | Update,
  live: LiveRecord,
  run: Run,
): Promise<GoesOn | undefined> => {
  const { kind } = change
  const waits = !run.wishes.noWait
  if (kind.ready) return await becomeReady(change, live, run, waits || run.isNeeded)
  if (!kind.deploys) return undefined
  const newest = await newestDeploy(run.client, kind.deploys, live, waitsOf(run))
  if (!newest || kind.deploys.state(newest.status) !== 'waiting') return undefined
  return await judge(change, kind.deploys, live, newest, run, patienceOf(run, waits))
}

const judge = async (
  change: Create | Update,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: Deploy | string,
  run: Run,
  patience: Patience,
): Promise<GoesOn | undefined> => {
  const first = await watchDeploy(change, deploys, live, deploy, patience, run)
  // It has begun after ours, and so has what was written before that.
  const instead = await sameCommit(change, deploys, live, first, run)
  const ended = instead ? await watchDeploy(change, deploys, live, instead, patience, run) : first
  if (run.wishes.noWait && deploys.state(ended.status) === 'waiting')
    return goesOn(ended.status, deploys.link(live, ended.id))
  const other = await otherCommit(change, deploys, live, ended, run)
  if (other) throw new ProblemsError([other])
  const failure = await failureOf(change, deploys, live, ended, run)
  if (!failure) return undefined
  if (!run.wishes.rollbackOnFailure) throw new ProblemsError([failure])
  const told =
    change.action === 'update'
      ? await rolledBack(failure, change, deploys, live, ended, run)
      : noWayBack(failure)
  throw new ProblemsError([told])
}

const goesOn = (status: string, link: string | undefined): GoesOn => ({
  status,
  ...(link !== undefined && { link }),
})

const becomeReady = async (
  change: Change,
  live: LiveRecord,
  run: Run,
  waits: boolean,
): Promise<GoesOn | undefined> => {
  const { address, kind } = change
  const now = await watchReady(change, live, patienceOf(run, waits), run)
  const before = run.known.get(address)
  if (before) run.known.put({ ...before, record: now })
  const state = kind.ready?.(now)
  if (state === 'failed') throw new ProblemsError([notReady(address, 'it did not become available')])
  if (state === 'ready') return undefined
  if (!waits) return goesOn(now.status ?? 'creating', now.dashboardUrl)
  const what = `it is still ${now.status}`
  throw new ProblemsError([overdue(address, what, now.dashboardUrl, run.wishes.deployTimeout)])
}

/** Triggers the one deploy of a change, if it needs one, and waits for it. */
const startDeploy = async (
  change: Create | Update,
  deploys: AnyDeploys,
  live: LiveRecord,
  run: Run,
  patience: Patience,
): Promise<GoesOn | undefined> => {
  const { client, debt } = run
  const { address } = change
  const needed = debt.isOwed() || deploysOf(change).length > 0
  if (!needed || !deploys.possible(live)) return undefined
  const trigger = () =>
    client.send<Deploy | undefined>(triggerOf(change, deploys, live, run.wishes), writes(run))
  const answer = await debt.pay(trigger)
  const deploy = answer ?? (await queuedDeploy(deploys, live, patience, run))
  if (deploy) return await judge(change, deploys, live, deploy, run, patience)
  if (run.wishes.noWait) return goesOn('queued', live.dashboardUrl)
  const problem =
    run.clock.now() < patience.until
      ? notReady(address, 'its queued deploy never started')
      : overdue(address, 'its queued deploy has not begun', live.dashboardUrl, run.wishes.deployTimeout)
  throw new ProblemsError([problem])
}

const notReady = (address: Address, what: string): Problem =>
  problem(
    'not-ready',
    `${readable(address)} was written, but ${what}`,
    "Look at its log in Render's Dashboard.",
    { address },
  )
