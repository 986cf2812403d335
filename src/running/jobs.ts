/** One-off jobs: begun, and followed to their end. */
import { type Answered, call, type operations } from '../operations/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import type { Service } from './deploying.ts'
import { optionsOf, type Place, until } from './place.ts'

export type Job = Answered<(typeof operations)['jobs.get']>

export const startJob = (
  place: Place,
  service: Service,
  command: string,
  plan: string | undefined,
): Promise<Job> => call(place.client, 'jobs.create', { service: service.id, command, plan }, optionsOf(place))

const ends = ['succeeded', 'failed', 'canceled']

/** Whether it is over. Its exit code is never told. */
export const isEnded = ({ status = '' }: Job): boolean => ends.includes(status)

/** Follows a job until it ends, well or not. Throws `ProblemsError` where it does not end in time. */
export const followJob = async (
  place: Place,
  service: Service,
  { id }: Job,
  { patience, seen }: { readonly patience: number; readonly seen?: (job: Job) => void },
): Promise<Job> => {
  const look = () => call(place.client, 'jobs.get', { service: service.id, job: id }, optionsOf(place))
  const ended = await until(place, look, isEnded, { patience, told: seen })
  if (ended) return ended
  throw new ProblemsError([
    problem('deploy-timeout', `job ${id} of ${service.name} goes on`, 'Look again: render-sync jobs.'),
  ])
}
