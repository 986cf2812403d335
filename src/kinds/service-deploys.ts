/** Deploys of the five kinds of services. */
import { form, get, path, post, type Query } from '../http/index.ts'
import { type Body, type Deploy, type Deploys, deployForm, type MadeOf, type Origin } from '../rows/index.ts'
import { deployLog } from './shared/deploy-log.ts'
import type { ServiceLive } from './shared/service-live.ts'

const stateOf: Record<string, 'ready' | 'failed' | 'cancelled'> = {
  live: 'ready',
  // It was live until a newer deploy took over.
  deactivated: 'ready',
  build_failed: 'failed',
  update_failed: 'failed',
  pre_deploy_failed: 'failed',
  canceled: 'cancelled',
}

/** A commit goes by its id; an image by what its name stood for, which the same name may not do the next time. */
const originOf = ({ commit, image }: Deploy): Origin | undefined => {
  if (commit?.id !== undefined) {
    const [subject = ''] = (commit.message ?? '').split('\n')
    return {
      id: commit.id,
      shown: `commit ${commit.id.slice(0, 7)}${subject === '' ? '' : ` ${JSON.stringify(subject)}`}`,
    }
  }
  const id = image?.sha ?? image?.ref
  return id === undefined ? undefined : { id, shown: `image ${image?.ref ?? id}` }
}

/** One that somebody else began right before may be without what was written since: only a younger one will do. */
const begunSince =
  (by: 'api' | 'rollback') =>
  ({ createdAt, status, trigger = by }: Deploy & { readonly trigger?: string }, sentAt: number): boolean =>
    trigger === by && status !== 'canceled' && Date.parse(createdAt) >= sentAt

const listed = ({ id }: ServiceLive, query: Query) =>
  get(path`/services/${id}/deploys`, query, form.listOf(form.object({ deploy: deployForm })))

/** Starts a deploy: its answer is empty where the deploy is queued. */
const begin = ({ id }: ServiceLive, url: string, body: Body, by: 'api' | 'rollback') =>
  post(
    url,
    body,
    {
      list: {
        path: path`/services/${id}/deploys`,
        wrapper: 'deploy',
        item: deployForm,
        answers: 'one page',
      },
      match: begunSince(by),
    },
    { body: deployForm, empty: true },
  )

/** A commit is built for it (API facts §8.1): the API takes no mode beside it. */
const made = (madeOf?: MadeOf, commitId?: string): Body => {
  if (commitId !== undefined) return { commitId }
  return madeOf === 'last build' ? { deployMode: 'deploy_only' } : {}
}

/** Deploys of a service (API facts §1.12, §5). Nothing but a trigger starts one for a changed service. */
const deploys: Deploys<ServiceLive> = {
  possible: (live) => live.suspended !== 'suspended',
  trigger: (live, madeOf, commitId) =>
    begin(live, path`/services/${live.id}/deploys`, made(madeOf, commitId), 'api'),
  commits: 'taken',
  builds: ({ runtime }) => runtime !== 'image',
  unread: [
    'startCommand',
    'dockerCommand',
    'preDeployCommand',
    'maxShutdownDelaySeconds',
    'healthCheckPath',
    'disk',
  ],
  newest: (live) => listed(live, { limit: 2 }),
  running: (live) => listed(live, { status: ['live'], limit: 1 }),
  rollBack: (live, deployId) => begin(live, path`/services/${live.id}/rollback`, { deployId }, 'rollback'),
  wrapper: 'deploy',
  get: ({ id }, deploy) => get(path`/services/${id}/deploys/${deploy}`, undefined, deployForm),
  touched: (owner, updatedAfter) => ({
    path: '/services',
    query: { ownerId: [owner], includePreviews: false, updatedAfter },
    wrapper: 'service',
  }),
  cancel: ({ id }, deploy) =>
    post(path`/services/${id}/deploys/${deploy}/cancel`, undefined, 'repeat', {
      body: deployForm,
      empty: true,
    }),
  state: (status) => stateOf[status] ?? 'waiting',
  queued: (status) => status === 'created' || status === 'queued',
  origin: originOf,
  link: ({ dashboardUrl }, deploy) => dashboardUrl && `${dashboardUrl}/deploys/${deploy}`,
  log: ({ id }, deploy, owner) => deployLog(id, deploy, owner),
}

/** Of each type: of a site there is nothing to deploy but what is built, and for a cron job the API takes no commit. */
export const deploysOf = (type: string): Deploys<ServiceLive> => {
  const { unread, ...rest } = deploys
  return {
    ...rest,
    ...(type !== 'static_site' && unread && { unread }),
    ...(type === 'cron_job' && { commits: 'told' }),
  }
}
