import { routeInput } from '../request/checks.ts'
import { listed } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { orderedPage, wrapped } from '../request/pages.ts'
import { commaList, paging } from '../request/query.ts'
import { integer, listOf, nullable, object, oneOf, text } from '../request/validate.ts'
import { removeRow, rowOf } from '../state/rows.ts'
import { siteOf } from './headers.ts'
import type { Route } from './record.ts'

/** Redirects and rewrites of a static site: the one list that is in an order of its own (API facts §1.7). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `routes of ${serviceId}`
const path = '/services/:serviceId/routes'

const withPriority = (routes: readonly Route[]) => routes.map((route, priority) => ({ ...route, priority }))

/** Puts a route at its priority, or behind all others. */
const place = (routes: Route[], route: Route, priority = routes.length) => {
  routes.splice(priority, 0, route)
  return { ...route, priority: routes.indexOf(route) }
}

const named = (routes: readonly Route[], id: string): Route => rowOf(routes, id, (route) => route.id === id)

export const routeOperations = [
  operation(
    'GET',
    path,
    {
      query: {
        ...paging,
        type: commaList(oneOf(['redirect', 'rewrite'])),
        source: commaList(text),
        destination: commaList(text),
      },
    },
    ({ world, param, query }) => {
      const rows = withPriority(siteOf(world, param('serviceId')).routes).filter(
        (route) =>
          listed(query.type, route.type) &&
          listed(query.source, route.source) &&
          listed(query.destination, route.destination),
      )
      return ok(wrapped('route', orderedPage(listName(param('serviceId')), rows, query), (route) => route))
    },
  ),
  operation('POST', path, { body: routeInput }, ({ world, param, body: { priority, ...route } }) => {
    const { routes } = siteOf(world, param('serviceId'))
    return created(place(routes, { id: world.newId('rdr'), ...route }, priority))
  }),
  operation(
    'PATCH',
    `${path}/:routeId`,
    { body: object({ priority: integer(0) }) },
    ({ world, param, body }) => {
      const { routes } = siteOf(world, param('serviceId'))
      const route = named(routes, param('routeId'))
      removeRow(routes, route)
      // Named so in the document.
      return ok({ headers: place(routes, route, body.priority) })
    },
  ),
  operation('PUT', path, { body: nullable(listOf(routeInput)) }, ({ world, param, body }) => {
    const site = siteOf(world, param('serviceId'))
    // A priority in the body has no effect: the place in the list is what counts.
    site.routes = (body ?? []).map(({ priority: _, ...route }) => ({ id: world.newId('rdr'), ...route }))
    return ok(site.routes.length > 0 ? withPriority(site.routes) : null)
  }),
  operation('DELETE', `${path}/:routeId`, {}, ({ world, param }) => {
    const { routes } = siteOf(world, param('serviceId'))
    removeRow(routes, named(routes, param('routeId')))
    return noContent
  }),
]
