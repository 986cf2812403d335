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
import { nullable, paging } from '../request/index.ts'

/** The variables of a service. They take effect with its next deploy and never touch its updatedAt (API facts §1.2). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `env vars of ${serviceId}`
const path = '/services/:serviceId/env-vars'

export const envVarOperations = [
  operation('GET', path, { query: paging }, ({ world, param, query }) => {
    const { envVars } = world.services.find(param('serviceId'))
    return ok(wrapped('envVar', newestPage(listName(param('serviceId')), envVars, query), envVarView))
  }),
  operation(
    'PUT',
    path,
    {
      // A body of null clears the list, as recorded clients do (API facts §0).
      body: nullable(envVarInputs),
    },
    ({ world, param, body }) => {
      const service = world.services.find(param('serviceId'))
      world.services.change(service, { envVars: newEnvVars(world, body ?? []) })
      // In the order of the request, unlike every later read (API facts §1.2).
      return ok(wrapped('envVar', { list: listName(service.id), rows: service.envVars }, envVarView))
    },
  ),
  operation('GET', `${path}/:key`, {}, ({ world, param }) => {
    const { envVars } = world.services.find(param('serviceId'))
    return ok(envVarView(rowOf(envVars, param('key'), ({ key }) => key === param('key'))))
  }),
  operation('PUT', `${path}/:key`, { body: valueInput }, ({ world, param, body }) => {
    const service = world.services.find(param('serviceId'))
    const row = envVarRow(world, service.envVars, checkedKey(param('key')), body)
    world.services.change(service, { envVars: withRow(service.envVars, row) })
    return ok(envVarView(row))
  }),
  operation('DELETE', `${path}/:key`, {}, ({ world, param }) => {
    const service = world.services.find(param('serviceId'))
    const row = rowOf(service.envVars, param('key'), ({ key }) => key === param('key'))
    world.services.change(service, { envVars: withoutRow(service.envVars, row) })
    return noContent
  }),
]
