/** The way back after a deploy that failed: what the apply changed on the service, and the deploy that was live. */
import type { Update } from '../../change.ts'
import { deploysOf, fieldsOf, itemsOf } from '../../change.ts'
import type { LiveResource } from '../../live.ts'
import { asItWas, itemRequests, type Undo, undoOf, updateOf } from '../../plan/index.ts'
import { type Problem, toProblems } from '../../problem.ts'
import { listKinds, mustSee, readerOf, readParts } from '../../read/index.ts'
import type { AnyDeploys, Deploy, LiveRecord } from '../../rows/index.ts'
import { movedSince } from '../meanwhile/index.ts'
import { type Run, waits } from '../run.ts'
import { patienceOf } from './patience.ts'
import { queuedDeploy, watchDeploy } from './watch.ts'

/** How it came out, in sentences. `isBack`: what ran before runs again. */
interface Back {
  readonly isBack: boolean
  readonly says: readonly string[]
}

/** The failure as it is told when the service has been brought back, or could not be. */
export const rolledBack = async (
  failure: Problem,
  change: Update,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: Deploy,
  run: Run,
): Promise<Problem> => {
  run.emit({ type: 'apply_progress', stage: 'undo' })
  if (deploys.state(deploy.status) === 'waiting') await cancelled(deploys, live, deploy, run)
  const settings = await settingsBack(change, live, run)
  const deployed = await deployBack(change, deploys, live, run)
  const link = deploys.link(live, deploy.id)
  const says = [...deployed.says, ...settings.says, ...staysOf(change), ...goesOnOf(change, live)]
  return {
    ...failure,
    ...(deployed.isBack && settings.isBack && { code: 'rolled-back' }),
    todo: [...(link === undefined ? [] : [`See ${link}.`]), ...says, 'The next apply tries again.'].join(' '),
  }
}

/** What has no deploy before it cannot go back. */
export const noWayBack = (failure: Problem): Problem => ({
  ...failure,
  todo: `${failure.todo ?? ''} It is not rolled back: it is new, and nothing was live before.`.trimStart(),
})

/** One that is waited for no longer would go live after all. That it has ended meanwhile does no harm. */
const cancelled = async (deploys: AnyDeploys, live: LiveRecord, { id }: Deploy, run: Run): Promise<void> => {
  const request = deploys.cancel?.(live, id)
  if (request) await run.client.send(request, waits(run)).catch(() => undefined)
}

/** Puts back what the apply has written on the service, from what was read before: it is in memory only. */
const settingsBack = async (change: Update, live: LiveRecord, run: Run): Promise<Back> => {
  try {
    const undo = await undoNow(change, run)
    const context = { owner: run.known.workspace.id, id: (address: string) => run.known.id(address) }
    const update = updateOf(undo.change, undo.change.live.record, context)
    const items = itemRequests(undo.change, live, undo.change.items.filter(changes), asItWas, context)
    for (const request of [...(update ? [update] : []), ...items]) await run.client.send(request, waits(run))
    return { isBack: true, says: inWords(undo) }
  } catch (error) {
    run.signal?.throwIfAborted()
    const [problem] = toProblems(error)
    return { isBack: false, says: [`What it changed could not all be put back: ${problem?.message}.`] }
  }
}

const changes = ({ action }: { readonly action: string }) => action !== 'none'

const undoNow = async (change: Update, run: Run): Promise<Undo> => {
  const known = run.known.copy()
  await listKinds(run.client, known, [change.kind], run.signal ? { signal: run.signal } : {})
  const now = known.get(change.address) ?? change.live
  const aspects = [...new Set(change.items.filter(changes).map(({ aspect }) => aspect))]
  await readParts(
    readerOf(run.client, known, run.signal ? { signal: run.signal } : {}, mustSee),
    now,
    aspects,
  )
  return undoOfOurs(change, known.get(change.address) ?? now, run)
}

/** What somebody else has changed since is not overwritten on the way back either. */
const undoOfOurs = (change: Update, now: LiveResource, { resolve }: Run): Undo => {
  const moved = movedSince(change, now, resolve)
  const fields = change.fields.filter((field) => !moved.has(field))
  const items = change.items.filter((item) => !moved.has(item))
  const { stays, ...undo } = undoOf({ ...change, fields, items }, now)
  const theirs = [
    ...change.fields.filter((field) => moved.has(field)).map(({ field }) => field),
    ...change.items
      .filter((item) => moved.has(item))
      .map(({ address }) => address.slice(change.address.length + 1)),
  ]
  return {
    ...undo,
    stays: [...stays, ...theirs.map((what) => ({ what, why: 'somebody else has changed it since' }))],
  }
}

const inWords = ({ undone, stays }: Undo): readonly string[] => [
  ...(undone.length > 0 ? [`Put back: ${undone.join(', ')}.`] : []),
  ...stays.map(({ what, why }) => `${what} stays as it is: ${why}.`),
]

const deployBack = async (change: Update, deploys: AnyDeploys, live: LiveRecord, run: Run): Promise<Back> => {
  const no = (why: string): Back => ({ isBack: false, says: [`It is not rolled back: ${why}.`] })
  if (!deploys.running || !deploys.rollBack) return no('the API rolls nothing of its kind back')
  try {
    const rows = await run.client.send<Record<string, Deploy>[]>(deploys.running(live), waits(run))
    const before = rows[0]?.[deploys.wrapper]
    if (!before) return no('no deploy is live')
    const answer = await run.client.send<Deploy | undefined>(deploys.rollBack(live, before.id), waits(run))
    const patience = patienceOf(run, true)
    const back = answer ?? (await queuedDeploy(deploys, live, patience, run))
    if (!back) return no('the deploy that brings it back never started')
    const ended = await watchDeploy(change, deploys, live, back, patience, run)
    if (deploys.state(ended.status) !== 'ready')
      return no(`deploy ${back.id}, which was to bring it back, is ${ended.status}`)
    const origin = deploys.origin(before)
    return {
      isBack: true,
      says: [`It is rolled back to deploy ${before.id}${origin ? `, made of ${origin.shown}` : ''}.`],
    }
  } catch (error) {
    run.signal?.throwIfAborted()
    return no(toProblems(error)[0]?.message ?? 'it failed')
  }
}

/** What this apply did elsewhere, or an apply before it did here, is not known well enough to be undone. */
const staysOf = (change: Update): readonly string[] => {
  const own = new Set([
    ...fieldsOf(change).map(({ field }) => field),
    ...itemsOf(change).map(({ address }) => address),
  ])
  const others = deploysOf(change).filter((reason) => !own.has(reason))
  const here = others.filter((reason) => reason.startsWith(`${change.address}/`))
  const elsewhere = others.filter((reason) => !here.includes(reason))
  return [
    ...(elsewhere.length > 0 ? [`${elsewhere.join(', ')} stays as it is: it is not of this service.`] : []),
    ...(here.length > 0
      ? [
          'What an apply before this one wrote on it stays: the values from before were in the memory of that one only.',
        ]
      : []),
  ]
}

/** A rollback disables no autodeploys (API facts §1.12, the document). */
const goesOnOf = ({ kind }: Update, live: LiveRecord): readonly string[] => {
  const { repo, autoDeployTrigger } = kind.fields
  const isAutomatic = repo?.read(live) !== undefined && autoDeployTrigger?.read(live) !== 'off'
  return isAutomatic
    ? ['Render goes on deploying it by itself: at its next commit it deploys what was rolled back.']
    : []
}
