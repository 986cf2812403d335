import { form } from '../../http/index.ts'
import { record, series } from '../shared/answers.ts'
import { span } from '../shared/common.ts'
import { read } from '../shared/operation.ts'
import { idOf, number, optional, type Params, sent, text, word } from '../shared/param.ts'

const ofResource = optional({ resource: idOf('resource', 'Whose: a service or database, by id or name.') })
const every = optional({
  resolution: sent('resolutionSeconds', number('The seconds from one point to the next.', 30)),
})
const base = { ...ofResource, ...span, ...every }
const ofService = { ...base, ...optional({ service: idOf('service', 'The older way to say whose.') }) }
const instance = optional({ instance: text('Only that of this instance.') })
const request = optional({
  host: text('Only requests to this host.'),
  path: text('Only requests to this path.'),
})
const status = optional({ statusCode: text('Only requests answered with this status.') })
const { resolution: _, ...withoutResolution } = ofService

const metric = <const P extends string, Q extends Params>(path: P, does: string, query: Q) =>
  read<`/metrics/${P}`, readonly object[], Q>(`/metrics/${path}` as never, {
    does,
    query,
    answers: series as never,
  })

export const metrics = {
  'metrics.cpu': metric('cpu', 'reads the use of CPU', {
    ...ofService,
    ...instance,
    ...optional({
      aggregate: sent('aggregationMethod', word('What several instances make.', 'AVG', 'MAX', 'MIN')),
    }),
  }),
  'metrics.cpuLimit': metric('cpu-limit', 'reads how much CPU there is', { ...ofService, ...instance }),
  'metrics.cpuTarget': metric('cpu-target', 'reads the use of CPU that autoscaling aims at', {
    ...ofService,
    ...instance,
  }),
  'metrics.memory': metric('memory', 'reads the use of memory', { ...ofService, ...instance }),
  'metrics.memoryLimit': metric('memory-limit', 'reads how much memory there is', {
    ...ofService,
    ...instance,
  }),
  'metrics.memoryTarget': metric('memory-target', 'reads the use of memory that autoscaling aims at', {
    ...ofService,
    ...instance,
  }),
  'metrics.instances': metric('instance-count', 'reads how many instances ran', ofService),
  'metrics.requests': metric('http-requests', 'reads how many requests were answered', {
    ...ofService,
    ...request,
    ...optional({ by: sent('aggregateBy', word('What they are counted by.', 'statusCode', 'host')) }),
  }),
  'metrics.latency': metric('http-latency', 'reads how long answers took', {
    ...ofService,
    ...request,
    ...optional({ quantile: number('The quantile, from 0 to 1.', 0) }),
  }),
  'metrics.bandwidth': metric('bandwidth', 'reads how much was sent', withoutResolution),
  'metrics.bandwidthSources': read('/metrics/bandwidth-sources', {
    does: 'reads how much was sent by what',
    query: withoutResolution,
    answers: record,
  }),
  'metrics.disk': metric('disk-usage', 'reads how full a disk is', ofService),
  'metrics.diskCapacity': metric('disk-capacity', 'reads how large a disk is', ofService),
  'metrics.connections': metric('active-connections', 'reads how many are connected to a database', base),
  'metrics.replicationLag': metric('replication-lag', 'reads how far a read replica is behind', base),
  'metrics.taskRunsCompleted': metric('task-runs-completed', 'reads how many task runs ended', {
    ...base,
    ...optional({
      state: word('Only those that ended so.', 'succeeded', 'failed'),
      by: sent('aggregateBy', word('What they are counted by.', 'state')),
    }),
  }),
  'metrics.taskRunsQueued': metric('task-runs-queued', 'reads how many task runs wait', base),
  'metrics.instanceFilters': read('/metrics/filters/application', {
    does: 'lists the instances that metrics can be asked for',
    query: ofService,
    answers: form.listOf(record),
  }),
  'metrics.requestFilters': read('/metrics/filters/http', {
    does: 'lists the hosts and statuses that metrics can be asked for',
    query: { ...ofService, ...optional({ host: text('Only those of this host.') }), ...status },
    answers: form.listOf(record),
  }),
  'metrics.pathFilters': read('/metrics/filters/path', {
    does: 'lists the paths that metrics can be asked for',
    query: { ...ofService, ...request, ...status },
    answers: form.listOf(form.text),
  }),
}
