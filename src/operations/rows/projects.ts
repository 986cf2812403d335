import { environment as environmentForm, project } from '../shared/answers.ts'
import { allowList, created, inWorkspace, names, ofWorkspace, paging, updated } from '../shared/common.ts'
import { destroy, lists, patch, post, read, remove } from '../shared/operation.ts'
import { flag, idOf, items, joined, list, optional, sent, text, word } from '../shared/param.ts'

const everything = 'Everything in it is deleted as well, data and all.'
const environmentSettings = optional({
  protectedStatus: word('Whether only administrators may change what is in it.', 'unprotected', 'protected'),
  networkIsolationEnabled: flag(
    'Whether only what is in it may connect to what is in it by private addresses.',
  ),
  ipAllowList: allowList,
})
const resources = sent(
  'resourceIds',
  list(idOf('resource', 'Services, databases and env groups, by id or name.')),
)

export const projects = {
  'projects.list': lists('/projects', {
    does: 'lists projects',
    query: { ...ofWorkspace, ...names, ...created, ...updated, ...paging },
    under: 'project',
    item: project,
  }),
  'projects.get': read('/projects/{project}', { does: 'reads a project', answers: project }),
  'projects.create': post('/projects', {
    does: 'creates a project with its environments',
    body: {
      name: text('Its name.'),
      ...inWorkspace,
      environments: items(
        'Its environments, one at least.',
        {
          name: { type: 'string' },
          protectedStatus: { type: 'string', enum: ['unprotected', 'protected'] },
          networkIsolationEnabled: { type: 'boolean' },
          ipAllowList: { type: 'array' },
        },
        ['name'],
      ),
    },
    answers: project,
  }),
  'projects.update': patch('/projects/{project}', {
    does: 'renames a project',
    body: optional({ name: text('Its new name.') }),
    answers: project,
  }),
  'projects.delete': destroy('/projects/{project}', { does: 'deletes a project', mind: everything }),
}

export const environments = {
  'environments.list': lists('/environments', {
    does: 'lists the environments of projects',
    query: {
      project: sent('projectId', joined(idOf('project', 'The projects, by id or name.'))),
      ...names,
      ...optional({ environment: sent('environmentId', joined(text('Only those with one of these ids.'))) }),
      ...ofWorkspace,
      ...created,
      ...updated,
      ...paging,
    },
    under: 'environment',
    item: environmentForm,
  }),
  'environments.get': read('/environments/{environment}', {
    does: 'reads an environment, with the ids of what is in it',
    answers: environmentForm,
  }),
  'environments.create': post('/environments', {
    does: 'adds an environment to a project',
    body: {
      project: idOf('project', 'The project: its id (prj-…) or its name.', 'projectId'),
      name: text('Its name.'),
      ...environmentSettings,
    },
    answers: environmentForm,
  }),
  'environments.update': patch('/environments/{environment}', {
    does: 'changes an environment',
    body: { ...optional({ name: text('Its name.') }), ...environmentSettings },
    answers: environmentForm,
  }),
  'environments.delete': destroy('/environments/{environment}', {
    does: 'deletes an environment',
    mind: everything,
  }),
  'environments.add': post('/environments/{environment}/resources', {
    does: 'moves resources into an environment',
    again: true,
    body: { resources },
    answers: environmentForm,
    mind: 'Services that are linked to a group of another environment are refused.',
  }),
  'environments.remove': remove('/environments/{environment}/resources', {
    does: 'takes resources out of an environment',
    query: { resources },
  }),
}
