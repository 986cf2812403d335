import { checkedKey, envVarInputs, valueInput } from '../request/checks.ts'
import { noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { paging } from '../request/query.ts'
import { nullable } from '../request/validate.ts'
import { envVarView, newEnvVars, removeRow, rowOf, setEnvVar } from '../state/rows.ts'
import { find } from '../state/world.ts'

/** The variables of a service. They take effect with its next deploy and never touch its updatedAt (API facts §1.2). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `env vars of ${serviceId}`
const path = '/services/:serviceId/env-vars'

export const envVarOperations = [
  operation('GET', path, { query: paging }, ({ world, param, query }) => {
    const { envVars } = find(world.state.services, param('serviceId'))
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
      const service = find(world.state.services, param('serviceId'))
      service.envVars = newEnvVars(world, body ?? [])
      // In the order of the request, unlike every later read (API facts §1.2).
      return ok(wrapped('envVar', { list: listName(service.id), rows: service.envVars }, envVarView))
    },
  ),
  operation('GET', `${path}/:key`, {}, ({ world, param }) => {
    const { envVars } = find(world.state.services, param('serviceId'))
    return ok(envVarView(rowOf(envVars, param('key'), ({ key }) => key === param('key'))))
  }),
  operation('PUT', `${path}/:key`, { body: valueInput }, ({ world, param, body }) => {
    const { envVars } = find(world.state.services, param('serviceId'))
    return ok(envVarView(setEnvVar(world, envVars, checkedKey(param('key')), body)))
  }),
  operation('DELETE', `${path}/:key`, {}, ({ world, param }) => {
    const { envVars } = find(world.state.services, param('serviceId'))
    removeRow(
      envVars,
      rowOf(envVars, param('key'), ({ key }) => key === param('key')),
    )
    return noContent
  }),
]
