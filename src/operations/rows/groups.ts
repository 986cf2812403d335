import { file, group, groupMeta, variable } from '../shared/answers.ts'
import {
  created,
  environment,
  files,
  inWorkspace,
  variables as manyVariables,
  names,
  ofEnvironments,
  ofWorkspace,
  paging,
  updated,
} from '../shared/common.ts'
import { destroy, lists, patch, post, put, read, remove } from '../shared/operation.ts'
import { idOf, list, optional, sent, text } from '../shared/param.ts'
import { content, value } from './variables.ts'

const reach =
  'Every linked service gets it that has no variable of the same name itself, and has it after its next deploy, which this does not start.'

export const groups = {
  'groups.list': lists('/env-groups', {
    does: 'lists env groups, with the services that are linked',
    query: { ...ofWorkspace, ...names, ...ofEnvironments, ...created, ...updated, ...paging },
    under: 'envGroup',
    item: groupMeta,
    mind: 'It tells no variables: each group has to be read for them.',
  }),
  'groups.get': read('/env-groups/{group}', {
    does: 'reads an env group with its variables and secret files',
    answers: group,
    hides: ['value', 'content'],
  }),
  'groups.create': post('/env-groups', {
    does: 'creates an env group',
    body: {
      name: text('Its name.'),
      ...inWorkspace,
      envVars: manyVariables('Its variables; a list without any is one.'),
      ...optional({
        environment,
        secretFiles: files('Its secret files.'),
        services: sent('serviceIds', list(idOf('service', 'The services to link.'))),
      }),
    },
    answers: group,
    hides: ['value', 'content'],
  }),
  'groups.update': patch('/env-groups/{group}', {
    does: 'renames an env group',
    body: { name: text('Its new name.') },
    answers: group,
    hides: ['value', 'content'],
  }),
  'groups.delete': destroy('/env-groups/{group}', {
    does: 'deletes an env group with its variables and secret files',
    mind: 'Linked services lose them at their next deploy.',
  }),
  'groups.link': post('/env-groups/{group}/services/{service}', {
    does: 'links a service to an env group',
    again: true,
    answers: group,
    hides: ['value', 'content'],
    mind: 'Variables that the service has itself mask those of the group. It gets the others at its next deploy, which this does not start.',
  }),
  'groups.unlink': remove('/env-groups/{group}/services/{service}', {
    does: 'unlinks a service from an env group',
    mind: 'It loses the variables at its next deploy, which this does not start.',
  }),
  'groups.getVariable': read('/env-groups/{group}/env-vars/{key}', {
    does: 'reads a variable of an env group',
    answers: variable,
    hides: ['value'],
  }),
  'groups.setVariable': put('/env-groups/{group}/env-vars/{key}', {
    does: 'sets a variable of an env group',
    body: value,
    answers: group,
    hides: ['value', 'content'],
    mind: reach,
  }),
  'groups.deleteVariable': destroy('/env-groups/{group}/env-vars/{key}', {
    does: 'deletes a variable of an env group',
    mind: 'Linked services lose it at their next deploy, which this does not start.',
  }),
  'groups.getFile': read('/env-groups/{group}/secret-files/{file}', {
    does: 'reads a secret file of an env group',
    answers: file,
    hides: ['content'],
  }),
  'groups.setFile': put('/env-groups/{group}/secret-files/{file}', {
    does: 'writes a secret file of an env group',
    body: content,
    answers: group,
    hides: ['value', 'content'],
    mind: reach,
  }),
  'groups.deleteFile': destroy('/env-groups/{group}/secret-files/{file}', {
    does: 'deletes a secret file of an env group',
  }),
}
