import {
  created,
  createdWithin,
  listed,
  newestPage,
  ok,
  operation,
  within,
  wrapped,
} from '../operation/index.ts'
import type { Job } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import type { JobStatus } from '../request/index.ts'
import {
  badRequest,
  commaList,
  createdBetween,
  jobStatuses,
  moment,
  nonEmpty,
  notFound,
  object,
  oneOf,
  optional,
  paging,
  single,
  text,
} from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Jobs of a service, which end well after a while, unless they are cancelled. */

const statusOf = (world: World, job: Job): JobStatus => {
  if (job.canceledAt !== undefined) return 'canceled'
  const now = world.moments.ms()
  return now < job.startsAt ? 'pending' : now < job.endsAt ? 'running' : 'succeeded'
}

const timeOf = (ms: number) => microseconds(new Date(ms).toISOString().replace('Z', '000000Z'))

/** When it started and when it ended, as far as it has. */
const timesOf = (world: World, job: Job) => {
  const now = world.moments.ms()
  const end = job.canceledAt ?? job.endsAt
  return {
    startedAt: now >= job.startsAt && end > job.startsAt ? timeOf(job.startsAt) : undefined,
    finishedAt: now >= end ? timeOf(end) : undefined,
  }
}

const view = (world: World) => (job: Job) => ({
  id: job.id,
  serviceId: job.serviceId,
  startCommand: job.startCommand,
  planId: job.planId,
  status: statusOf(world, job),
  createdAt: microseconds(job.createdAt),
  ...timesOf(world, job),
})

/** The job of a service, or 404 where it is another's. */
const jobOf = (world: World, serviceId: string, id: string): Job => {
  const service = world.services.find(serviceId)
  const job = world.jobs.get(id)
  if (job?.serviceId !== service.id) throw notFound(id)
  return job
}

const path = '/services/:serviceId/jobs'

export const jobOperations = [
  operation(
    'GET',
    path,
    {
      query: {
        ...paging,
        ...createdBetween,
        status: commaList(oneOf(jobStatuses)),
        startedBefore: single(moment),
        startedAfter: single(moment),
        finishedBefore: single(moment),
        finishedAfter: single(moment),
      },
    },
    ({ world, param, query }) => {
      const { id } = world.services.find(param('serviceId'))
      const rows = world.jobs.by('service', id).filter((job) => {
        const { startedAt, finishedAt } = timesOf(world, job)
        return (
          listed(query.status, statusOf(world, job)) &&
          createdWithin(job, query) &&
          within(startedAt, query.startedBefore, query.startedAfter) &&
          within(finishedAt, query.finishedBefore, query.finishedAfter)
        )
      })
      return ok(wrapped('job', newestPage(`jobs of ${id}`, rows, query), view(world)))
    },
  ),
  operation(
    'POST',
    path,
    { body: object({ startCommand: nonEmpty, planId: optional(text) }) },
    ({ world, param, body }) => {
      const service = world.services.find(param('serviceId'))
      if (service.type === 'static_site') throw badRequest('a static_site cannot run jobs')
      const startsAt = world.moments.ms() + world.takes('job') / 10
      const job = world.jobs.put({
        id: world.newId('job'),
        serviceId: service.id,
        startCommand: body.startCommand,
        // Render's command line sends '' where no plan was chosen.
        planId: body.planId || `plan-${service.type}-${service.config.plan}`,
        createdAt: world.moments.now(),
        startsAt,
        endsAt: startsAt + world.takes('job'),
      })
      return created(view(world)(job))
    },
  ),
  operation('GET', `${path}/:jobId`, {}, ({ world, param }) =>
    ok(view(world)(jobOf(world, param('serviceId'), param('jobId')))),
  ),
  operation('POST', `${path}/:jobId/cancel`, {}, ({ world, param }) => {
    const job = jobOf(world, param('serviceId'), param('jobId'))
    const status = statusOf(world, job)
    if (status !== 'pending' && status !== 'running') throw badRequest(`job ${job.id} is already ${status}`)
    world.jobs.change(job, { canceledAt: world.moments.ms() })
    return ok(view(world)(job))
  }),
]
