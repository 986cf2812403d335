/** Carries out one change: its create, update or delete, its items, and then what brings it to rest. */
import {
  type Change,
  type Create,
  changedItems,
  type DeclaredChange,
  type Delete,
  deploysOf,
  type ItemChange,
  liveOf,
  never,
  type Update,
} from '../change.ts'
import { ApiError, type ApiRequest } from '../http/index.ts'
import { creationOf, isReady, itemRequests, needNewDeploy, updateOf } from '../plan/index.ts'
import { holderOf, sourcesOf } from '../references/index.ts'
import type { AnyKind, LiveRecord } from '../rows/index.ts'
import { beganWithout, newestDeploy } from './deploys/index.ts'
import type { GoesOn } from './events.ts'
import {
  giveWay,
  giveWayToItems,
  lookAgain,
  lookBeforeDelete,
  mustBeEmpty,
  mustBeNew,
  mustBeUnused,
  orGone,
  ownFields,
} from './meanwhile/index.ts'
import { inPlaceOf } from './replace.ts'
import { rest, toRest } from './rest.ts'
import { contextOf, type Run, waits, writes } from './run.ts'

/** A resource whose own record is written. `items`: those still to write; `deploy`: the one to wait for, if it has begun. */
interface Written {
  readonly live: LiveRecord
  readonly items: readonly ItemChange[]
  readonly deploy?: string
}

/** A resource as a change leaves it. `goesOn`: what was not waited for. */
interface Carried {
  readonly live: LiveRecord
  readonly goesOn?: GoesOn | undefined
}

/** Throws `ProblemsError` or the signal's reason. */
export const carryOut = async (change: Change, run: Run): Promise<Carried> => {
  switch (change.action) {
    case 'create':
      return inSteps(change, run, () => create(change, run))
    case 'update':
      return orGone(change, () => inSteps(change, run, () => update(change, run)))
    case 'delete':
      return { live: await remove(change, run) }
    case 'none':
      return { live: change.live.record }
    case 'replace': {
      const { live: _, because: __, ...made } = change
      const anew: Create = { ...made, action: 'create' }
      // Nobody who waits for it has anything of its being gone.
      const gone = { ...run, onWritten: () => {} }
      return inSteps(anew, run, () =>
        inPlaceOf(
          change,
          run,
          (old) => remove(old, gone),
          () => create(anew, run),
        ),
      )
    }
    default:
      return never(change)
  }
}

const inSteps = async (
  change: Create | Update,
  run: Run,
  write: () => Promise<Written>,
): Promise<Carried> => {
  try {
    await learnSources(change, run)
    const written = await write()
    return { live: written.live, goesOn: await finish(change, written, run) }
  } catch (error) {
    // What was written so far takes effect with a deploy, and the next plan will not see that it is missing.
    await run.debt.settle()
    throw error
  } finally {
    run.debt.letGo()
  }
}

const finish = async (change: Create | Update, written: Written, run: Run): Promise<GoesOn | undefined> => {
  const { live, items } = written
  const last = items.filter(({ aspect }) => change.kind.aspects[aspect]?.last)
  const now = items.filter((item) => !last.includes(item))
  if (now.length > 0) {
    run.debt.letGo()
    await run.others()
    run.emit({ type: 'apply_progress', stage: 'items' })
    await learnSources(change, run)
    await writeItems(change, live, now, run)
  }
  const goesOn = await toRest(change, written, run)
  if (last.length === 0) return goesOn
  await writeItems(change, live, last, run)
  return await rest(change, live, run)
}

const learnSources = (change: DeclaredChange, run: Run): Promise<void> =>
  run.learn(sourcesOf(change.desired, liveOf(change)).map(({ source }) => source))

const create = async (change: Create, run: Run): Promise<Written> => {
  const { kind, desired, address } = change
  const holder = holderOf(desired)
  const parentId = holder && run.known.id(holder)
  const withParent = holder !== undefined && run.created.has(holder)
  const around = {
    ...contextOf(run),
    ...(parentId !== undefined && { parentId }),
    children: run.children.get(address) ?? [],
    withParent,
  }
  if (!withParent) await mustBeNew(change, parentId, run)
  const { request, rest: items } = creationOf(change, around, run.resolve)
  const { live, deploy } = kind.created((await run.client.send(request, writes(run))) as never)
  if (!withParent) await giveWay(change, parentId, live, run)
  run.known.admit(kind, live)
  run.onWritten()
  if (!kind.deploys) return { live, items }
  const first = deploy ?? (await newestDeploy(run.client, kind.deploys, live, waits(run)))?.id
  const again = needNewDeploy(change, items) || (await beganWithout(change, live, first, run))
  if (!again) return { live, items, ...(first !== undefined && { deploy: first }) }
  // It builds without what follows, or of another commit: it is stopped, and not judged.
  const stop = first === undefined ? undefined : kind.deploys.cancel?.(live, first)
  if (stop) await cancel(live, stop, run)
  return { live, items }
}

