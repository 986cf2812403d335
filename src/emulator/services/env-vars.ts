import {
  checkedKey,
  envVarInputs,
  envVarRow,
  envVarView,
  newEnvVars,
  newestPage,
  noContent,
  ok,
  operation,
  rowOf,
  valueInput,
  withoutRow,
  withRow,
  wrapped,
} from '../operation/index.ts'
import { bodilessList, paging } from '../request/index.ts'
import { changeHolder, holderOf } from '../state/index.ts'

/** The variables of a holder. They take effect with its next deploy and never touch its updatedAt (API facts §1.2). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `env vars of ${serviceId}`
const path = '/services/:serviceId/env-vars'

export const envVarOperations = [
  operation('GET', path, { query: paging }, ({ world, param, query }) => {
    const { envVars } = holderOf(world, param('serviceId'))
    return ok(wrapped('envVar', newestPage(listName(param('serviceId')), envVars, query), envVarView))
  }),
  operation(
    'PUT',
    path,
    {
      // A body of null clears the list, as recorded clients do (API facts §0).
      body: bodilessList(envVarInputs),
    },
    ({ world, param, body }) => {
      const holder = holderOf(world, param('serviceId'))
      changeHolder(world, holder, { envVars: newEnvVars(world, body) })
      // In the order of the request, unlike every later read (API facts §1.2).
      return ok(wrapped('envVar', { list: listName(holder.id), rows: holder.envVars }, envVarView))
    },
  ),
  operation('GET', `${path}/:key`, {}, ({ world, param }) => {
    const { envVars } = holderOf(world, param('serviceId'))
    return ok(envVarView(rowOf(envVars, param('key'), ({ key }) => key === param('key'))))
  }),
  operation('PUT', `${path}/:key`, { body: valueInput }, ({ world, param, body }) => {
    const holder = holderOf(world, param('serviceId'))
    const row = envVarRow(world, holder.envVars, checkedKey(param('key')), body)
    changeHolder(world, holder, { envVars: withRow(holder.envVars, row) })
    return ok(envVarView(row))
  }),
  operation('DELETE', `${path}/:key`, {}, ({ world, param }) => {
    const holder = holderOf(world, param('serviceId'))
    const row = rowOf(holder.envVars, param('key'), ({ key }) => key === param('key'))
    changeHolder(world, holder, { envVars: withoutRow(holder.envVars, row) })
    return noContent
  }),
]
