import { form } from '../../http/index.ts'
import { file, variable } from '../shared/answers.ts'
import { files, variables as manyVariables, paging } from '../shared/common.ts'
import { destroy, lists, put, read, replaceAll } from '../shared/operation.ts'
import { flag, hiddenText, optional } from '../shared/param.ts'

/** PUT takes one of both. */
export const value = optional({
  value: hiddenText('Its value.'),
  generateValue: flag('Lets Render make up a value.'),
})
export const content = { content: hiddenText('What is in the file.') }

const deployed = 'What runs has the old ones until the next deploy, which this does not start.'
const masks = `A variable of a service masks that of a group it is linked to. ${deployed}`

export const variables = {
  'variables.list': lists('/services/{service}/env-vars', {
    does: 'lists the variables that a service has itself, with their values',
    query: paging,
    under: 'envVar',
    item: variable,
    hides: ['value'],
    mind: 'Variables of groups that it is linked to are not among them.',
  }),
  'variables.get': read('/services/{service}/env-vars/{key}', {
    does: 'reads a variable of a service',
    answers: variable,
    hides: ['value'],
  }),
  'variables.set': put('/services/{service}/env-vars/{key}', {
    does: 'sets a variable of a service',
    body: value,
    answers: variable,
    hides: ['value'],
    mind: masks,
  }),
  'variables.replace': replaceAll('/services/{service}/env-vars', {
    does: 'replaces all variables that a service has itself',
    body: { variables: manyVariables('All that it is to have: others are deleted.') },
    whole: 'variables',
    answers: form.listOf(form.object()),
    hides: ['value'],
    mind: `What is not among them is deleted. ${masks}`,
  }),
  'variables.delete': destroy('/services/{service}/env-vars/{key}', {
    does: 'deletes a variable of a service',
    mind: `If a group that it is linked to has the variable, that one shows through. ${deployed}`,
  }),
}

export const secretFiles = {
  'secretFiles.list': lists('/services/{service}/secret-files', {
    does: 'lists the secret files that a service has itself, with their contents',
    query: paging,
    under: 'secretFile',
    item: file,
    hides: ['content'],
  }),
  'secretFiles.get': read('/services/{service}/secret-files/{file}', {
    does: 'reads a secret file of a service',
    answers: file,
    hides: ['content'],
  }),
  'secretFiles.set': put('/services/{service}/secret-files/{file}', {
    does: 'writes a secret file of a service',
    body: content,
    answers: file,
    hides: ['content'],
    mind: deployed,
  }),
  'secretFiles.replace': replaceAll('/services/{service}/secret-files', {
    does: 'replaces all secret files that a service has itself',
    body: { files: files('All that it is to have: others are deleted.') },
    whole: 'files',
    answers: form.listOf(form.object()),
    hides: ['content'],
    mind: `What is not among them is deleted. ${deployed}`,
  }),
  'secretFiles.delete': destroy('/services/{service}/secret-files/{file}', {
    does: 'deletes a secret file of a service',
    mind: deployed,
  }),
}
