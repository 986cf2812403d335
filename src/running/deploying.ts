/** Deploys: begun, followed to their end, cancelled. */
import { ApiError } from '../http/index.ts'
import { type Answered, call, callAll, type Given, type operations } from '../operations/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import { clockOf, optionsOf, type Place, until } from './place.ts'

export type Deploy = Answered<(typeof operations)['deploys.get']>
export type Service = Answered<(typeof operations)['services.get']>

/** What has become of a deploy. `replaced`: it was live, until a newer one took over. */
export type DeployState = 'queued' | 'running' | 'live' | 'replaced' | 'failed' | 'canceled'

const states: Readonly<Record<string, DeployState>> = {
  created: 'queued',
  queued: 'queued',
  live: 'live',
  deactivated: 'replaced',
  build_failed: 'failed',
  update_failed: 'failed',
  pre_deploy_failed: 'failed',
  canceled: 'canceled',
}

/** A status that nobody knows yet is one on the way. */
export const stateOf = ({ status = '' }: Deploy): DeployState => states[status] ?? 'running'

export const isOver = (deploy: Deploy): boolean => !['queued', 'running'].includes(stateOf(deploy))
export const wasLive = (deploy: Deploy): boolean => ['live', 'replaced'].includes(stateOf(deploy))

/** What it is made of, for people: `1a2b3c4 Add a page`, `docker.io/library/nginx:latest`. */
export const madeOf = ({ commit, image }: Deploy): string => {
  const [subject = ''] = (commit?.message ?? '').split('\n')
  if (commit?.id !== undefined) return `${commit.id.slice(0, 7)} ${subject}`.trim()
  return image?.ref ?? image?.sha ?? ''
}

/** What the same code has in common; undefined: the API does not tell. */
export const codeOf = ({ commit, image }: Deploy): string | undefined =>
  commit?.id ?? image?.sha ?? image?.ref

/** The first that has the say: the deploy that was begun since, and not by anybody else. */
const begunSince =
  (sentAt: number, trigger: string) =>
  (deploy: Deploy): boolean =>
    Date.parse(deploy.createdAt ?? '') >= sentAt && (deploy.trigger ?? trigger) === trigger

/**
 * Asks for a deploy, and answers with it: also where it has no id yet, because it waits for another one, and where the answer
 * was lost and it was begun nevertheless. Throws `ProblemsError` where it cannot be found.
 */
const begin = async (
  place: Place,
  service: string,
  trigger: 'api' | 'rollback',
  ask: () => Promise<Deploy | undefined>,
): Promise<Deploy> => {
  const sentAt = place.client.serverTime(clockOf(place).now())
  const begun = begunSince(sentAt, trigger)
  let lost: unknown
  const answered = await ask().catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'answer-lost') throw error
    lost = error
    return undefined
  })
  if (answered) return answered
  const listed = async () =>
    (await call(place.client, 'deploys.list', { service, limit: 20 }, optionsOf(place))).items.find(begun)
  const found = await until(place, listed, (one) => one !== undefined, { patience: 30_000 })
  if (found) return found
  throw (
    lost ??
    new ProblemsError([
      problem(
        'not-ready',
        `the deploy of ${service} waits for another one and has no id yet`,
        'Look again: render-sync deploys.',
      ),
    ])
  )
}

export type DeployWish = Omit<Given<(typeof operations)['deploys.create']>, 'service'>

export const startDeploy = (place: Place, service: Service, wish: DeployWish = {}): Promise<Deploy> =>
  begin(place, service.id, 'api', () =>
    call(place.client, 'deploys.create', { service: service.id, ...wish }, optionsOf(place)),
  )

export const startRollback = (place: Place, service: Service, deploy: string): Promise<Deploy> =>
  begin(place, service.id, 'rollback', () =>
    call(place.client, 'deploys.rollBack', { service: service.id, deploy }, optionsOf(place)),
  )

export interface Following {
  /** How long to wait, in milliseconds. */
  readonly patience: number
  /** Told of the deploy each time that its status is another. */
  readonly changed?: (deploy: Deploy) => void
}

const failure = async (place: Place, service: Service, deploy: Deploy): Promise<ProblemsError> => {
  const log = await endOfLog(place, service, deploy)
  const link = service.dashboardUrl === undefined ? undefined : `${service.dashboardUrl}/deploys/${deploy.id}`
  return new ProblemsError([
    problem(
      'failed-deploy',
      `deploy ${deploy.id} of ${service.name} ended as ${deploy.status}, made of ${madeOf(deploy) || 'what nobody tells'}`,
      link && `See ${link}`,
      { ...(log.length > 0 && { log }) },
    ),
  ])
}

const shownLines = 20

/** The last lines that were logged since a deploy began, the oldest first. A log that cannot be read hides no failure. */
const endOfLog = async (place: Place, { id }: Service, { createdAt }: Deploy): Promise<readonly string[]> => {
  const asked = {
    resource: [id],
    limit: shownLines,
    ...(createdAt !== undefined && { startTime: createdAt }),
  }
  const page = await call(place.client, 'logs.list', asked, optionsOf(place)).catch(() => undefined)
  return (page?.logs ?? []).toReversed().map(({ message }) => place.client.hide(message))
}

/**
 * Follows a deploy until it is live. Throws `ProblemsError` with the end of its log where it fails or is cancelled, and where
 * it does not end in time.
 */
export const followDeploy = async (
  place: Place,
  service: Service,
  { id }: Deploy,
  { patience, changed }: Following,
): Promise<Deploy> => {
  let status: string | undefined
  const told = (deploy: Deploy) => {
    if (deploy.status !== status) changed?.(deploy)
    status = deploy.status
  }
  const look = () => call(place.client, 'deploys.get', { service: service.id, deploy: id }, optionsOf(place))
  const ended = await until(place, look, isOver, { patience, told })
  if (ended === undefined)
    throw new ProblemsError([
      problem(
        'deploy-timeout',
        `deploy ${id} of ${service.name} is still ${status}`,
        'It goes on: look with render-sync deploys, or wait longer with --deploy-timeout.',
      ),
    ])
  if (!wasLive(ended)) throw await failure(place, service, ended)
  return ended
}

/** The deploys of a service that are not over yet, newest first. */
export const unfinished = async (place: Place, service: Service): Promise<readonly Deploy[]> => {
  const { items } = await call(
    place.client,
    'deploys.list',
    { service: service.id, limit: 20 },
    optionsOf(place),
  )
  return items.filter((deploy) => !isOver(deploy))
}

/**
 * A deploy of which only the id is known, with its service: the API has no path to a deploy without one, so that each service
 * is asked. Throws `ProblemsError`: none has it.
 */
export const findDeploy = async (
  place: Place,
  deploy: string,
): Promise<{ readonly service: Service; readonly deploy: Deploy }> => {
  for await (const service of callAll(place.client, 'services.list', {}, optionsOf(place))) {
    const asked = { service: service.id, deploy }
    const found = await call(place.client, 'deploys.get', asked, optionsOf(place)).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'not-found') return undefined
      throw error
    })
    if (found) return { service, deploy: found }
  }
  throw new ProblemsError([
    problem('not-found', `no service has a deploy ${deploy}`, 'Check its id, and which workspace this is.'),
  ])
}
