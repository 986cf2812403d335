/** Deploys of a commit that was asked for. */
import { readable } from '../../address.ts'
import { type Change, madeOf } from '../../change.ts'
import type { ApiRequest } from '../../http/index.ts'
import { type Problem, problem } from '../../problem.ts'
import { type AnyDeploys, type Deploy, type LiveRecord, same } from '../../rows/index.ts'
import { type Run, waits } from '../run.ts'
import type { ApplyWishes } from '../wishes.ts'
import { newestDeploy } from './watch.ts'

/** The commit that is meant for a resource; undefined: it is built from another repository, from none, or nobody tells. */
const meantFor = ({ kind }: Change, live: LiveRecord, { commit }: ApplyWishes): string | undefined => {
  const { repo } = kind.fields
  if (!kind.deploys?.commits) return undefined
  const own = repo?.read(live)
  return commit && own !== undefined && same(repo.codec, commit.repo, own) ? commit.sha : undefined
}

/** The request that starts the deploy of a change. */
export const triggerOf = (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  wishes: ApplyWishes,
): ApiRequest => deploys.trigger(live, madeOf(change), commitOf(change, live, wishes))

/** The commit that it is triggered with; undefined: as always. */
const commitOf = (change: Change, live: LiveRecord, wishes: ApplyWishes): string | undefined =>
  change.kind.deploys?.commits === 'taken' ? meantFor(change, live, wishes) : undefined

const isOf = (deploys: AnyDeploys, deploy: Deploy, sha: string): boolean =>
  deploys.origin(deploy)?.id.startsWith(sha) ?? false

/** Whether the deploy that began with a new resource is of another commit than the one that it could be of. */
export const beganWithout = async (
  change: Change,
  live: LiveRecord,
  deploy: string | undefined,
  run: Run,
): Promise<boolean> => {
  const { deploys } = change.kind
  const sha = commitOf(change, live, run.wishes)
  if (!deploys || sha === undefined || deploy === undefined) return false
  return !isOf(deploys, await run.client.send<Deploy>(deploys.get(live, deploy), waits(run)), sha)
}

/** The deploy of the same commit that has taken the place of ours: Render's own for a push that it heard of later. */
export const sameCommit = async (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  ended: Deploy,
  run: Run,
): Promise<Deploy | undefined> => {
  const sha = meantFor(change, live, run.wishes)
  if (sha === undefined || deploys.state(ended.status) !== 'cancelled') return undefined
  const newest = await newestDeploy(run.client, deploys, live, waits(run))
  return newest && newest.id !== ended.id && isOf(deploys, newest, sha) ? newest : undefined
}

/** What there is to say of a resource that does not run the commit that was asked for; undefined: it does, or none was. */
export const otherCommit = async (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  ended: Deploy,
  run: Run,
): Promise<Problem | undefined> => {
  const sha = meantFor(change, live, run.wishes)
  if (sha === undefined) return undefined
  const isLive = deploys.state(ended.status) === 'ready'
  if (isLive && isOf(deploys, ended, sha)) return undefined
  const instead = isLive ? ended : await newestDeploy(run.client, deploys, live, waits(run))
  // Cancelled by nobody's deploy, or failed: it is a failure like any other.
  if (!instead || (!isLive && (instead.id === ended.id || deploys.state(ended.status) !== 'cancelled')))
    return undefined
  const { address, kind } = change
  const verb = deploys.state(instead.status) === 'ready' ? 'is live' : `is ${instead.status}`
  const origin = deploys.origin(instead)
  const message = `${readable(address)} is not deployed of commit ${sha}: deploy ${instead.id} ${verb} instead${origin ? `, made of ${origin.shown}` : ''}`
  const todo =
    deploys.commits === 'taken'
      ? 'Somebody else has deployed it meanwhile, or Render at a newer commit. Apply again with the commit that is to run.'
      : `Render takes no commit for a ${kind.title}: it deploys the newest one of the branch.`
  const link = deploys.link(live, instead.id)
  return problem('other-commit', message, link === undefined ? todo : `${todo} See ${link}.`, { address })
}
