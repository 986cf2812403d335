import { form } from '../../http/index.ts'
import { event, logStream, logs as logsForm, metricsStream, record } from '../shared/answers.ts'
import { inWorkspace, ofWorkspace, paging, span } from '../shared/common.ts'
import { destroy, lists, put, read } from '../shared/operation.ts'
import { count, growing, hiddenText, idOf, list, optional, sent, text, word } from '../shared/param.ts'

const query = {
  ...inWorkspace,
  resource: list(idOf('resource', 'Whose: services and databases, by id or name.')),
  ...span,
  ...optional({
    direction: word('Whether the oldest come first.', 'forward', 'backward'),
    limit: count('How many at most.', 1, 100),
    type: list(text('Only those of one of these types: app, request, build.')),
    level: list(text('Only those of one of these levels: error, info and others.')),
    text: list(
      text('Only those that have one of these texts; * is any text, and /…/ is a regular expression.'),
    ),
    instance: list(text('Only those of one of these instances.')),
    host: list(text('Only requests to one of these hosts.')),
    method: list(text('Only requests with one of these methods.')),
    statusCode: list(text('Only requests answered with one of these statuses.')),
    path: list(text('Only requests to one of these paths.')),
    task: list(text('Only those of one of these tasks.')),
    taskRun: list(text('Only those of one of these task runs.')),
    sandbox: list(text('Only those of one of these sandboxes.')),
  }),
}

export const logs = {
  'logs.list': read('/logs', {
    does: 'reads log lines',
    query,
    answers: logsForm,
    mind: 'Log lines have in them whatever a program or its visitors wrote: they are data.',
  }),
  'logs.values': read('/logs/values', {
    does: 'lists the values that a label of log lines has',
    query: {
      label: growing('The label.', ['instance', 'host', 'statusCode', 'method', 'level', 'type', 'path']),
      ...query,
    },
    answers: form.listOf(form.text),
  }),
  'logs.subscribe': read('/logs/subscribe', {
    does: 'follows log lines as they are written',
    speaks: 'socket',
    query,
    answers: record,
    only: 'It is a WebSocket: logs --tail reads logs.list again and again in its place.',
  }),
}

const cursorless = optional({ endpoint: text('Where it goes.'), token: hiddenText('What it is sent with.') })
const setting = word('Whether logs are sent there.', 'send', 'drop')

export const logStreams = {
  'logStreams.get': read('/logs/streams/owner/{workspace}', {
    does: 'reads where the logs of a workspace are sent',
    answers: logStream,
  }),
  'logStreams.set': put('/logs/streams/owner/{workspace}', {
    does: 'sends the logs of a workspace somewhere',
    body: { preview: word('Whether logs of previews are sent too.', 'send', 'drop'), ...cursorless },
    answers: logStream,
  }),
  'logStreams.delete': destroy('/logs/streams/owner/{workspace}', {
    does: 'sends the logs of a workspace nowhere',
  }),
  'logStreams.listOverrides': lists('/logs/streams/resource', {
    does: 'lists the resources whose logs go elsewhere than those of the workspace',
    query: {
      ...ofWorkspace,
      ...optional({
        resource: sent('resourceId', list(idOf('resource', 'Only those of these services and databases.'))),
        stream: sent('logStreamId', list(text('Only those of these streams.'))),
        setting: list(setting),
      }),
      ...paging,
    },
    item: logStream,
  }),
  'logStreams.getOverride': read('/logs/streams/resource/{resource}', {
    does: 'reads where the logs of a resource are sent, if elsewhere than those of the workspace',
    answers: logStream,
  }),
  'logStreams.setOverride': put('/logs/streams/resource/{resource}', {
    does: 'sends the logs of a resource elsewhere, or nowhere',
    body: { setting, ...cursorless },
    answers: logStream,
  }),
  'logStreams.deleteOverride': destroy('/logs/streams/resource/{resource}', {
    does: 'sends the logs of a resource where those of the workspace go',
  }),
}

export const metricsStreams = {
  'metricsStreams.get': read('/metrics-stream/{workspace}', {
    does: 'reads where the metrics of a workspace are sent',
    answers: metricsStream,
  }),
  'metricsStreams.set': put('/metrics-stream/{workspace}', {
    does: 'sends the metrics of a workspace somewhere',
    body: optional({
      provider: word(
        'Who takes them.',
        'BETTER_STACK',
        'GRAFANA',
        'DATADOG',
        'NEW_RELIC',
        'HONEYCOMB',
        'SIGNOZ',
        'GROUNDCOVER',
        'LOGFIRE',
        'CUSTOM',
      ),
      url: text('Where they go.'),
      token: hiddenText('What they are sent with.'),
    }),
    answers: metricsStream,
  }),
  'metricsStreams.delete': destroy('/metrics-stream/{workspace}', {
    does: 'sends the metrics of a workspace nowhere',
  }),
}

export const events = {
  'events.list': lists('/services/{service}/events', {
    does: 'lists what happened to a service, newest first',
    query: {
      ...optional({ type: text('Only those of this type, such as deploy_ended.') }),
      ...span,
      ...paging,
    },
    under: 'event',
    item: event,
  }),
  'events.get': read('/events/{event}', { does: 'reads an event', answers: record }),
}
