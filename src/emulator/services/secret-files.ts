import { checkedFileName, secretFileInputs } from '../request/checks.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { paging } from '../request/query.ts'
import { nullable, object, text } from '../request/validate.ts'
import { newSecretFiles, removeRow, rowOf, secretFileView, setSecretFile } from '../state/rows.ts'
import { find } from '../state/world.ts'

/** The secret files of a service; the same rules as for its variables (API facts §1.2). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `secret files of ${serviceId}`
const path = '/services/:serviceId/secret-files'

export const secretFileOperations = [
  operation('GET', path, { query: paging }, ({ world, param, query }) => {
    const { secretFiles } = find(world.state.services, param('serviceId'))
    return ok(
      wrapped('secretFile', newestPage(listName(param('serviceId')), secretFiles, query), secretFileView),
    )
  }),
  operation('PUT', path, { body: nullable(secretFileInputs) }, ({ world, param, body }) => {
    const service = find(world.state.services, param('serviceId'))
    service.secretFiles = newSecretFiles(world, body ?? [])
    return ok(
      wrapped('secretFile', { list: listName(service.id), rows: service.secretFiles }, secretFileView),
    )
  }),
  operation('GET', `${path}/:name`, {}, ({ world, param }) => {
    const { secretFiles } = find(world.state.services, param('serviceId'))
    return ok(secretFileView(rowOf(secretFiles, param('name'), ({ name }) => name === param('name'))))
  }),
  operation(
    'PUT',
    `${path}/:name`,
    {
      body: object({ content: text }),
    },
    // 201 even where the file was there before (API facts §1.2).
    ({ world, param, body }) => {
      const { secretFiles } = find(world.state.services, param('serviceId'))
      const name = checkedFileName(param('name'))
      return created(secretFileView(setSecretFile(world, secretFiles, name, body.content)))
    },
  ),
  operation('DELETE', `${path}/:name`, {}, ({ world, param }) => {
    const { secretFiles } = find(world.state.services, param('serviceId'))
    removeRow(
      secretFiles,
      rowOf(secretFiles, param('name'), ({ name }) => name === param('name')),
    )
    return noContent
  }),
]
