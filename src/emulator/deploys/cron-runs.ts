import { noContent, ok, operation } from '../operation/index.ts'
import type { CronRun, Service } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { badRequest } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { recordEvent } from './events.ts'

/** Runs of a cron job, which end well after a while, unless they are cancelled. */

const cronJobOf = (world: World, id: string): Service => {
  const service = world.services.find(id)
  if (service.type !== 'cron_job') throw badRequest(`${id} is not a cron job`)
  return service
}

const runStatus = (world: World, run: CronRun) =>
  run.canceled ? 'canceled' : world.moments.ms() < run.endsAt ? 'pending' : 'successful'

const isRunning = (world: World) => (run: CronRun) => runStatus(world, run) === 'pending'

const cancelRuns = (world: World, service: Service) => {
  for (const run of world.runs.by('service', service.id).filter(isRunning(world)))
    world.runs.change(run, { canceled: true })
}

export const cronRunOperations = [
  operation('POST', '/cron-jobs/:cronJobId/runs', {}, ({ world, param }) => {
    const service = cronJobOf(world, param('cronJobId'))
    // A new run takes the place of one that is still going.
    cancelRuns(world, service)
    const run = world.runs.put({
      id: world.newId('run'),
      serviceId: service.id,
      startedAt: world.moments.now(),
      endsAt: world.moments.ms() + world.takes('job'),
      canceled: false,
    })
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
