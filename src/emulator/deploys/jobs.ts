import { badRequest } from '../request/errors.ts'
import { createdWithin, listed, within } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, createdBetween, moment, paging, single } from '../request/query.ts'
import { nonEmpty, object, oneOf, optional, text } from '../request/validate.ts'
import type { JobStatus } from '../request/vocabulary.ts'
import { jobStatuses } from '../request/vocabulary.ts'
import type { CronRun, Job, Service } from '../services/record.ts'
import { rowOf } from '../state/rows.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { recordEvent } from './events.ts'

/** Jobs of a service and runs of a cron job: both end well after a while, unless they are cancelled. */

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

const view = (world: World, service: Service) => (job: Job) => ({
  id: job.id,
  serviceId: service.id,
  startCommand: job.startCommand,
  planId: job.planId,
  status: statusOf(world, job),
  createdAt: microseconds(job.createdAt),
  ...timesOf(world, job),
})

const jobOf = (service: Service, id: string) => rowOf(service.jobs, id, (job) => job.id === id)

const path = '/services/:serviceId/jobs'

const jobRoutes = [
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
      const service = find(world.state.services, param('serviceId'))
      const rows = service.jobs.filter((job) => {
        const { startedAt, finishedAt } = timesOf(world, job)
        return (
          listed(query.status, statusOf(world, job)) &&
          createdWithin(job, query) &&
          within(startedAt, query.startedBefore, query.startedAfter) &&
          within(finishedAt, query.finishedBefore, query.finishedAfter)
        )
      })
      const page = newestPage(`jobs of ${service.id}`, rows, query)
      return ok(wrapped('job', page, view(world, service)))
    },
  ),
  operation(
    'POST',
    path,
    { body: object({ startCommand: nonEmpty, planId: optional(text) }) },
    ({ world, param, body }) => {
      const service = find(world.state.services, param('serviceId'))
      if (service.type === 'static_site') throw badRequest('a static_site cannot run jobs')
      const startsAt = world.moments.ms() + world.takes('job') / 10
      const job: Job = {
        id: world.newId('job'),
        startCommand: body.startCommand,
        // Render's command line sends '' where no plan was chosen.
        planId: body.planId || `plan-${service.type}-${service.config.plan}`,
        createdAt: world.moments.now(),
        startsAt,
        endsAt: startsAt + world.takes('job'),
      }
      service.jobs.push(job)
      return created(view(world, service)(job))
    },
  ),
  operation('GET', `${path}/:jobId`, {}, ({ world, param }) => {
    const service = find(world.state.services, param('serviceId'))
    return ok(view(world, service)(jobOf(service, param('jobId'))))
  }),
  operation('POST', `${path}/:jobId/cancel`, {}, ({ world, param }) => {
    const service = find(world.state.services, param('serviceId'))
    const job = jobOf(service, param('jobId'))
    const status = statusOf(world, job)
    if (status !== 'pending' && status !== 'running') throw badRequest(`job ${job.id} is already ${status}`)
    job.canceledAt = world.moments.ms()
    return ok(view(world, service)(job))
  }),
]

const cronJobOf = (world: World, id: string): Service => {
  const service = find(world.state.services, id)
  if (service.type !== 'cron_job') throw badRequest(`${id} is not a cron job`)
  return service
}

const runStatus = (world: World, run: CronRun) =>
  run.canceled ? 'canceled' : world.moments.ms() < run.endsAt ? 'pending' : 'successful'

const isRunning = (world: World) => (run: CronRun) => runStatus(world, run) === 'pending'

const cancelRuns = (world: World, service: Service) => {
  for (const run of service.runs.filter(isRunning(world))) run.canceled = true
}

const cronRoutes = [
  operation('POST', '/cron-jobs/:cronJobId/runs', {}, ({ world, param }) => {
    const service = cronJobOf(world, param('cronJobId'))
    // A new run takes the place of one that is still going.
    cancelRuns(world, service)
    const run: CronRun = {
      id: world.newId('run'),
      startedAt: world.moments.now(),
      endsAt: world.moments.ms() + world.takes('job'),
      canceled: false,
    }
    service.runs.push(run)
    recordEvent(world, service, 'cron_job_run_started', { cronJobRunId: run.id })
    return ok({
      id: run.id,
      status: runStatus(world, run),
      startedAt: microseconds(run.startedAt),
      triggeredBy: 'api',
    })
  }),
  operation('DELETE', '/cron-jobs/:cronJobId/runs', {}, ({ world, param }) => {
    cancelRuns(world, cronJobOf(world, param('cronJobId')))
    return noContent
  }),
]

export const jobOperations = [...jobRoutes, ...cronRoutes]
