import { headerInput } from '../request/checks.ts'
import { badRequest } from '../request/errors.ts'
import { listed } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { commaList, paging } from '../request/query.ts'
import { listOf, nullable, text } from '../request/validate.ts'
import { removeRow, rowOf } from '../state/rows.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import type { Service } from './record.ts'

/** The service of that id, which must be a static site: only those have headers and routes. */
export const siteOf = (world: World, id: string): Service => {
  const service = find(world.state.services, id)
  if (service.type !== 'static_site') throw badRequest(`a ${service.type} has no headers or routes`)
  return service
}

/** Every service has a list of its own. */
const listName = (serviceId: string) => `headers of ${serviceId}`
const path = '/services/:serviceId/headers'

export const headerOperations = [
  operation(
    'GET',
    path,
    {
      query: { ...paging, path: commaList(text), name: commaList(text), value: commaList(text) },
    },
    ({ world, param, query }) => {
      const rows = siteOf(world, param('serviceId')).headers.filter(
        (header) =>
          listed(query.path, header.path) &&
          listed(query.name, header.name) &&
          listed(query.value, header.value),
      )
      return ok(wrapped('header', newestPage(listName(param('serviceId')), rows, query), (header) => header))
    },
  ),
  operation('POST', path, { body: headerInput }, ({ world, param, body }) => {
    const header = { id: world.newId('hdr'), ...body }
    siteOf(world, param('serviceId')).headers.push(header)
    return created({ headers: header })
  }),
  operation('PUT', path, { body: nullable(listOf(headerInput)) }, ({ world, param, body }) => {
    const site = siteOf(world, param('serviceId'))
    site.headers = (body ?? []).map((header) => ({ id: world.newId('hdr'), ...header }))
    // No headers are null here although every read says [] (API facts §0, §1.7).
    return ok(site.headers.length > 0 ? site.headers : null)
  }),
  operation('DELETE', `${path}/:headerId`, {}, ({ world, param }) => {
    const { headers } = siteOf(world, param('serviceId'))
    removeRow(
      headers,
      rowOf(headers, param('headerId'), ({ id }) => id === param('headerId')),
    )
    return noContent
  }),
]
