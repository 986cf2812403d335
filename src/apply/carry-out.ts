/** Carries out one change: its create or update, its items, and then what brings it to rest. */
import type { Address } from '../address.ts'
import { type Change, changedItems, type ItemChange } from '../change.ts'
import { ApiError, type ApiRequest } from '../http/index.ts'
import { childrenOf, creationOf, isReady, itemRequests, needNewDeploy, updateOf } from '../plan/index.ts'
import { holderOf, sourcesOf } from '../references/index.ts'
import type { AnyKind, LiveRecord } from '../rows/index.ts'
import { type Run, rest, settle, triggerOwed, waits } from './rest.ts'
import { newestDeploy } from './watch.ts'

/** A resource whose own record is written. `items`: those still to write; `deploy`: the one to wait for, if it has begun. */
interface Made {
  readonly live: LiveRecord
  readonly items: readonly ItemChange[]
  readonly deploy?: string
}

/** Resolves with the resource's record. Throws `ApiError`, `StepFailed` or the signal's reason. */
export const applyChange = async (change: Change, run: Run): Promise<LiveRecord> => {
  try {
    return await carryOut(change, run)
  } catch (error) {
    // What was written so far takes effect with a deploy, and the next plan will not see that it is missing.
    await triggerOwed(change, run)
    throw error
  }
}

const carryOut = async (change: Change, run: Run): Promise<LiveRecord> => {
  const { kind } = change
  await learnSources(change, run)
  run.emit({ type: 'apply_progress', stage: 'write' })
  const made = change.action === 'create' ? await create(change, kind, run) : await update(change, kind, run)
  const last = made.items.filter(({ aspect }) => kind.aspects[aspect]?.last)
  const now = made.items.filter((item) => !last.includes(item))
  if (now.length > 0) {
    run.emit({ type: 'apply_progress', stage: 'items' })
    await run.others()
    await learnSources(change, run)
    await writeItems(change, made.live, now, run)
  }
  await settle(change, kind, made, run)
  await writeItems(change, made.live, last, run)
  if (last.length > 0) await rest(change, kind, made.live, run)
  return made.live
}

const learnSources = (change: Change, run: Run) =>
  run.learn(sourcesOf(change.desired).map(({ source }) => source))

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
  const { request, rest: items } = creationOf(change, around, run.resolve)
  const { live, deploy } = kind.created((await run.client.send(request, waits(run))) as never)
  world.admit(change.kind, live)
  run.onWritten()
  if (!kind.deploys) return { live, items }
  const first = deploy ?? (await newestDeploy(run.client, kind.deploys, live, waits(run)))?.id
  if (!needNewDeploy(change, items)) return { live, items, ...(first !== undefined && { deploy: first }) }
  // It builds without what follows: it is stopped, and not judged.
  run.owes(live)
  if (first !== undefined) await cancel(kind.deploys.cancel(live, first), run)
  return { live, items }
}

const update = async (change: Change, kind: AnyKind, run: Run): Promise<Made> => {
  const { world } = run
  const before = world.get(change.address)
  if (!before) throw new Error(`${change.address} is not in the workspace`)
  const all = changedItems(change)
  const first = all.filter(({ aspect }) => kind.aspects[aspect]?.first)
  await writeItems(change, before.record, first, run)
  const context = { owner: world.workspace.id, id: (address: Address) => world.id(address) }
  const request = updateOf(change, before.record, context)
  if (request && change.deploys.length > 0) run.owes(before.record)
  const live = (request && (await run.client.send<LiveRecord>(request, waits(run)))) ?? before.record
  // How to connect may have changed with it: a database with a pool has one more string.
  const { connection, ...known } = world.get(change.address) ?? before
  world.put({ ...known, ...(connection && !request && { connection }), record: live })
  // Others of its circle may take what these write: a value that Render makes up.
  const rows = all.filter((item) => !first.includes(item) && !kind.aspects[item.aspect]?.last)
  const ready = rows.filter((item) => isReady(change, item, run.resolve))
  await writeItems(change, live, ready, run)
  run.onWritten()
  return { live, items: all.filter((item) => !first.includes(item) && !ready.includes(item)) }
}

const writeItems = async (change: Change, live: LiveRecord, items: readonly ItemChange[], run: Run) => {
  const { world } = run
  const context = { owner: world.workspace.id, id: (address: Address) => world.id(address) }
  for (const request of itemRequests(change, live, items, run.resolve, context)) {
    if (change.deploys.length > 0) run.owes(live)
    await run.send(request, waits(run))
  }
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
