import {
  checkedFileName,
  created,
  newestPage,
  newSecretFiles,
  noContent,
  ok,
  operation,
  rowOf,
  secretFileInputs,
  secretFileRow,
  secretFileView,
  withoutRow,
  withRow,
  wrapped,
} from '../operation/index.ts'
import { nullable, object, paging, text } from '../request/index.ts'

/** The secret files of a service; the same rules as for its variables (API facts §1.2). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `secret files of ${serviceId}`
const path = '/services/:serviceId/secret-files'

export const secretFileOperations = [
  operation('GET', path, { query: paging }, ({ world, param, query }) => {
    const { secretFiles } = world.services.find(param('serviceId'))
    return ok(
      wrapped('secretFile', newestPage(listName(param('serviceId')), secretFiles, query), secretFileView),
    )
  }),
  operation('PUT', path, { body: nullable(secretFileInputs) }, ({ world, param, body }) => {
    const service = world.services.find(param('serviceId'))
    world.services.change(service, { secretFiles: newSecretFiles(world, body ?? []) })
    return ok(
      wrapped('secretFile', { list: listName(service.id), rows: service.secretFiles }, secretFileView),
    )
  }),
  operation('GET', `${path}/:name`, {}, ({ world, param }) => {
    const { secretFiles } = world.services.find(param('serviceId'))
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
      const service = world.services.find(param('serviceId'))
      const row = secretFileRow(world, service.secretFiles, checkedFileName(param('name')), body.content)
      world.services.change(service, { secretFiles: withRow(service.secretFiles, row) })
      return created(secretFileView(row))
    },
  ),
  operation('DELETE', `${path}/:name`, {}, ({ world, param }) => {
    const service = world.services.find(param('serviceId'))
    const row = rowOf(service.secretFiles, param('name'), ({ name }) => name === param('name'))
    world.services.change(service, { secretFiles: withoutRow(service.secretFiles, row) })
    return noContent
  }),
]
