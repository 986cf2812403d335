import { cronRun, job } from '../shared/answers.ts'
import { created, finished, paging, started } from '../shared/common.ts'
import { lists, post, read, remove } from '../shared/operation.ts'
import { joined, optional, sent, text, word } from '../shared/param.ts'

export const jobs = {
  'jobs.list': lists('/services/{service}/jobs', {
    does: 'lists the one-off jobs of a service, newest first',
    query: {
      ...optional({
        status: joined(
          word(
            'Only those with one of these statuses.',
            'pending',
            'running',
            'succeeded',
            'failed',
            'canceled',
          ),
        ),
      }),
      ...created,
      ...started,
      ...finished,
      ...paging,
    },
    under: 'job',
    item: job,
  }),
  'jobs.get': read('/services/{service}/jobs/{job}', { does: 'reads a one-off job', answers: job }),
  'jobs.create': post('/services/{service}/jobs', {
    does: 'runs a command once, with the code and the variables of a service',
    body: {
      command: sent('startCommand', text('The command.')),
      ...optional({
        plan: sent('planId', text('The plan of its instance; that of the service if this is not said.')),
      }),
    },
    answers: job,
    mind: 'The answer says that it has begun. Its exit code is never told: succeeded, failed or canceled is all.',
    ends: 'job',
  }),
  'jobs.cancel': post('/services/{service}/jobs/{job}/cancel', {
    does: 'cancels a one-off job that runs',
    again: true,
    answers: job,
  }),
  'cronRuns.start': post('/cron-jobs/{cronJob}/runs', {
    does: 'runs a cron job now',
    answers: cronRun,
    mind: 'A run that has not ended is cancelled.',
    ends: 'cron run',
  }),
  'cronRuns.cancel': remove('/cron-jobs/{cronJob}/runs', { does: 'cancels the run of a cron job' }),
}