const update = async (planned: Update, run: Run): Promise<Written> => {
  const { known } = run
  const { kind, address } = planned
  const all = changedItems(planned)
  // Others of its circle may take what these write: a value that Render makes up.
  const ready = all.filter((item) => !kind.aspects[item.aspect]?.last && isReady(planned, item, run.resolve))
  const { change, items, watched } = await look(planned, ready, run)
  const { record } = change.live
  const first = itemsFirst(kind, items)
  await sendItems(change, record, first, watched)
  const request = updateOf(change, record, contextOf(run))
  const deploys = change.deploys.some((reason) => change.fields.some(({ field }) => field === reason))
  const live = (request && (await write<LiveRecord>(record, request, deploys, watched))) ?? record
  // How to connect may have changed with it: a database with a pool has one more string.
  const { connection, ...rest } = known.get(address) ?? planned.live
  known.put({ ...rest, ...(connection && !request && { connection }), record: live })
  await sendItems(
    change,
    live,
    items.filter((item) => !first.includes(item)),
    watched,
  )
  run.onWritten()
  return { live, items: all.filter((item) => !ready.includes(item)) }
}

const itemsFirst = ({ aspects }: AnyKind, items: readonly ItemChange[]): readonly ItemChange[] => {
  const unlinks = items.filter(({ action, aspect }) => action === 'delete' && aspects[aspect]?.passesDeploys)
  const first = items.filter(({ aspect }) => aspects[aspect]?.first)
  return first.some(({ aspect }) => aspects[aspect]?.afterUnlinking) ? [...unlinks, ...first] : first
}

const remove = async (change: Delete, run: Run): Promise<LiveRecord> => {
  const { kind, live, address } = change
  if (await lookBeforeDelete(change, run)) {
    await mustBeEmpty(change, run)
    await mustBeUnused(change, run)
    await run.client.send(kind.remove(live.record), writes(run))
  }
  run.known.remove(address)
  run.gone.add(live.record.id)
  run.onWritten()
  return live.record
}

/** A change as it is to be written by now, once it is its turn. `watched`: how it is written, with a look where that waits. */
const look = async (change: Update, items: readonly ItemChange[], run: Run) => {
  const isWritten = items.length > 0 || ownFields(change).length > 0
  if (isWritten && change.deploys.length > 0) await run.debt.begin(change.live.record)
  const { again, ...looked } = await lookAgain(change, items, run)
  const watched: Run = { ...run, told: { ...run.told, before: again } }
  return { ...looked, watched }
}

/** Writes what follows its own fields. What it has just created, nobody else has changed. */
const writeItems = async (
  change: Create | Update,
  live: LiveRecord,
  items: readonly ItemChange[],
  run: Run,
): Promise<void> => {
  if (change.action === 'create') return sendItems(change, live, items, run)
  const now = await look({ ...change, fields: [] }, items, run)
  await sendItems(now.change, live, now.items, now.watched)
}

const sendItems = async (change: Change, live: LiveRecord, items: readonly ItemChange[], run: Run) => {
  const reasons = new Set(deploysOf(change))
  const send = async (name: string, now: readonly ItemChange[]) => {
    const deploys =
      change.action === 'create'
        ? change.kind.aspects[name]?.onItem === 'deploy'
        : now.some(({ address }) => reasons.has(address))
    for (const request of itemRequests(change, live, now, run.resolve, contextOf(run))) {
      await write(live, request, deploys, run)
    }
  }
  for (const name of Object.keys(change.kind.aspects)) {
    const all = items.filter(({ aspect }) => aspect === name)
    // Another one waits for it, maybe to give something up in turn: two that swap domains settle in no other order.
    const givenUp = all.filter(
      ({ action, key }) => action === 'delete' && run.takenOver.has(`${name} ${key}`),
    )
    await send(name, givenUp)
    await send(
      name,
      all.filter((item) => !givenUp.includes(item)),
    )
  }
  if (change.action === 'update') await giveWayToItems(change, live, items, run)
}

/** Sends a write of a resource. `deploys`: it takes effect with a deploy, which is owed from then on. */
const write = async <Answer>(live: LiveRecord, request: ApiRequest, deploys: boolean, run: Run) => {
  if (!deploys) return await run.send<Answer>(request, writes(run))
  const { debt, told } = run
  await debt.begin(live)
  const onSend = () => {
    debt.owes(live)
    told.onSend()
  }
  return await run.send<Answer>(request, { ...writes(run), onSend })
}

/** Cancels a deploy, unless it has ended by itself. */
const cancel = async (live: LiveRecord, request: ApiRequest, run: Run): Promise<void> => {
  try {
    await write(live, request, true, run)
  } catch (error) {
    const tooLate = error instanceof ApiError && ['rejected', 'conflict', 'not-found'].includes(error.code)
    if (!tooLate) throw error
  }
}
