import { record, task, taskRun, version, workflow } from '../shared/answers.ts'
import {
  inWorkspace,
  names,
  ofEnvironments,
  ofWorkspace,
  paging,
  region,
  variables,
} from '../shared/common.ts'
import { destroy, lists, patch, post, read, remove } from '../shared/operation.ts'
import { anything, idOf, joined, list, open, optional, sent, text, word } from '../shared/param.ts'

const settings = {
  buildConfig: open('What it is built from: repo, branch, rootDir, runtime, buildCommand.'),
  runCommand: text('The command that runs its tasks.'),
}
const trigger = optional({
  autoDeployTrigger: word('When a push makes a new version.', 'commit', 'off', 'checksPass'),
})
const ofWorkflow = (api: string) =>
  sent(api, joined(idOf('workflow', 'Only those of one of these workflows.')))
const ofVersion = text('Only those of one of these versions.')

export const workflows = {
  'workflows.list': lists('/workflows', {
    does: 'lists workflows',
    query: {
      ...ofWorkspace,
      ...names,
      ...optional({ workflow: sent('workflowID', joined(text('Only those with one of these ids.'))) }),
      ...ofEnvironments,
      ...paging,
    },
    under: 'workflow',
    item: workflow,
  }),
  'workflows.get': read('/workflows/{workflow}', { does: 'reads a workflow', answers: workflow }),
  'workflows.create': post('/workflows', {
    does: 'creates a workflow',
    body: {
      name: text('Its name.'),
      ...inWorkspace,
      region,
      ...settings,
      ...trigger,
      ...optional({ envVars: variables('Its variables.') }),
    },
    answers: workflow,
    ends: 'workflow version',
  }),
  'workflows.update': patch('/workflows/{workflow}', {
    does: 'changes a workflow',
    body: { ...optional({ name: text('Its name.'), ...settings }), ...trigger },
    answers: workflow,
  }),
  'workflows.delete': destroy('/workflows/{workflow}', {
    does: 'deletes a workflow with its tasks and runs',
  }),
  'workflowVersions.list': lists('/workflowversions', {
    does: 'lists the versions of workflows',
    query: {
      ...ofWorkspace,
      ...optional({
        workflow: ofWorkflow('workflowID'),
        version: sent('workflowVersionId', joined(ofVersion)),
      }),
      ...paging,
    },
    under: 'workflowVersion',
    item: version,
  }),
  'workflowVersions.get': read('/workflowversions/{version}', {
    does: 'reads a version of a workflow',
    answers: version,
  }),
  'workflowVersions.create': post('/workflowversions', {
    does: 'builds a new version of a workflow',
    body: {
      workflow: idOf('workflow', 'The workflow: its id (wfl-…) or its name.', 'workflowId'),
      ...optional({ commit: text('The commit to build; the newest of the branch if this is not said.') }),
    },
    mind: 'The answer says that it has begun, and no id.',
    ends: 'workflow version',
  }),
}

const ofRuns = {
  ...ofWorkspace,
  ...optional({
    workflow: sent('workflowId', list(idOf('workflow', 'Only those of one of these workflows.'))),
    version: sent('workflowVersionId', list(ofVersion)),
    task: sent('taskSlug', list(text('Only those of one of these tasks: workflow/name.'))),
  }),
}

export const tasks = {
  'tasks.list': lists('/tasks', {
    does: 'lists the tasks of workflows',
    query: { ...ofRuns, ...paging },
    under: 'task',
    item: task,
  }),
  'tasks.get': read('/tasks/{task}', { does: 'reads a task', answers: task }),
  'taskRuns.list': lists('/task-runs', {
    does: 'lists runs of tasks, newest first',
    query: {
      ...ofRuns,
      ...optional({ root: sent('rootTaskRunId', list(text('Only those begun by one of these runs.'))) }),
      ...paging,
    },
    under: 'taskRun',
    item: taskRun,
  }),
  'taskRuns.get': read('/task-runs/{taskRun}', { does: 'reads a run of a task', answers: taskRun }),
  'taskRuns.start': post('/task-runs', {
    does: 'runs a task',
    body: {
      task: text('The task: workflow/name, or its id.'),
      input: anything('What it is given: a list or a mapping.'),
    },
    answers: taskRun,
    ends: 'task run',
  }),
  'taskRuns.cancel': remove('/task-runs/{taskRun}', { does: 'cancels a run of a task' }),
  'taskRuns.events': read('/task-runs/events', {
    does: 'follows runs of tasks until they end',
    speaks: 'events',
    query: { runs: sent('taskRunIds', list(text('The ids of the runs.'))) },
    answers: record,
    only: 'It is a stream of events, not an answer in JSON: taskRuns.get tells how a run is.',
  }),
}
