/** Back to the code that ran before. */
import { call, callAll } from '../operations/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import { codeOf, type Deploy, isOver, type Service, startRollback, stateOf, wasLive } from './deploying.ts'
import { clockOf, optionsOf, type Place } from './place.ts'

export interface RollbackWish {
  /** The id of the deploy to go back to. Default: the last one that was live before this one, of other code. */
  readonly to?: string | undefined
  /** In milliseconds: nothing is done where what runs has run for longer. */
  readonly ifNewerThan?: number | undefined
  /** Turns autodeploys off first: the next push would deploy newer code. */
  readonly pauseAutodeploy?: boolean
}

export type Rollback =
  | { readonly done: 'nothing'; readonly from: Deploy; readonly age: number }
  | {
      readonly done: 'begun'
      readonly from: Deploy
      readonly to: Deploy
      readonly deploy: Deploy
      /** How autodeploys were before they were paused; undefined: they were not. */
      readonly paused: string | undefined
      /** Whether the next push deploys newer code. */
      readonly autodeploys: boolean
    }

const refuse = (code: 'not-found' | 'change-refused', message: string, todo: string): never => {
  throw new ProblemsError([problem(code, message, todo)])
}

interface Known {
  readonly running: Deploy
  readonly before: Deploy | undefined
}

/** What runs, and what of other code was live before it. */
const look = async (place: Place, { id, name }: Service): Promise<Known> => {
  let running: Deploy | undefined
  for await (const deploy of callAll(place.client, 'deploys.list', { service: id }, optionsOf(place))) {
    if (running === undefined) running = stateOf(deploy) === 'live' ? deploy : undefined
    else if (wasLive(deploy) && codeOf(deploy) !== codeOf(running)) return { running, before: deploy }
  }
  if (running) return { running, before: undefined }
  return refuse(
    'not-found',
    `no deploy of ${name} is live`,
    'There is nothing to go back from: see render-sync deploys.',
  )
}

const target = async (
  place: Place,
  service: Service,
  { before }: Known,
  to: string | undefined,
): Promise<Deploy> => {
  if (to === undefined)
    return (
      before ??
      refuse('not-found', `no deploy of ${service.name} with other code was ever live`, 'Name one with --to.')
    )
  const deploy = await call(
    place.client,
    'deploys.get',
    { service: service.id, deploy: to },
    optionsOf(place),
  )
  if (!wasLive(deploy)) {
    const todo = 'Go back to one that was live: render-sync deploys marks them.'
    return refuse(
      'change-refused',
      `deploy ${to} never was live: it ${isOver(deploy) ? 'ended as' : 'is'} ${deploy.status}`,
      todo,
    )
  }
  return deploy
}

const autodeploysOf = ({ autoDeployTrigger, autoDeploy }: Service): string =>
  autoDeployTrigger ?? (autoDeploy === 'yes' ? 'commit' : 'off')

/**
 * Begins to go back. It changes the code that runs, and neither variables nor settings. Throws `ProblemsError` where there is
 * nothing to go back to, or the deploy that is named was never live; nothing is changed then.
 */
export const rollBack = async (
  place: Place,
  service: Service,
  { to, ifNewerThan, pauseAutodeploy = false }: RollbackWish = {},
): Promise<Rollback> => {
  const known = await look(place, service)
  const from = known.running
  const since = Date.parse(from.finishedAt ?? from.updatedAt ?? from.createdAt ?? '')
  const age = place.client.serverTime(clockOf(place).now()) - since
  // Of one whose age nobody tells, nobody can say that it is new.
  if (ifNewerThan !== undefined && !(age < ifNewerThan)) return { done: 'nothing', from, age }
  const back = await target(place, service, known, to)
  const before = autodeploysOf(service)
  const pauses = pauseAutodeploy && before !== 'off'
  if (pauses)
    await call(
      place.client,
      'services.update',
      { service: service.id, autoDeployTrigger: 'off' },
      optionsOf(place),
    )
  const deploy = await startRollback(place, service, back.id)
  return {
    done: 'begun',
    from,
    to: back,
    deploy,
    paused: pauses ? before : undefined,
    autodeploys: before !== 'off' && !pauses,
  }
}
