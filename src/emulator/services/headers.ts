import {
  created,
  listed,
  newestPage,
  noContent,
  ok,
  operation,
  rowOf,
  withoutRow,
  withRow,
  wrapped,
} from '../operation/index.ts'
import type { Service } from '../records/index.ts'
import { badRequest, commaList, listOf, paging, text, wholeList } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { headerInput } from './checks.ts'

/** The service of that id, which must be a static site: only those have headers and routes. */
export const siteOf = (world: World, id: string): Service => {
  const service = world.services.find(id)
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
    const site = siteOf(world, param('serviceId'))
    const header = { id: world.newId('hdr'), ...body }
    world.services.change(site, { headers: withRow(site.headers, header) })
    return created({ headers: header })
  }),
  operation('PUT', path, { body: wholeList(listOf(headerInput)) }, ({ world, param, body }) => {
    const site = siteOf(world, param('serviceId'))
    const headers = body.map((header) => ({ id: world.newId('hdr'), ...header }))
    world.services.change(site, { headers })
    // No headers are null here although every read says [] (API facts §0, §1.7).
    return ok(headers.length > 0 ? headers : null)
  }),
  operation('DELETE', `${path}/:headerId`, {}, ({ world, param }) => {
    const site = siteOf(world, param('serviceId'))
    const header = rowOf(site.headers, param('headerId'), ({ id }) => id === param('headerId'))
    world.services.change(site, { headers: withoutRow(site.headers, header) })
    return noContent
  }),
]
