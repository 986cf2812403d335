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
import { bodilessList, object, paging, text } from '../request/index.ts'
import { changeHolder, holderOf } from '../state/index.ts'

/** The secret files of a service; the same rules as for its variables (API facts §1.2). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `secret files of ${serviceId}`
const path = '/services/:serviceId/secret-files'

export const secretFileOperations = [
  operation('GET', path, { query: paging }, ({ world, param, query }) => {
    const { secretFiles } = holderOf(world, param('serviceId'))
    return ok(
      wrapped('secretFile', newestPage(listName(param('serviceId')), secretFiles, query), secretFileView),
    )
  }),
  operation('PUT', path, { body: bodilessList(secretFileInputs) }, ({ world, param, body }) => {
    const holder = holderOf(world, param('serviceId'))
    changeHolder(world, holder, { secretFiles: newSecretFiles(world, body) })
    return ok(wrapped('secretFile', { list: listName(holder.id), rows: holder.secretFiles }, secretFileView))
  }),
  operation('GET', `${path}/:name`, {}, ({ world, param }) => {
    const { secretFiles } = holderOf(world, param('serviceId'))
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
      const holder = holderOf(world, param('serviceId'))
      const row = secretFileRow(world, holder.secretFiles, checkedFileName(param('name')), body.content)
      changeHolder(world, holder, { secretFiles: withRow(holder.secretFiles, row) })
      return created(secretFileView(row))
    },
  ),
  operation('DELETE', `${path}/:name`, {}, ({ world, param }) => {
    const holder = holderOf(world, param('serviceId'))
    const row = rowOf(holder.secretFiles, param('name'), ({ name }) => name === param('name'))
    changeHolder(world, holder, { secretFiles: withoutRow(holder.secretFiles, row) })
    return noContent
  }),
]
