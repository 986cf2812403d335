/** Carries out one change: its create or update, its items, its deploy. */
import type { Address } from './address.ts'
import type { Send } from './batch.ts'
import { type Change, changedItems, type ItemChange } from './change.ts'
import type { Clock } from './clock.ts'
import type { ApplyEvent } from './events.ts'
import type { Client } from './http/client.ts'
import { ApiError } from './http/errors.ts'
import type { ApiRequest } from './http/request.ts'
import type { AnyDeploys, AnyKind, LiveRecord } from './kind.ts'
import { kindOfName } from './kinds/index.ts'
import { childrenOf } from './plan.ts'
import type { Problem } from './problem.ts'
import { holderOf, sourcesOf } from './references.ts'
import { creationOf, itemRequests, needNewDeploy, updateOf } from './requests.ts'
import type { Resolve } from './resolve.ts'
import type { Source } from './source.ts'
import { newestDeploy, queuedDeploy, type Watch, watchDeploy, watchReady } from './watch.ts'
import type { World } from './world.ts'

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
  /** Tells the others of its circle that this resource exists. */
  readonly onWritten: () => void
  /** Resolves once all that this one needs exists, also in its own circle. */
  readonly others: () => Promise<unknown>
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

/** Resolves with the resource's record. Throws `ApiError`, {@link StepFailed} or the signal's reason. */
export const applyChange = async (change: Change, run: Run): Promise<LiveRecord> => {
  const kind = kindOfName(change.kind)
  await learnSources(change, run)
  run.emit({ type: 'apply_progress', stage: 'write' })
  const made = change.action === 'create' ? await create(change, kind, run) : await update(change, kind, run)
  const when = (item: ItemChange) => (kind.aspects[item.aspect]?.last ? 'last' : 'now')
  const now = made.rest.filter((item) => when(item) === 'now')
  if (now.length > 0) {
    run.emit({ type: 'apply_progress', stage: 'items' })
    await run.others()
    await learnSources(change, run)
    await writeItems(change, made.live, now, run)
  }
  await settle(change, kind, made, run)
  await writeItems(
    change,
    made.live,
    made.rest.filter((item) => when(item) === 'last'),
    run,
  )
  return made.live
}

const learnSources = (change: Change, run: Run) =>
  run.learn(sourcesOf(change.desired).map(({ source }) => source))

/** A resource whose own record is written. `rest`: items still to write; `deploy`: the one to wait for, if it has begun. */
interface Made {
  readonly live: LiveRecord
  readonly rest: readonly ItemChange[]
  readonly deploy?: string
}

const waits = ({ signal }: Run) => (signal ? { signal } : {})

const create = async (change: Change, kind: AnyKind, run: Run): Promise<Made> => {
  const { world, changes } = run
  const holder = holderOf(change.desired)
  const around = {
    owner: world.workspace.id,
    id: (address: Address) => world.id(address),
    ...(holder && { parentId: world.id(holder) }),
    children: childrenOf(change, changes),
    withParent: changes.some(({ address, action }) => address === holder && action === 'create'),
  }
  const { request, rest } = creationOf(change, around, run.resolve)
  const { live, deploy } = kind.created((await run.client.send(request, waits(run))) as never)
  world.admit(change.kind, live)
  run.onWritten()
  if (!kind.deploys) return { live, rest }
  const first = deploy ?? (await newestDeploy(run.client, kind.deploys, live, waits(run)))
  if (!needNewDeploy(change, rest)) return { live, rest, ...(first !== undefined && { deploy: first }) }
  // It builds without what follows: it is stopped, and not judged.
  if (first !== undefined) await cancel(kind.deploys.cancel(live, first), run)
  return { live, rest }
}

const update = async (change: Change, kind: AnyKind, run: Run): Promise<Made> => {
  const { world } = run
  const before = world.get(change.address)
  if (!before) throw new Error(`${change.address} is not in the workspace`)
  const items = changedItems(change)
  const first = items.filter(({ aspect }) => kind.aspects[aspect]?.first)
  await writeItems(change, before.record, first, run)
  const context = { owner: world.workspace.id, id: (address: Address) => world.id(address) }
  const request = updateOf(change, before.record, context)
  const answer = request && (await run.client.send<LiveRecord>(request, waits(run)))
  const live = answer ?? before.record
  world.put({ ...before, record: live })
  run.onWritten()
  return { live, rest: items.filter((item) => !first.includes(item)) }
}

const writeItems = async (change: Change, live: LiveRecord, items: readonly ItemChange[], run: Run) => {
  const { world } = run
  const context = { owner: world.workspace.id, id: (address: Address) => world.id(address) }
  for (const request of itemRequests(change, live, items, run.resolve, context)) {
    await run.send(request, waits(run))
  }
}

/** Brings the resource to rest: one deploy that counts, after its last change, or a database that can be used. */
const settle = async (change: Change, kind: AnyKind, made: Made, run: Run): Promise<void> => {
  const watch: Watch = {
    client: run.client,
    clock: run.clock,
    watched: run.watched,
    ...(run.signal && { signal: run.signal }),
    onStatus: (status) => run.emit({ type: 'apply_progress', stage: 'wait', status }),
  }
  if (kind.ready) await becomeReady(change, kind.ready, made.live, run, watch)
  if (!kind.deploys) return
  const deploy = made.deploy ?? (await startDeploy(change, kind.deploys, made, run, watch))
  if (deploy === undefined) return
  const status = await watchDeploy(watch, kind.deploys, made.live, deploy)
  if (kind.deploys.state(status) === 'failed') {
    throw new StepFailed(notReady(change.address, `its deploy ${deploy} ended as ${status}`))
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
  { live, rest }: Made,
  run: Run,
  watch: Watch,
): Promise<string | undefined> => {
  const needed = change.action === 'create' ? needNewDeploy(change, rest) : change.deploys.length > 0
  if (!needed || !deploys.possible(live)) return undefined
  const answer = await run.client.send<{ id: string } | undefined>(deploys.trigger(live), waits(run))
  const deploy = answer?.id ?? (await queuedDeploy(watch, deploys, live))
  if (deploy === undefined) throw new StepFailed(notReady(change.address, 'its queued deploy never started'))
  return deploy
}

/** Cancels a deploy, unless it has ended by itself. */
const cancel = async (request: ApiRequest, run: Run): Promise<void> => {
  try {
    await run.send(request, waits(run))
  } catch (error) {
    const tooLate = error instanceof ApiError && ['rejected', 'conflict', 'not-found'].includes(error.code)
    if (!tooLate) throw error
  }
}

const notReady = (address: Address, what: string): Problem => ({
  code: 'not-ready',
  severity: 'error',
  message: `${address} was written, but ${what}`,
  todo: "Look at its log in Render's Dashboard; another apply does not deploy it again unless something changes.",
  address,
})
